import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ShopStatus } from '../../../shared/contract/settings.ts';
import type { Operator } from '../../../shared/contract/staff.ts';
import '../../components/doorway.css';
import { PinPad } from '../../components/pin-pad.tsx';
import { FailingState, LoadingState, Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { queries } from '../../lib/queries.ts';
import { setSession } from '../../lib/session-store.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { ROLE_TEXT } from '../../../shared/messages/role-text.ts';

export function SignInScreen({ status }: { readonly status: ShopStatus }) {
  const operators = useQuery(queries.operators());
  return (
    <main className="doorway">
      <div className="doorway-box doorway-narrow">
        <header className="doorway-head">
          <span className="doorway-seal" aria-hidden="true">
            爱心
          </span>
          <div>
            <h1>{status.shopName}</h1>
            <p className="soft">{status.villages.map(({ name }) => name).join('、')}</p>
          </div>
        </header>
        {operators.data ? (
          <SignInForm status={status} operators={operators.data} />
        ) : operators.isError ? (
          <FailingState sentence={sentenceOf(operators.error)} onRetry={() => void operators.refetch()} />
        ) : (
          <LoadingState />
        )}
      </div>
    </main>
  );
}

function SignInForm({ status, operators }: { readonly status: ShopStatus; readonly operators: readonly Operator[] }) {
  const [chosen, setChosen] = useState<Operator | null>(operators[0] ?? null);
  const [pin, setPin] = useState('');
  const input = useRef<InputRef>(null);
  const signIn = useMutation({
    mutationFn: (operator: Operator) => client.staff.signIn({ operatorId: operator.id, secret: pin }),
    onSuccess: setSession,
    onError: () => {
      setPin('');
      input.current?.focus();
    },
  });
  // The only thing to do here is to type the PIN.
  useEffect(() => input.current?.focus(), []);
  const submit = () => {
    if (chosen && pin !== '' && !signIn.isPending) signIn.mutate(chosen);
  };
  return (
    <form
      className="doorway-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <fieldset className="people">
        <legend>您是哪一位</legend>
        {operators.map((operator) => (
          <label key={operator.id} className="choice">
            <input
              type="radio"
              name="operator"
              checked={operator.id === chosen?.id}
              onChange={() => {
                setChosen(operator);
                input.current?.focus();
              }}
            />
            <strong>{operator.name}</strong>
            <span className="soft small">{ROLE_TEXT[operator.role]}</span>
          </label>
        ))}
      </fieldset>
      {status.demoPin ? <Notice tone="plain">这是演示村，密码都是 {status.demoPin}，可以放心试。</Notice> : null}
      {signIn.isError ? (
        <Notice tone="refused" live="assertive">
          {sentenceOf(signIn.error)}
        </Notice>
      ) : null}
      <PinPad value={pin} onChange={setPin} onEnter={submit} inputRef={input} invalid={signIn.isError} />
      <Button type="primary" size="large" htmlType="submit" disabled={pin === ''} loading={signIn.isPending}>
        登录
      </Button>
    </form>
  );
}
