import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ClockSuspicion } from '../../../shared/domain/settings/clock.ts';
import type { Role } from '../../../shared/domain/staff/role.ts';
import { clockText } from '../../../shared/messages/clock-text.ts';
import { Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { sentenceOf } from '../../lib/shop-error.ts';

/** Over every screen while the day this PC shows is not believed. The administrator may say that it is right. */
export function ClockNotice({ clock, role }: { readonly clock: ClockSuspicion; readonly role: Role }) {
  const queryClient = useQueryClient();
  const confirm = useMutation({
    mutationFn: () => client.settings.confirmDay({ day: clock.today }),
    onSettled: () => queryClient.invalidateQueries(),
  });
  return (
    <Notice
      tone="soon"
      live="assertive"
      action={
        role === 'administrator' ? (
          <Button loading={confirm.isPending} onClick={() => confirm.mutate()}>
            日期正确
          </Button>
        ) : null
      }
    >
      {confirm.isError ? sentenceOf(confirm.error) : `${clockText(clock)}。在这之前，兑换、积分和入库先不办。`}
    </Notice>
  );
}
