import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ShopStatus } from '../../../shared/contract/settings.ts';
import type { Operator } from '../../../shared/contract/staff.ts';
import { ROLE_TEXT } from '../../../shared/messages/role-text.ts';
import { PinPad } from '../../components/pin-pad.tsx';
import { Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { setSwitching, unlockScreen } from '../../lib/session-store.ts';
import { sentenceOf, toShopError } from '../../lib/shop-error.ts';
import { Doorstep } from './doorstep.tsx';

const AGAIN_AFTER_MS = 2_000;

/** Stands over the work until its owner unlocks it, or another person takes over. Nothing behind it can be read. */
export function LockScreen(props: {
  readonly status: ShopStatus;
  readonly operator: Operator;
  readonly why: 'idle' | 'asked';
}) {
  const { status, operator } = props;
  const [secret, setSecret] = useState('');
  const input = useRef<InputRef>(null);
  useToldHost(props.why);
  const unlock = useMutation({
    mutationFn: () => client.staff.unlock({ secret }),
    onSuccess: unlockScreen,
    onError: () => {
      setSecret('');
      input.current?.focus();
    },
  });
  useEffect(() => input.current?.focus(), []);
  const submit = () => {
    if (secret !== '' && !unlock.isPending) unlock.mutate();
  };
  return (
    <Doorstep status={status} wide lead={props.why === 'idle' ? '久未操作，屏幕已锁' : '屏幕已锁'}>
      <form
        className="sign-in"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div className="doorway-form">
          <p className="lock-who">
            <strong>{operator.name}</strong>
            {operator.name === ROLE_TEXT[operator.role] ? null : (
              <span className="soft"> {ROLE_TEXT[operator.role]}</span>
            )}
          </p>
          <p className="soft">没办完的都还在，输入密码接着办。</p>
          {status.demoPin ? <Notice tone="plain">这是演示村，密码都是 {status.demoPin}。</Notice> : null}
        </div>
        <div className="doorway-form">
          {unlock.isError ? (
            <Notice tone="refused" live="assertive">
              {sentenceOf(unlock.error)}
            </Notice>
          ) : null}
          <PinPad value={secret} onChange={setSecret} inputRef={input} invalid={unlock.isError} />
          <Button type="primary" size="large" htmlType="submit" disabled={secret === ''} loading={unlock.isPending}>
            解锁
          </Button>
          <div className="doorway-links">
            <Button type="text" onClick={() => setSwitching(true)}>
              换人
            </Button>
          </div>
        </div>
      </form>
    </Doorstep>
  );
}

/** The host locks the session too. A host that is away is told as soon as it is back. */
function useToldHost(why: 'idle' | 'asked'): void {
  useQuery({
    queryKey: ['lock'],
    queryFn: () => client.staff.lock({ idle: why === 'idle' }),
    retry: (_count, error) => toShopError(error).kind === 'offline',
    retryDelay: AGAIN_AFTER_MS,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}
