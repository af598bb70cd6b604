import { useEffect, useRef, useState } from 'react';
import {
  type AttachmentInput,
  LARGEST_PHOTO_BYTES,
  MOST_PHOTOS,
  type PhotoMediaType,
  type PhotoPurpose,
} from '../../shared/domain/photo/photo.ts';
import { client, newRequestId } from './client.ts';
import { sentenceOf } from './shop-error.ts';
import { shrinkPhoto } from './shrink-photo.ts';

export type PickedPhoto = {
  readonly key: string;
  readonly fileName: string;
  readonly purpose: PhotoPurpose;
  readonly state: 'sending' | 'kept' | 'failed';
  /** Why it was not kept. */
  readonly problem: string | null;
  /** Shows it before it is sent; null for what is no picture (PDF). */
  readonly preview: string | null;
  readonly sha256: string | null;
  readonly mediaType: PhotoMediaType | null;
};

/** Pictures that somebody adds to a document in the making, for `PhotoPicker` to show. */
export type PhotosInHand = {
  readonly photos: readonly PickedPhoto[];
  /** Something is still on its way: the document must wait. */
  readonly busy: boolean;
  /** Something was not kept: it must be sent again or taken away first. */
  readonly failed: boolean;
  /** What went wrong with adding; null: nothing. */
  readonly complaint: string | null;
  /** What goes with the document. */
  readonly attachments: readonly AttachmentInput[];
  readonly add: (files: Iterable<File>) => void;
  readonly remove: (key: string) => void;
  readonly retry: (key: string) => void;
  readonly setPurpose: (key: string, purpose: PhotoPurpose) => void;
  /** After the document is posted. */
  readonly clear: () => void;
};

type Held = PickedPhoto & { readonly file: File };

/** Takes pictures, makes them smaller and hands them in at once, so that posting the document does not wait for them. */
export function usePhotos(purpose: PhotoPurpose = 'paper'): PhotosInHand {
  const [held, setHeld] = useState<readonly Held[]>([]);
  const [complaint, setComplaint] = useState<string | null>(null);
  const previews = useRef(new Set<string>());
  useEffect(() => {
    const shown = previews.current;
    return () => {
      for (const url of shown) URL.revokeObjectURL(url);
    };
  }, []);

  const change = (key: string, part: Partial<Held>): void =>
    setHeld((before) => before.map((photo) => (photo.key === key ? { ...photo, ...part } : photo)));

  const send = async (key: string, file: File): Promise<void> => {
    change(key, { state: 'sending', problem: null });
    try {
      const smaller = await shrinkPhoto(file);
      if (smaller.size > LARGEST_PHOTO_BYTES) {
        change(key, { state: 'failed', problem: tooLarge(smaller.size) });
        return;
      }
      const { sha256, mediaType } = await client.photo.upload({ file: smaller });
      // The same picture chosen twice is one.
      setHeld((before) =>
        before.some((photo) => photo.sha256 === sha256 && photo.key !== key)
          ? before.filter((photo) => photo.key !== key)
          : before.map((photo) => (photo.key === key ? { ...photo, state: 'kept', sha256, mediaType } : photo)),
      );
    } catch (error) {
      change(key, { state: 'failed', problem: `${sentenceOf(error)}` });
    }
  };

  const add = (files: Iterable<File>): void => {
    const room = MOST_PHOTOS - held.length;
    const chosen = [...files];
    setComplaint(chosen.length > room ? `一张单据最多${MOST_PHOTOS}张照片，多的没有添加。` : null);
    const taken = chosen.slice(0, Math.max(0, room)).map((file): Held => {
      const preview = file.type.startsWith('image/') ? URL.createObjectURL(file) : null;
      if (preview !== null) previews.current.add(preview);
      const state = 'sending';
      const fresh = { key: newRequestId(), problem: null, sha256: null, mediaType: null };
      return { ...fresh, file, fileName: file.name, purpose, state, preview };
    });
    setHeld((before) => [...before, ...taken]);
    for (const { key, file } of taken) void send(key, file);
  };

  const kept = held.filter(({ state }) => state === 'kept');
  return {
    photos: held,
    busy: held.some(({ state }) => state === 'sending'),
    failed: held.some(({ state }) => state === 'failed'),
    complaint,
    attachments: kept.map((photo) => ({
      sha256: photo.sha256 ?? '',
      purpose: photo.purpose,
      fileName: photo.fileName,
    })),
    add,
    remove: (key) => setHeld((before) => before.filter((photo) => photo.key !== key)),
    retry: (key) => {
      const again = held.find((photo) => photo.key === key);
      if (again) void send(key, again.file);
    },
    setPurpose: (key, next) => change(key, { purpose: next }),
    clear: () => {
      setHeld([]);
      setComplaint(null);
    },
  };
}

function tooLarge(bytes: number): string {
  return `文件有${Math.ceil(bytes / 1_000_000)}MB，超过${LARGEST_PHOTO_BYTES / 1_000_000}MB，请换小一点的`;
}
