import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/state-views.tsx';

const SHORTEST_REASON = 4;

/** Asks why before something out of the ordinary is done: the words stand in the audit trail. */
export function ReasonForm(props: {
  readonly label: string;
  readonly placeholder: string;
  readonly action: string;
  readonly busy: boolean;
  readonly complaint: string | null;
  readonly onCancel: () => void;
  readonly onSubmit: (reason: string) => void;
}) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = reason.trim().length < SHORTEST_REASON;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!missing && !props.busy) props.onSubmit(reason.trim());
  };
  return (
    <form className="reason-form" onSubmit={submit}>
      <Field
        label={props.label}
        help="至少 4 个字，记入操作记录"
        error={tried && missing ? '请写明原因，至少 4 个字。' : null}
      >
        <Input
          maxLength={200}
          placeholder={props.placeholder}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      {props.complaint === null ? null : (
        <Notice tone="refused" live="assertive">
          {props.complaint}
        </Notice>
      )}
      <div className="form-actions">
        <Button size="large" onClick={props.onCancel}>
          算了
        </Button>
        <Button size="large" type="primary" htmlType="submit" loading={props.busy}>
          {props.action}
        </Button>
      </div>
    </form>
  );
}
