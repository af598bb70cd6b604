import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ShopStatus } from '../../../shared/contract/settings.ts';
import type { Operator } from '../../../shared/contract/staff.ts';
import { PinPad } from '../../components/pin-pad.tsx';
import { FailingState, LoadingState, Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { lastOperator } from '../../lib/preferences.ts';
import { queries } from '../../lib/queries.ts';
import { setSwitching } from '../../lib/session-store.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { useTakeSeat } from '../../lib/take-seat.ts';
import { Doorstep } from './doorstep.tsx';
import { ForgottenForm } from './forgotten-form.tsx';
import { PeoplePicker } from './people-picker.tsx';

type Props = {
  readonly status: ShopStatus;
  /** Who is signed in while another person takes over; null: nobody. */
  readonly leaving: Operator | null;
};

/** Who are you, and your secret. Over the work of somebody else it is a change of hands: the basket stays. */
export function SignInScreen({ status, leaving }: Props) {
  const operators = useQuery(queries.operators());
  const [forgotten, setForgotten] = useState<Operator | null>(null);
  const lead = leaving === null ? {} : { lead: `换人：现在是${leaving.name}，柜台上的这一单会留着` };
  return (
    <Doorstep status={status} wide={forgotten === null} {...lead}>
      {operators.data === undefined ? (
        operators.isError ? (
          <FailingState sentence={sentenceOf(operators.error)} onRetry={() => void operators.refetch()} />
        ) : (
          <LoadingState />
        )
      ) : forgotten === null ? (
        <SignInForm status={status} operators={operators.data} leaving={leaving} onForgotten={setForgotten} />
      ) : (
        <ForgottenForm who={forgotten} operators={operators.data} onBack={() => setForgotten(null)} />
      )}
    </Doorstep>
  );
}

type FormProps = Props & {
  readonly operators: readonly Operator[];
  readonly onForgotten: (who: Operator) => void;
};

function SignInForm({ status, operators, leaving, onForgotten }: FormProps) {
  const people = operators.filter(({ id }) => id !== leaving?.id);
  const last = lastOperator();
  const [chosen, setChosen] = useState<Operator | null>(people.find(({ id }) => id === last) ?? people[0] ?? null);
  const [secret, setSecret] = useState('');
  const input = useRef<InputRef>(null);
  const takeSeat = useTakeSeat();
  const signIn = useMutation({
    mutationFn: (operator: Operator) => client.staff.signIn({ operatorId: operator.id, secret }),
    onSuccess: takeSeat,
    onError: () => {
      setSecret('');
      input.current?.focus();
    },
  });
  // The only thing to do here is to type the secret.
  useEffect(() => input.current?.focus(), []);
  useLeaveByEscape(leaving !== null);
  if (chosen === null) return <NobodyElse />;
  const submit = () => {
    if (secret !== '' && !signIn.isPending) signIn.mutate(chosen);
  };
  return (
    <form
      className="sign-in"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="doorway-form">
        <PeoplePicker
          legend="您是哪一位"
          people={people}
          chosen={chosen.id}
          onChoose={(operator) => {
            setChosen(operator);
            signIn.reset();
          }}
          onPointed={() => input.current?.focus()}
        />
        {status.demoPin ? <Notice tone="plain">这是演示村，密码都是 {status.demoPin}，可以放心试。</Notice> : null}
      </div>
      <div className="doorway-form">
        {signIn.isError ? (
          <Notice tone="refused" live="assertive">
            {sentenceOf(signIn.error)}
          </Notice>
        ) : null}
        <PinPad value={secret} onChange={setSecret} inputRef={input} invalid={signIn.isError} />
        <Button type="primary" size="large" htmlType="submit" disabled={secret === ''} loading={signIn.isPending}>
          登录
        </Button>
        <div className="doorway-links">
          {leaving === null ? null : (
            <Button type="text" onClick={() => setSwitching(false)}>
              <kbd>Esc</kbd>不换了
            </Button>
          )}
          <Button type="text" onClick={() => onForgotten(chosen)}>
            忘记密码
          </Button>
        </div>
      </div>
    </form>
  );
}

function NobodyElse() {
  return (
    <Notice tone="soon" action={<Button onClick={() => setSwitching(false)}>返回</Button>}>
      没有别的人可换。请管理员先在“人员”里添人。
    </Notice>
  );
}

function useLeaveByEscape(enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.isComposing) setSwitching(false);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [enabled]);
}
