import { type } from '@orpc/contract';
import { z } from 'zod';
import {
  type Attachment,
  LARGEST_PHOTO_BYTES,
  MOST_PHOTOS,
  PHOTO_PURPOSES,
  type StoredPhoto,
} from '../domain/photo/photo.ts';
import { OFFICE, procedure, zEntryId, zRequestId, zText } from './base.ts';
import type { PostedEntry } from './points.ts';

/** Whoever writes documents about goods. */
const AT_THE_GOODS = ['shopkeeper', ...OFFICE] as const;
/** Paper shows names and signatures, which cannot be masked: the office, the counter and the inspector. */
const VIEWERS = [...AT_THE_GOODS, 'inspector'] as const;

const zPhotoHash = z.string().regex(/^[0-9a-f]{64}$/);
const zPhoto = z.object({
  sha256: zPhotoHash,
  purpose: z.enum(PHOTO_PURPOSES).default('other'),
  fileName: zText(120).default(''),
});

/** Pictures that a document brings along, handed in before. */
export const zPhotos = z.array(zPhoto).max(MOST_PHOTOS).default([]);

export const photoContract = {
  upload: procedure(AT_THE_GOODS, '交一张照片，之后随单据记账；一天内没有用上就清掉')
    .input(z.object({ file: z.file().max(LARGEST_PHOTO_BYTES) }))
    .output(type<StoredPhoto>()),
  file: procedure(VIEWERS, '看一张照片')
    .input(z.object({ sha256: zPhotoHash }))
    .output(z.file()),
  ofDocument: procedure(VIEWERS, '一张单据的照片')
    .input(z.object({ entryId: zEntryId }))
    .output(type<readonly Attachment[]>()),
  attach: procedure(AT_THE_GOODS, '给已记账的单据补附照片')
    .input(
      z.object({
        requestId: zRequestId,
        entryId: zEntryId,
        photos: z.array(zPhoto).min(1).max(MOST_PHOTOS),
        note: zText(200).default(''),
      }),
    )
    .output(type<PostedEntry>()),
  withdraw: procedure(AT_THE_GOODS, '红冲补附错的照片；照片还留着，标明已撤回')
    .input(z.object({ requestId: zRequestId, entryId: zEntryId, reason: zText(200).pipe(z.string().min(1)) }))
    .output(type<PostedEntry>()),
};
