import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import type { ShopStatus } from '../../../shared/contract/settings.ts';
import type { Operator } from '../../../shared/contract/staff.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Sheet } from '../../components/page.tsx';
import { Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { RecoveryCodeView } from './recovery-code-view.tsx';

type Props = { readonly status: ShopStatus; readonly operator: Operator };

/** The administrator's own way back in, made anew when the paper is lost or was seen. */
export function RecoverySheet({ status, operator, hasCode }: Props & { readonly hasCode: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <Sheet
      title="我的找回码"
      extra={
        <Button size="large" onClick={() => setOpen(true)}>
          {hasCode ? '重做找回码' : '做找回码'}
        </Button>
      }
    >
      {hasCode ? (
        <p className="soft">有一份没用过的找回码。纸丢了、被人看过，就重做一份，旧的随即作废。</p>
      ) : (
        <Notice tone="soon">还没有找回码。忘记密码就没有人能进来，请做一份打印收好。</Notice>
      )}
      {open ? <RenewDialog status={status} operator={operator} onClose={() => setOpen(false)} /> : null}
    </Sheet>
  );
}

function RenewDialog({ status, operator, onClose }: Props & { readonly onClose: () => void }) {
  const [secret, setSecret] = useState('');
  const queryClient = useQueryClient();
  const renew = useMutation({
    mutationFn: () => client.staff.renewRecoveryCode({ secret }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['staff'] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (secret !== '' && !renew.isPending) renew.mutate();
  };
  if (renew.data) {
    return (
      <Dialog title="新找回码，只显示这一次" onClose={onClose} width="46rem">
        <RecoveryCodeView status={status} operator={operator} code={renew.data.code} done="已收好" onDone={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog title="做找回码" onClose={onClose} width="28rem">
      <form className="doorway-form" onSubmit={submit}>
        <p>做好后旧的找回码作废。请准备好纸或打印机。</p>
        <Field label="先输入自己的密码" error={renew.isError ? sentenceOf(renew.error) : null}>
          <Input.Password
            autoFocus
            size="large"
            maxLength={64}
            autoComplete="current-password"
            visibilityToggle={false}
            value={secret}
            onChange={(event) => setSecret(event.target.value)}
          />
        </Field>
        <div className="form-actions">
          <Button size="large" onClick={onClose}>
            不做了
          </Button>
          <Button size="large" type="primary" htmlType="submit" disabled={secret === ''} loading={renew.isPending}>
            做找回码
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
