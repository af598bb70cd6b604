import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { Rescued, RescuePreview } from '../../../shared/domain/settings/rescue.ts';
import { photosLostText, replayedText, replayOfferText } from '../../../shared/messages/backup-text.ts';
import { refusalText } from '../../../shared/messages/refusal-text.ts';
import { Dialog } from '../../components/dialog.tsx';
import { LoadingState, Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { setSession } from '../../lib/session-store.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { type Confirmed, RescueConfirm } from './rescue-confirm.tsx';

/** Looks into a backup and, when an administrator of that backup agrees, goes back to it. */
export function RescueRestoreDialog(props: { readonly path: string; readonly onClose: () => void }) {
  const preview = useQuery({
    queryKey: ['rescue', 'preview', props.path],
    queryFn: () => client.rescue.preview({ path: props.path }),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const restore = useMutation({
    mutationFn: ({ lastHash, confirmation }: { lastHash: string; confirmation: Confirmed }) =>
      client.rescue.restore({ path: props.path, lastHash, confirmation }),
  });
  const title = '恢复这份备份';
  if (restore.data) return <Done rescued={restore.data} />;
  const shown = preview.data;
  return (
    <Dialog title={title} onClose={restore.isPending ? () => undefined : props.onClose} width="40rem">
      <div className="doorway-form">
        {shown ? (
          <>
            <Contents preview={shown} />
            <p className="soft">打不开的原件会挪到一个单独的文件夹里原样留着，不会删除。恢复后大家都要重新登录。</p>
            <RescueConfirm
              administrators={shown.administrators}
              label="恢复"
              busyLabel="正在恢复…"
              pending={restore.isPending}
              onConfirm={(confirmation) => restore.mutate({ lastHash: shown.lastHash, confirmation })}
              onClose={props.onClose}
            />
          </>
        ) : preview.isError ? null : (
          <LoadingState label="正在打开并核对这份备份…" />
        )}
        {preview.isError || restore.isError ? (
          <Notice tone="refused" live="assertive">
            {sentenceOf(restore.error ?? preview.error)}
          </Notice>
        ) : null}
      </div>
    </Dialog>
  );
}

function Contents({ preview }: { readonly preview: RescuePreview }) {
  const last = preview.lastDocumentNo === null ? '' : `，末笔 ${preview.lastDocumentNo}`;
  return (
    <>
      <dl className="restore-facts">
        <dt className="soft">文件</dt>
        <dd>{preview.fileName}</dd>
        <dt className="soft">备份里</dt>
        <dd>
          {preview.shopName}，{preview.entries} 笔单据，兑换 {preview.redemptions} 次{last}
        </dd>
      </dl>
      <Notice tone={preview.lostEntries === 0 ? 'plain' : 'soon'}>{lostText(preview.lostEntries)}</Notice>
      {preview.replay === null ? null : <Notice tone="done">{replayOfferText(preview.replay)}恢复时一起补回。</Notice>}
      {preview.related ? null : (
        <Notice tone="refused">这份备份和本店最后的账接不上，可能是另一个店的，请看清店名。</Notice>
      )}
    </>
  );
}

function lostText(lost: number | null): string {
  if (lost === null) return '之后还记过多少笔说不准，恢复后请对照小票和纸质记录补录。';
  return lost === 0
    ? '已知的单据都在这份备份里，恢复不丢单据。'
    : `备份之后至少还记了 ${lost} 笔单据，恢复后要对照小票和纸质记录补录。`;
}

/** Everybody signs in again: who may do what stands in the books that were restored. */
function Done({ rescued }: { readonly rescued: Rescued }) {
  const queryClient = useQueryClient();
  const leave = () => {
    setSession(null);
    void queryClient.invalidateQueries();
  };
  return (
    <Dialog title="已恢复" onClose={leave}>
      <div className="doorway-form">
        <Notice tone="done" live="assertive">
          已恢复，现有 {rescued.entries} 笔单据，账目核对无误。
          {rescued.replayed === null ? '' : replayedText(rescued.replayed)}原件留在 {rescued.keptIn}。
        </Notice>
        {rescued.photosLost > 0 ? <Notice tone="soon">{photosLostText(rescued.photosLost)}</Notice> : null}
        {rescued.replayRefused === null ? null : <Notice tone="soon">{refusalText(rescued.replayRefused)}。</Notice>}
        <div className="form-actions">
          <Button size="large" type="primary" onClick={leave}>
            去登录
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
