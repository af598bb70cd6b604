import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { BackupState, ListedBackup } from '../../../shared/domain/settings/backup.ts';
import {
  BACKUP_FAILURE_TEXT,
  BACKUP_HINT,
  BACKUP_KIND_TEXT,
  backupAgeText,
  isBackupOverdue,
  PLACE_TEXT,
} from '../../../shared/messages/backup-text.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Sheet } from '../../components/page.tsx';
import { EmptyState, FailingState, LoadingState, Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { BackupDrill } from './backup-drill.tsx';
import { BackupPlaces } from './backup-places.tsx';
import { BackupRecord } from './backup-record.tsx';
import { RestoreDialog } from './restore-dialog.tsx';

/** 备份: how old the last good one is, all that are kept, and the way back to one. */
export function BackupSheet({ mayChange }: { readonly mayChange: boolean }) {
  const state = useQuery({ ...queries.backups(), refetchInterval: 60_000 });
  const queryClient = useQueryClient();
  const backUp = useMutation({
    mutationFn: () => client.settings.backUpNow(),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['backup'] }),
  });
  const made = backUp.data;
  return (
    <Sheet
      title="备份"
      className="backup-sheet"
      extra={
        mayChange ? (
          <Button size="large" loading={backUp.isPending} onClick={() => backUp.mutate()}>
            {backUp.isPending ? '正在备份…' : '立即备份'}
          </Button>
        ) : null
      }
    >
      <p className="soft sheet-lead">{BACKUP_HINT}</p>
      {made ? <Notice tone="done">已备份并核对无误：{made.lastSeq} 笔单据。</Notice> : null}
      {backUp.isError ? (
        <Notice tone="refused" live="assertive">
          {sentenceOf(backUp.error)}
        </Notice>
      ) : null}
      {state.data ? (
        <Backups state={state.data} mayChange={mayChange} />
      ) : state.isError ? (
        <FailingState sentence={sentenceOf(state.error)} onRetry={() => void state.refetch()} />
      ) : (
        <LoadingState />
      )}
    </Sheet>
  );
}

function Backups({ state, mayChange }: { readonly state: BackupState; readonly mayChange: boolean }) {
  const [chosen, setChosen] = useState<ListedBackup | null>(null);
  const overdue = isBackupOverdue(state);
  return (
    <div className="backups">
      <Notice tone={overdue ? 'soon' : 'plain'}>
        {backupAgeText(state)}。{state.lastFailure === null ? null : `上次${BACKUP_FAILURE_TEXT[state.lastFailure]}。`}
      </Notice>
      {state.photosLost > 0 ? (
        <Notice tone="refused">{`有 ${state.photosLost} 张单据的照片哪里都找不到，请“核对账目”看是哪几张。`}</Notice>
      ) : null}
      {state.backups.length === 0 ? (
        <EmptyState title="还没有备份" hint="程序开着就会自动备份，也可以现在就备份。" />
      ) : (
        <DataTable
          label="备份列表"
          columns={mayChange ? [...COLUMNS, restoreColumn(setChosen)] : COLUMNS}
          rows={state.backups}
          rowKey={({ path }) => path}
          tone={({ sound }) => (sound ? undefined : 'bad')}
        />
      )}
      <BackupPlaces state={state} mayChange={mayChange} />
      <BackupRecord record={state.record} mayChange={mayChange} />
      <BackupDrill drill={state.drill} mayDrill={mayChange} />
      {chosen ? <RestoreDialog backup={chosen} onClose={() => setChosen(null)} /> : null}
    </div>
  );
}

const COLUMNS: readonly Column<ListedBackup>[] = [
  { key: 'at', title: '时间', text: ({ date, time }) => `${date} ${time.slice(0, 5)}` },
  {
    key: 'kind',
    title: '种类',
    text: ({ kind, sound }) => `${BACKUP_KIND_TEXT[kind]}${sound ? '' : '（账目有出入）'}`,
  },
  { key: 'entries', title: '单据笔数', numeric: true, text: ({ lastSeq }) => String(lastSeq) },
  { key: 'size', title: '大小（兆）', numeric: true, text: ({ bytes }) => (bytes / 1_048_576).toFixed(1) },
  { key: 'place', title: '位置', text: ({ place }) => PLACE_TEXT[place] },
];

function restoreColumn(onRestore: (backup: ListedBackup) => void): Column<ListedBackup> {
  return {
    key: 'restore',
    title: '操作',
    text: () => '',
    show: (backup) => (
      <Button size="small" disabled={!backup.sound} onClick={() => onRestore(backup)}>
        恢复…
      </Button>
    ),
  };
}
