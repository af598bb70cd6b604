import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import type { ListedBackup } from '../../../shared/domain/settings/backup.ts';
import type { RescueState } from '../../../shared/domain/settings/rescue.ts';
import { BACKUP_KIND_TEXT } from '../../../shared/messages/backup-text.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Field } from '../../components/field.tsx';
import { EmptyState, Notice } from '../../components/state-views.tsx';
import { RescueRestoreDialog } from './rescue-restore-dialog.tsx';

/** What is safe: the backups that can be gone back to, and what is known to have been written since. */
export function RescueBackups({ state }: { readonly state: RescueState }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const { known, secondFolder } = state;
  const columns = [...COLUMNS, missingColumn(known?.lastSeq ?? 0), restoreColumn(({ path }) => setChosen(path))];
  return (
    <section className="sheet" aria-label="恢复备份">
      <header className="sheet-head">
        <h2>恢复备份</h2>
      </header>
      {known === null || known.lastSeq === 0 ? null : (
        <p className="sheet-lead">
          出事前至少记到第 <span className="number">{known.lastSeq}</span> 笔单据
          {known.lastDocumentNo === null ? '' : `（${known.lastDocumentNo}）`}。备份里没有的，恢复后要重新录入。
        </p>
      )}
      {secondFolder.path !== null && !secondFolder.present ? (
        <Notice tone="soon">第二备份文件夹“{secondFolder.path}”现在不在，可能是U盘没有插。插上后点“再试一次”。</Notice>
      ) : null}
      {state.backups.length === 0 ? (
        <EmptyState title="没有找到备份" hint="有U盘或别的文件夹存过备份的，在下面填它的位置。" />
      ) : (
        <DataTable label="备份列表" columns={columns} rows={state.backups} rowKey={({ path }) => path} />
      )}
      <OtherFile onChoose={setChosen} />
      {chosen === null ? null : <RescueRestoreDialog path={chosen} onClose={() => setChosen(null)} />}
    </section>
  );
}

const COLUMNS: readonly Column<ListedBackup>[] = [
  { key: 'at', title: '时间', text: ({ date, time }) => `${date} ${time.slice(0, 5)}` },
  { key: 'kind', title: '种类', text: ({ kind }) => BACKUP_KIND_TEXT[kind] },
  { key: 'entries', title: '单据笔数', numeric: true, text: ({ lastSeq }) => String(lastSeq) },
];

function missingColumn(lastSeq: number): Column<ListedBackup> {
  return {
    key: 'missing',
    title: '之后的笔数',
    numeric: true,
    text: (backup) => (lastSeq === 0 ? '不详' : String(Math.max(0, lastSeq - backup.lastSeq))),
  };
}

function restoreColumn(onRestore: (backup: ListedBackup) => void): Column<ListedBackup> {
  return {
    key: 'restore',
    title: '操作',
    text: () => '',
    show: (backup) => (
      <Button
        size="small"
        aria-label={`恢复 ${backup.date} ${backup.time.slice(0, 5)}`}
        onClick={() => onRestore(backup)}
      >
        恢复…
      </Button>
    ),
  };
}

/** A backup that lies somewhere else: on a stick, or brought from another PC. */
function OtherFile({ onChoose }: { readonly onChoose: (path: string) => void }) {
  const [path, setPath] = useState('');
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (path.trim() !== '') onChoose(path.trim());
  };
  return (
    <form className="backup-folder" onSubmit={submit}>
      <Field
        label="别处的备份文件"
        help="完整的位置，例 E:\爱心超市备份\shop-2026-07-15-102003-000412-9f86d081.db"
        error={tried && path.trim() === '' ? '请填备份文件的位置。' : null}
      >
        <Input maxLength={1024} value={path} onChange={(event) => setPath(event.target.value)} />
      </Field>
      <Button htmlType="submit">查看</Button>
    </form>
  );
}
