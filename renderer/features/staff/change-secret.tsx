import { useMutation } from '@tanstack/react-query';
import { App, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import type { ShopStatus } from '../../../shared/contract/settings.ts';
import type { Operator } from '../../../shared/contract/staff.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { FormEnding } from '../../components/form-ending.tsx';
import { client } from '../../lib/client.ts';
import { noteMustChange } from '../../lib/session-store.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { Doorstep } from './doorstep.tsx';
import { NewSecretFields, useNewSecret } from './new-secret-fields.tsx';

type Words = { readonly old: string; readonly cancel: string };

function ChangeSecretForm(props: {
  readonly words: Words;
  readonly onChanged: () => void;
  readonly onCancel: () => void;
}) {
  const [old, setOld] = useState('');
  const [tried, setTried] = useState(false);
  const fresh = useNewSecret();
  const change = useMutation({
    mutationFn: () => client.staff.changeSecret({ secret: old, newSecret: fresh.secret }),
    onSuccess: props.onChanged,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (fresh.ready() && old !== '' && !change.isPending) change.mutate();
  };
  return (
    <form className="doorway-form" onSubmit={submit}>
      <Field label={props.words.old} error={tried && old === '' ? '请先输入这个密码。' : null}>
        <Input.Password
          autoFocus
          size="large"
          maxLength={64}
          autoComplete="current-password"
          visibilityToggle={false}
          value={old}
          onChange={(event) => setOld(event.target.value)}
        />
      </Field>
      <NewSecretFields value={fresh} />
      <FormEnding
        refusal={change.isError ? sentenceOf(change.error) : null}
        pending={change.isPending}
        onCancel={props.onCancel}
        cancel="{props.words.cancel}"
        submit="改密码"
      />
    </form>
  );
}

/** One's own secret, at any time. */
export function ChangeSecretDialog({ onClose }: { readonly onClose: () => void }) {
  const { message } = App.useApp();
  const changed = () => {
    void message.success('密码已改，下次登录用新的。');
    onClose();
  };
  return (
    <Dialog title="改密码" onClose={onClose} width="28rem">
      <ChangeSecretForm words={{ old: '现在的密码', cancel: '不改了' }} onChanged={changed} onCancel={onClose} />
    </Dialog>
  );
}

/** The first sign-in with a secret from somebody else: nothing else is open before it is changed. */
export function MustChangeScreen(props: {
  readonly status: ShopStatus;
  readonly operator: Operator;
  readonly onSignOut: () => void;
}) {
  return (
    <Doorstep status={props.status} lead={`${props.operator.name}，请先改成自己的密码`}>
      <p className="soft">现在的密码是管理员给的，别人也知道。改成只有自己知道的，就可以开始。</p>
      <ChangeSecretForm
        words={{ old: '管理员给的密码', cancel: '退出' }}
        onChanged={() => noteMustChange(false)}
        onCancel={props.onSignOut}
      />
    </Doorstep>
  );
}
