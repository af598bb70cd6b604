import { Button, Select } from 'antd';
import { type DragEvent, useRef, useState } from 'react';
import { PHOTO_PURPOSES } from '../../shared/domain/photo/photo.ts';
import { PHOTO_PURPOSE_TEXT } from '../../shared/messages/photo-text.ts';
import type { PhotosInHand, PickedPhoto } from '../lib/use-photos.ts';
import './photos.css';
import { Notice } from './state-views.tsx';

/** Adds pictures of paper or goods to a document: chosen, dropped, or taken with the camera of a tablet. */
export function PhotoPicker({
  inHand,
  label = '照片',
  hint = '发票、单据或物品的照片、PDF 都可以，也可以拖到这里',
}: {
  readonly inHand: PhotosInHand;
  readonly label?: string;
  readonly hint?: string;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    inHand.add(event.dataTransfer.files);
  };
  return (
    <section
      className="photo-picker"
      data-over={over}
      aria-label={label}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className="photo-picker-head">
        <Button onClick={() => input.current?.click()}>添加照片</Button>
        <span className="soft small">{hint}</span>
      </div>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        tabIndex={-1}
        multiple
        aria-label={`${label}文件`}
        accept="image/*,.pdf,application/pdf"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          inHand.add(files);
        }}
      />
      {inHand.complaint ? <Notice tone="refused">{inHand.complaint}</Notice> : null}
      {inHand.photos.length > 0 ? (
        <ul className="photo-cards">
          {inHand.photos.map((photo) => (
            <PhotoCard key={photo.key} photo={photo} inHand={inHand} />
          ))}
        </ul>
      ) : null}
    </section>
  );
}

const STATE_TEXT = { sending: '正在保存…', kept: '已保存', failed: '没有保存' } as const;

function PhotoCard({ photo, inHand }: { readonly photo: PickedPhoto; readonly inHand: PhotosInHand }) {
  // What calls itself a picture may be none.
  const [drawn, setDrawn] = useState(true);
  return (
    <li className="photo-card" data-state={photo.state}>
      <div className="photo-thumb">
        {photo.preview === null || !drawn ? (
          <span className="photo-paper">{photo.preview === null ? 'PDF' : '✕'}</span>
        ) : (
          <img src={photo.preview} alt={photo.fileName} onError={() => setDrawn(false)} />
        )}
      </div>
      <span className="photo-name" title={photo.fileName}>
        {photo.fileName}
      </span>
      <span className={`photo-state photo-state-${photo.state}`} role="status">
        {STATE_TEXT[photo.state]}
      </span>
      {photo.problem ? <span className="field-error">{photo.problem}</span> : null}
      <Select
        size="small"
        aria-label={`${photo.fileName}是什么`}
        value={photo.purpose}
        options={PHOTO_PURPOSES.map((value) => ({ value, label: PHOTO_PURPOSE_TEXT[value] }))}
        onChange={(purpose) => inHand.setPurpose(photo.key, purpose)}
      />
      <div className="photo-actions">
        {photo.state === 'failed' ? (
          <Button size="small" onClick={() => inHand.retry(photo.key)}>
            再试
          </Button>
        ) : null}
        <Button size="small" aria-label={`去掉 ${photo.fileName}`} onClick={() => inHand.remove(photo.key)}>
          去掉
        </Button>
      </div>
    </li>
  );
}
