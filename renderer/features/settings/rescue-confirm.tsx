import { Button, Input, Select } from 'antd';
import { type FormEvent, useState } from 'react';
import type { OperatorId } from '../../../shared/kernel/brands.ts';
import type { RescueOperator } from '../../../shared/domain/settings/rescue.ts';
import { Field } from '../../components/field.tsx';

export type Confirmed = { readonly operatorId: OperatorId; readonly secret: string };

/** An administrator of the books in question says so with the own PIN or password. */
export function RescueConfirm(props: {
  readonly administrators: readonly RescueOperator[];
  readonly label: string;
  readonly busyLabel: string;
  readonly pending: boolean;
  readonly onConfirm: (confirmed: Confirmed) => void;
  readonly onClose: () => void;
}) {
  const { administrators, pending } = props;
  const [operatorId, setOperatorId] = useState(administrators[0]?.id ?? '');
  const [secret, setSecret] = useState('');
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (operatorId !== '' && secret !== '' && !pending)
      props.onConfirm({ operatorId: operatorId as OperatorId, secret });
  };
  return (
    <form className="doorway-form" onSubmit={submit}>
      <div className="form-grid">
        <Field label="由哪位管理员确认">
          <Select
            value={operatorId}
            options={administrators.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setOperatorId}
          />
        </Field>
        <Field label="这位管理员的密码" error={tried && secret === '' ? '请输入密码。' : null}>
          <Input.Password
            data-first
            autoComplete="off"
            maxLength={128}
            value={secret}
            onChange={(event) => setSecret(event.target.value)}
          />
        </Field>
      </div>
      <div className="form-actions">
        <Button size="large" onClick={props.onClose} disabled={pending}>
          返回
        </Button>
        <Button size="large" type="primary" danger htmlType="submit" loading={pending}>
          {pending ? props.busyLabel : props.label}
        </Button>
      </div>
    </form>
  );
}
