import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { App as AntdApp, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN.js';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn.js';
import { Activity, useEffect, useMemo, useState } from 'react';
import type { ShopStatus } from '../../shared/contract/settings.ts';
import type { Operator } from '../../shared/contract/staff.ts';
import { FailingState, LoadingState } from '../components/state-views.tsx';
import { FirstStartScreen } from '../features/settings/first-start-screen.tsx';
import { PairingScreen } from '../features/settings/pairing-screen.tsx';
import { RecoveryKeyScreen } from '../features/settings/recovery-key-screen.tsx';
import { RescueScreen } from '../features/settings/rescue-screen.tsx';
import { MustChangeScreen } from '../features/staff/change-secret.tsx';
import { LockScreen } from '../features/staff/lock-screen.tsx';
import { RecoveryCodeScreen } from '../features/staff/recovery-code-view.tsx';
import { SignInScreen } from '../features/staff/sign-in-screen.tsx';
import { noteConnection } from '../lib/connection.ts';
import { shellApi } from '../lib/door.ts';
import { useLetIn } from '../lib/pairing.ts';
import { useFirstPapersDue } from '../lib/first-papers.ts';
import { useLargePrint } from '../lib/preferences.ts';
import { createQueryClient, queries } from '../lib/queries.ts';
import { useRescueNotes } from '../lib/rescue-note.ts';
import { restoreFocus } from '../lib/focus-memory.ts';
import { useScreenLock } from '../lib/screen-lock.ts';
import { useSeat } from '../lib/session-store.ts';
import { sentenceOf } from '../lib/shop-error.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { FaultNotice } from './fault-notice.tsx';
import { Frame } from './frame.tsx';
import { cspNonce } from './nonce.ts';
import { paperTheme } from './theme.ts';
import { useSignOut } from './use-sign-out.ts';

dayjs.locale('zh-cn');

export function ShopApp() {
  const [queryClient] = useState(createQueryClient);
  const largePrint = useLargePrint();
  const theme = useMemo(() => paperTheme(largePrint ? 1.25 : 1), [largePrint]);
  useEffect(() => {
    document.documentElement.classList.toggle('large-print', largePrint);
  }, [largePrint]);
  useEffect(() => shellApi()?.onHostState((state) => noteConnection(state === 'ready')), []);
  return (
    <ConfigProvider locale={zhCN.default} theme={theme} button={{ autoInsertSpace: false }} csp={{ nonce: cspNonce }}>
      <QueryClientProvider client={queryClient}>
        <AntdApp message={{ maxCount: 2, duration: 6 }}>
          <FaultNotice />
          <ErrorBoundary>
            <Doorway />
          </ErrorBoundary>
        </AntdApp>
      </QueryClientProvider>
    </ConfigProvider>
  );
}

/** What stands before the counter: a shop that does not exist yet, or somebody who has not signed in. */
function Doorway() {
  const status = useQuery({ ...queries.status(), refetchInterval: 60_000 });
  const seat = useSeat();
  const { refetch } = status;
  const rescueNotes = useRescueNotes();
  useEffect(() => {
    if (rescueNotes > 0) void refetch();
  }, [rescueNotes, refetch]);
  const letIn = useLetIn();
  if (!letIn) return <PairingScreen />;
  if (status.data === undefined) {
    return status.isError ? (
      <FailingState sentence={sentenceOf(status.error)} onRetry={() => void status.refetch()} />
    ) : (
      <LoadingState label="正在打开爱心超市…" />
    );
  }
  if (status.data.rescue) return <RescueScreen shopName={status.data.shopName} />;
  if (!status.data.initialised) return <FirstStartScreen />;
  if (seat.session === null) return <SignInScreen status={status.data} leaving={null} />;
  return <Seated status={status.data} operator={seat.session.operator} />;
}

/** The work of whoever is signed in; behind a lock or a change of hands it keeps its state and shows nothing. */
function Seated({ status, operator }: { readonly status: ShopStatus; readonly operator: Operator }) {
  const { locked, switching } = useSeat();
  const { message } = AntdApp.useApp();
  const covered = locked !== null || switching;
  useScreenLock();
  useEffect(() => {
    if (covered) message.destroy();
    else restoreFocus();
  }, [covered, message]);
  return (
    <>
      <Activity mode={covered ? 'hidden' : 'visible'}>
        <Work key={operator.id} status={status} operator={operator} />
      </Activity>
      {switching ? (
        <SignInScreen status={status} leaving={operator} />
      ) : locked === null ? null : (
        <LockScreen status={status} operator={operator} why={locked} />
      )}
    </>
  );
}

function Work({ status, operator }: { readonly status: ShopStatus; readonly operator: Operator }) {
  const { session, recoveryCode } = useSeat();
  const papersDue = useFirstPapersDue();
  const signOut = useSignOut();
  if (session?.mustChange) return <MustChangeScreen status={status} operator={operator} onSignOut={signOut} />;
  if (recoveryCode !== null) return <RecoveryCodeScreen status={status} operator={operator} code={recoveryCode} />;
  if (papersDue && operator.role === 'administrator') return <RecoveryKeyScreen />;
  return <Frame status={status} operator={operator} />;
}
