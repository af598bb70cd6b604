import { useMutation } from '@tanstack/react-query';
import { App } from 'antd';
import { saveWorkbook } from '../../lib/save-workbook.ts';

/** Has the host lay a paper out and saves the PDF; says where it is, or why there is none. */
export function usePaper(make: () => Promise<File>, onSaved: () => void) {
  const { message } = App.useApp();
  return useMutation({
    mutationFn: async () => {
      const file = await make();
      return { outcome: await saveWorkbook(file), name: file.name };
    },
    onSuccess: ({ outcome, name }) => {
      if (outcome.kind === 'failed') void message.error(outcome.reason);
      if (outcome.kind !== 'saved') return;
      void message.success(`已存 ${name}，打开后按实际大小（100%）打印`);
      onSaved();
    },
  });
}
