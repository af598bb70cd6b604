import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import type { ListedBackup, Restored, RestorePreview } from '../../../shared/domain/settings/backup.ts';
import { photosLostText, replayedText, replayOfferText } from '../../../shared/messages/backup-text.ts';
import { refusalText } from '../../../shared/messages/refusal-text.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { SecondPersonDialog } from '../../components/second-person-dialog.tsx';
import { LoadingState, Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { holdSeat, setSession } from '../../lib/session-store.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { useApproval } from '../../lib/use-approval.ts';

const WORD = '恢复';

type Chosen = { readonly preview: RestorePreview; readonly replay: boolean };

/** Looks into a backup, says what going back to it would lose, and does it once the word has been typed. */
export function RestoreDialog(props: { readonly backup: ListedBackup; readonly onClose: () => void }) {
  const { backup } = props;
  const preview = useQuery({
    queryKey: ['restore-preview', backup.path],
    queryFn: () => client.settings.restorePreview({ path: backup.path }),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const title = `恢复到 ${backup.date} ${backup.time.slice(0, 5)} 的备份`;
  const { withApproval, asked } = useApproval();
  const restore = useMutation({
    mutationFn: ({ preview: { path, lastHash, lostEntries }, replay }: Chosen) =>
      withApproval(`${title}，${lostEntries === 0 ? '不丢单据' : `丢掉之后的 ${lostEntries} 笔单据`}`, (approval) =>
        client.settings.restore({ path, lastHash, lostEntries, approval, replay }),
      ),
    onMutate: () => holdSeat(true),
    onError: () => {
      holdSeat(false);
      // Something was posted since it was looked at: show the new figures.
      void preview.refetch();
    },
  });
  if (restore.data) return <Done title={title} restored={restore.data} />;
  return (
    <>
      <Dialog title={title} onClose={restore.isPending ? () => undefined : props.onClose} width="38rem">
        {preview.data ? (
          <Confirm
            preview={preview.data}
            pending={restore.isPending}
            onRestore={(replay) => restore.mutate({ preview: preview.data, replay })}
            onClose={props.onClose}
          />
        ) : preview.isError ? null : (
          <LoadingState label="正在打开并核对这份备份…" />
        )}
        {restore.isError || preview.isError ? (
          <Notice tone="refused" live="assertive">
            {sentenceOf(restore.error ?? preview.error)}
          </Notice>
        ) : null}
      </Dialog>
      {asked ? <SecondPersonDialog {...asked} /> : null}
    </>
  );
}

function Confirm(props: {
  readonly preview: RestorePreview;
  readonly pending: boolean;
  readonly onRestore: (replay: boolean) => void;
  readonly onClose: () => void;
}) {
  const { preview, pending } = props;
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const [replay, setReplay] = useState(preview.replay !== null);
  const wrong = typed.trim() !== WORD;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!wrong && !pending) props.onRestore(replay && preview.replay !== null);
  };
  return (
    <form className="doorway-form" onSubmit={submit}>
      <dl className="restore-facts">
        <dt className="soft">备份里</dt>
        <dd>{contentsText(preview.shopName, preview)}</dd>
        <dt className="soft">现在</dt>
        <dd>{contentsText(null, preview.present)}</dd>
      </dl>
      <Notice tone={preview.lostEntries > 0 ? 'soon' : 'plain'}>
        {preview.lostEntries > 0
          ? `恢复后会丢掉之后记的 ${preview.lostEntries} 笔单据，其中兑换 ${preview.lostRedemptions} 次，${preview.replay === null ? '要重新录入' : '补不回的要重新录入'}。`
          : '之后没有记过单据，恢复不丢单据。'}
        {preview.regainedEntries > 0 ? `会找回 ${preview.regainedEntries} 笔现在没有的单据。` : ''}
        之后改过的户籍、物品和设置也回到当时。
      </Notice>
      {preview.replay === null ? null : (
        <Checkbox className="restore-replay" checked={replay} onChange={(event) => setReplay(event.target.checked)}>
          恢复后接着补回。{replayOfferText(preview.replay)}
        </Checkbox>
      )}
      {preview.related ? null : (
        <Notice tone="refused">这份备份和现在的账没有一笔相同，可能是另一个店的，请看清店名。</Notice>
      )}
      <p className="soft">恢复前会先把现在的状态存成一份备份，恢复错了还能再恢复回来。恢复后大家都要重新登录。</p>
      <Field label={`请输入“${WORD}”两个字确认`} error={tried && wrong ? `要输入“${WORD}”才能恢复。` : null}>
        <Input
          autoFocus
          data-first
          maxLength={8}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      <div className="form-actions">
        <Button size="large" onClick={props.onClose} disabled={pending}>
          不恢复
        </Button>
        <Button size="large" type="primary" danger htmlType="submit" loading={pending}>
          {pending ? '正在恢复…' : '恢复'}
        </Button>
      </div>
    </form>
  );
}

function contentsText(shopName: string | null, books: RestorePreview['present']): string {
  const last = books.lastDocumentNo === null ? '' : `，末笔 ${books.lastDocumentNo}`;
  return `${shopName === null ? '' : `${shopName}，`}${books.entries} 笔单据，兑换 ${books.redemptions} 次${last}`;
}

/** The books are others now: whoever was signed in, and whatever the window remembers, belongs to those before. */
function Done({ title, restored }: { readonly title: string; readonly restored: Restored }) {
  const leave = () => {
    setSession(null);
    window.location.reload();
  };
  return (
    <Dialog title={title} onClose={leave}>
      <div className="doorway-form">
        <Notice tone="done" live="assertive">
          已恢复，现有 {restored.entries + (restored.replayed?.entries ?? 0)}{' '}
          笔单据。恢复前的状态也存好了，在备份列表里，种类是“恢复前”。
        </Notice>
        {restored.photosLost > 0 ? <Notice tone="soon">{photosLostText(restored.photosLost)}</Notice> : null}
        {restored.replayed === null ? null : <Notice tone="done">{replayedText(restored.replayed)}</Notice>}
        {restored.replayRefused === null ? null : (
          <Notice tone="refused">{refusalText(restored.replayRefused)}。账目是备份时的样子。</Notice>
        )}
        <div className="form-actions">
          <Button size="large" type="primary" onClick={leave}>
            重新登录
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
