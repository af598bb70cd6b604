import { Button, Input, type InputRef } from 'antd';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { AskedForApproval } from '../lib/use-approval.ts';
import { Dialog } from './dialog.tsx';
import './doorway.css';
import { Field } from './field.tsx';
import { Notice } from './state-views.tsx';

/** Asks another person to agree on the spot, with their own secret. Escape leaves everything as it was. */
export function SecondPersonDialog({ what, why, people, busy, complaint, onAgree, onCancel }: AskedForApproval) {
  const [chosen, setChosen] = useState(people[0]?.id ?? null);
  const [secret, setSecret] = useState('');
  const input = useRef<InputRef>(null);
  // A wrong one is typed anew, not mended.
  useEffect(() => {
    if (complaint === null) return;
    setSecret('');
    input.current?.focus();
  }, [complaint, busy]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen !== null && secret !== '' && !busy) onAgree(chosen, secret);
  };
  const name = people.find(({ id }) => id === chosen)?.name ?? '另一位';
  return (
    <Dialog title="请另一位同意" onClose={onCancel}>
      <form className="doorway-form" onSubmit={submit}>
        <Notice tone="soon">
          {why}
          <br />
          <strong>{what}</strong>
        </Notice>
        <fieldset className="people">
          <legend>请另一位来看清后，选自己的名字</legend>
          {people.map((person) => (
            <label key={person.id} className="choice">
              <input
                type="radio"
                name="second-person"
                checked={person.id === chosen}
                onChange={() => {
                  setChosen(person.id);
                  input.current?.focus();
                }}
              />
              <strong>{person.name}</strong>
              <span className="soft small">{person.role}</span>
            </label>
          ))}
        </fieldset>
        <Field label={`请${name}在此输入密码`} error={complaint}>
          <Input.Password
            ref={input}
            data-first
            size="large"
            autoComplete="off"
            visibilityToggle={false}
            maxLength={64}
            value={secret}
            onChange={(event) => setSecret(event.target.value)}
          />
        </Field>
        {complaint === null ? null : (
          <p className="visually-hidden" role="alert">
            {complaint}
          </p>
        )}
        <p className="soft">同意人的名字会记下来，密码不会留下。</p>
        <div className="form-actions">
          <Button size="large" onClick={onCancel} disabled={busy}>
            不办了 <kbd>Esc</kbd>
          </Button>
          <Button size="large" type="primary" htmlType="submit" disabled={secret === ''} loading={busy}>
            同意 <kbd>Enter</kbd>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
