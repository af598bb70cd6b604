import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { useState } from 'react';
import type { WorkProgress } from '../../../shared/domain/ledger/import-report.ts';
import { Notice } from '../../components/state-views.tsx';
import { client, follow } from '../../lib/client.ts';
import { setSession } from '../../lib/session-store.ts';
import { sentenceOf } from '../../lib/shop-error.ts';

/** A village with a year behind it, to try everything in before the real one is set up. */
export function DemoVillage() {
  const [progress, setProgress] = useState<WorkProgress | null>(null);
  const queryClient = useQueryClient();
  const create = useMutation({
    mutationFn: () => follow(client.settings.createDemo({}), setProgress),
    onSuccess: async (session) => {
      setSession(session);
      await queryClient.invalidateQueries();
    },
    onSettled: () => setProgress(null),
  });
  if (create.isPending) {
    const percent = progress && progress.total > 0 ? Math.floor((progress.done * 100) / progress.total) : 0;
    return (
      <div className="doorway-progress" role="status">
        <p>正在建演示村：{progress?.stage ?? '准备'}…</p>
        <Progress percent={percent} aria-label="建演示村的进度" />
      </div>
    );
  }
  return (
    <div className="doorway-form">
      <Notice tone="plain" action={<Button onClick={() => create.mutate()}>进演示村</Button>}>
        演示村有 200 户、60 种物品、一年的账，随便试。
      </Notice>
      {create.isError ? (
        <Notice tone="refused" live="assertive">
          {sentenceOf(create.error)}
        </Notice>
      ) : null}
    </div>
  );
}
