import { Input } from 'antd';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Reversal } from '../lib/use-reversal.ts';
import { Dialog } from './dialog.tsx';
import './doorway.css';
import { Field } from './field.tsx';
import { FormEnding } from './form-ending.tsx';
import { SecondPersonDialog } from './second-person-dialog.tsx';

/** Takes a document back by an entry of its own (红冲): what it says, what becomes of it, and why. */
export function ReversalDialog(props: {
  readonly documentNo: string;
  /** What the document says. */
  readonly children: ReactNode;
  /** What stays and what comes back. */
  readonly explanation: string;
  readonly reversal: Reversal;
  readonly onClose: () => void;
}) {
  const { reversal, onClose } = props;
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim() !== '' && !reversal.pending) reversal.reverse(reason);
  };
  return (
    <>
      <Dialog title={`红冲 ${props.documentNo}`} onClose={onClose}>
        <form className="doorway-form" onSubmit={submit}>
          <p>{props.children}</p>
          <p className="soft">{props.explanation}</p>
          <Field label="红冲原因" error={tried && reason.trim() === '' ? '请填原因。' : null}>
            <Input autoFocus maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
          <FormEnding
            refusal={reversal.refusal}
            pending={reversal.pending}
            onCancel={onClose}
            cancel="不红冲"
            submit="红冲"
          />
        </form>
      </Dialog>
      {reversal.asked ? <SecondPersonDialog {...reversal.asked} /> : null}
    </>
  );
}
