import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { isDrillFailed, type RestoreDrill } from '../../../shared/domain/settings/backup.ts';
import { drillText } from '../../../shared/messages/backup-text.ts';
import { Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { sentenceOf } from '../../lib/shop-error.ts';

/** What came of the last trial of a restore, and a way to try now. */
export function BackupDrill({ drill, mayDrill }: { readonly drill: RestoreDrill | null; readonly mayDrill: boolean }) {
  const queryClient = useQueryClient();
  const run = useMutation({
    mutationFn: () => client.settings.drillRestore(),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['backup'] }),
  });
  return (
    <section className="backup-part" aria-labelledby="backup-drill">
      <div className="backup-part-head">
        <h3 id="backup-drill">恢复演练</h3>
        {mayDrill ? (
          <Button size="large" loading={run.isPending} onClick={() => run.mutate()}>
            {run.isPending ? '正在演练…' : '现在演练'}
          </Button>
        ) : null}
      </div>
      <Notice tone={isDrillFailed(drill) ? 'refused' : 'plain'}>{drillText(drill)}</Notice>
      {run.isError ? (
        <Notice tone="refused" live="assertive">
          {sentenceOf(run.error)}
        </Notice>
      ) : null}
    </section>
  );
}
