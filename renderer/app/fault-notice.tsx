import { App } from 'antd';
import { useEffect } from 'react';
import { useLooseFault } from '../lib/report-fault.ts';
import { incidentText } from './error-boundary.tsx';

/** Says what broke outside of any screen, while the screens go on. */
export function FaultNotice() {
  const fault = useLooseFault();
  const { message } = App.useApp();
  useEffect(() => {
    if (fault === null) return;
    void message.error({
      content: `刚才有一步出了错，请看看它有没有做成。${incidentText(fault.incident)}`,
      duration: 15,
    });
  }, [fault, message]);
  return null;
}
