import { Button } from 'antd';
import { useState } from 'react';
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
  const large = shown.photos?.find(({ attachment }) => attachment.sha256 === chosen) ?? shown.photos?.[0] ?? null;
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
          <LargePhoto photo={large} />
          {shown.photos.length > 1 ? (
            <ul className="photo-cards" aria-label="全部照片">
              {shown.photos.map((photo) => (
                <SmallPhoto
                  key={photo.attachment.sha256}
                  photo={photo}
                  current={photo === large}
                  onChoose={() => setChosen(photo.attachment.sha256)}
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

function LargePhoto({ photo }: { readonly photo: ShownPhoto }) {
  const { attachment, url, problem, save } = photo;
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
        </span>
        {save ? <Button onClick={save}>另存</Button> : null}
      </figcaption>
    </figure>
  );
}

function SmallPhoto(props: { readonly photo: ShownPhoto; readonly current: boolean; readonly onChoose: () => void }) {
  const { attachment, url, problem } = props.photo;
  return (
    <li className="photo-card" data-current={props.current}>
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
        {PHOTO_PURPOSE_TEXT[attachment.purpose]} {attachment.fileName}
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
