import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { SecondRecordState } from '../../../shared/domain/settings/second-record.ts';
import { recordText, replayedText } from '../../../shared/messages/backup-text.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { holdSeat, setSession } from '../../lib/session-store.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { FolderForm } from './folder-form.tsx';

const TONE = { none: 'plain', present: 'plain', absent: 'soon', failing: 'soon', ahead: 'soon' } as const;

/** 第二份记录: where every document goes a second time, how that stands, and what could be brought back from it. */
export function BackupRecord({
  record,
  mayChange,
}: {
  readonly record: SecondRecordState;
  readonly mayChange: boolean;
}) {
  const queryClient = useQueryClient();
  const replay = useMutation({
    mutationFn: () => client.settings.replayRecord(),
    onMutate: () => holdSeat(true),
    onError: () => {
      holdSeat(false);
      void queryClient.invalidateQueries({ queryKey: ['backup'] });
    },
  });
  const leave = () => {
    setSession(null);
    window.location.reload();
  };
  return (
    <section className="backup-part" aria-labelledby="backup-record">
      <h3 id="backup-record">第二份记录</h3>
      {mayChange ? (
        <FolderForm
          key={record.path ?? ''}
          label="第二份记录的文件夹"
          example="E:\账目记录"
          path={record.path}
          onSave={(path) => client.settings.saveRecordFolder({ path })}
        />
      ) : null}
      <Notice tone={TONE[record.condition]}>{recordText(record)}</Notice>
      {mayChange && record.ahead !== null ? (
        <div className="form-actions">
          <Button size="large" type="primary" loading={replay.isPending} onClick={() => replay.mutate()}>
            {replay.isPending ? '正在补回…' : '补回这些单据'}
          </Button>
        </div>
      ) : null}
      {replay.isError ? (
        <Notice tone="refused" live="assertive">
          {sentenceOf(replay.error)}
        </Notice>
      ) : null}
      {replay.data ? (
        <Dialog title="补回单据" onClose={leave}>
          <div className="doorway-form">
            <Notice tone="done" live="assertive">
              {replayedText(replay.data)}大家都要重新登录。
            </Notice>
            <div className="form-actions">
              <Button size="large" type="primary" onClick={leave}>
                重新登录
              </Button>
            </div>
          </div>
        </Dialog>
      ) : null}
    </section>
  );
}
