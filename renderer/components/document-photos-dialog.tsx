import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Attachment } from '../../shared/domain/photo/photo.ts';
import { PHOTO_PURPOSE_TEXT } from '../../shared/messages/photo-text.ts';
import type { DocumentPhotos, ShownPhoto } from '../lib/use-document-photos.ts';
import { Dialog } from './dialog.tsx';
import { PhotoPicker } from './photo-picker.tsx';
import './photos.css';
import { EmptyState, FailingState, LoadingState, Notice } from './state-views.tsx';

/** The pictures of one document: small ones to choose from, one in full, and for those who may, a way to add more. */
export function DocumentPhotosDialog(props: {
  readonly documentNo: string;
  readonly shown: DocumentPhotos;
  readonly mayAdd: boolean;
  readonly onClose: () => void;
}) {
  const { shown } = props;
  const [chosen, setChosen] = useState<string | null>(null);
  const large = shown.photos?.find(({ attachment }) => keyOf(attachment) === chosen) ?? shown.photos?.[0] ?? null;
  return (
    <Dialog title={`${props.documentNo} 的照片`} width="56rem" onClose={props.onClose}>
      {shown.failure !== null ? (
        <FailingState sentence={shown.failure} onRetry={shown.retry} />
      ) : shown.photos === null ? (
        <LoadingState />
      ) : large === null ? (
        <EmptyState title="还没有照片" hint={props.mayAdd ? '可以在下面补附发票、单据或物品的照片。' : undefined} />
      ) : (
        <>
          <LargePhoto
            key={keyOf(large.attachment)}
            photo={large}
            withdrawing={props.mayAdd ? shown.withdrawing : null}
          />
          {shown.photos.length > 1 ? (
            <ul className="photo-cards" aria-label="全部照片">
              {shown.photos.map((photo) => (
                <SmallPhoto
                  key={keyOf(photo.attachment)}
                  photo={photo}
                  current={photo === large}
                  onChoose={() => setChosen(keyOf(photo.attachment))}
                />
              ))}
            </ul>
          ) : null}
        </>
      )}
      {props.mayAdd && shown.photos !== null ? <AddPhotos adding={shown.adding} /> : null}
    </Dialog>
  );
}

/** The same picture may stand there twice: withdrawn, and added again. */
function keyOf({ entryId, sha256 }: Attachment): string {
  return `${entryId}/${sha256}`;
}

function LargePhoto(props: { readonly photo: ShownPhoto; readonly withdrawing: DocumentPhotos['withdrawing'] | null }) {
  const { attachment, url, problem, save } = props.photo;
  const withdrawable = attachment.addedLater && attachment.withdrawnBy === null ? props.withdrawing : null;
  return (
    <figure>
      <div className="photo-large">
        {problem !== null ? (
          <Notice tone="refused">{problem}</Notice>
        ) : attachment.mediaType === 'application/pdf' ? (
          <EmptyState title="PDF 文件" hint="另存后用看 PDF 的程序打开。" />
        ) : url === null ? (
          <LoadingState />
        ) : (
          <img src={url} alt={`${PHOTO_PURPOSE_TEXT[attachment.purpose]}：${attachment.fileName}`} />
        )}
      </div>
      <figcaption className="photo-caption">
        <span>
          {PHOTO_PURPOSE_TEXT[attachment.purpose]} · {attachment.fileName} · {attachment.businessDate}{' '}
          {attachment.operatorName}附 · {attachment.documentNo}
          {attachment.withdrawnBy === null ? null : <strong> · 已由 {attachment.withdrawnBy} 撤回</strong>}
        </span>
        {save ? <Button onClick={save}>另存</Button> : null}
      </figcaption>
      {withdrawable ? <Withdraw attachment={attachment} withdrawing={withdrawable} /> : null}
    </figure>
  );
}

/** What was added to the wrong document is taken back with a reason; it stays visible as withdrawn. */
function Withdraw(props: { readonly attachment: Attachment; readonly withdrawing: DocumentPhotos['withdrawing'] }) {
  const { attachment, withdrawing } = props;
  const [reason, setReason] = useState<string | null>(null);
  if (reason === null) {
    return (
      <Button type="link" size="small" onClick={() => setReason('')}>
        补附错了？
      </Button>
    );
  }
  return (
    <div className="photo-withdraw">
      <Input
        autoFocus
        aria-label="撤回原因"
        placeholder={`为什么撤回 ${attachment.documentNo} 补附的照片`}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button
        disabled={reason.trim() === ''}
        loading={withdrawing.busy}
        onClick={() => withdrawing.post(attachment, reason)}
      >
        撤回
      </Button>
      {withdrawing.problem ? (
        <Notice tone="refused" live="assertive">
          {withdrawing.problem}
        </Notice>
      ) : null}
    </div>
  );
}

function SmallPhoto(props: { readonly photo: ShownPhoto; readonly current: boolean; readonly onChoose: () => void }) {
  const { attachment, url, problem } = props.photo;
  return (
    <li className="photo-card" data-current={props.current} data-withdrawn={attachment.withdrawnBy !== null}>
      <button
        type="button"
        className="photo-thumb"
        aria-label={`看 ${attachment.fileName}`}
        aria-pressed={props.current}
        onClick={props.onChoose}
      >
        {url === null ? (
          <span className="photo-paper">{problem === null ? 'PDF' : '✕'}</span>
        ) : (
          <img src={url} alt="" />
        )}
      </button>
      <span className="photo-name" title={attachment.fileName}>
        {attachment.withdrawnBy === null ? PHOTO_PURPOSE_TEXT[attachment.purpose] : '已撤回'} {attachment.fileName}
      </span>
    </li>
  );
}

function AddPhotos({ adding }: { readonly adding: DocumentPhotos['adding'] }) {
  const { inHand, busy, problem, done } = adding;
  const ready = inHand.attachments.length > 0 && !inHand.busy && !inHand.failed;
  return (
    <div className="photo-adding">
      {done ? <Notice tone="done">{done}</Notice> : null}
      <PhotoPicker inHand={inHand} label="补附照片" />
      {problem ? (
        <Notice tone="refused" live="assertive">
          {problem}
        </Notice>
      ) : null}
      {inHand.photos.length > 0 ? (
        <div className="form-actions">
          <Button type="primary" size="large" disabled={!ready} loading={busy} onClick={adding.post}>
            补附{inHand.attachments.length}张
          </Button>
        </div>
      ) : null}
    </div>
  );
}
