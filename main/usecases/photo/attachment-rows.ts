import type { AttachmentInput } from '../../../shared/domain/photo/photo.ts';
import type { PhotoRefusal } from '../../../shared/domain/photo/refusals.ts';
import type { EntryId } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { findKeptPhoto } from '../../db/repositories/photo-repository.ts';
import type { ContextRow } from '../../journal/context-tables.ts';
import type { UseCaseContext } from '../context.ts';

export type AttachmentRefusal = Extract<PhotoRefusal, { code: 'photo_not_handed_in' }>;

/**
 * The rows that put pictures under the hash of a document. `aboutId` is the document that they show, most often the one
 * that is about to be posted. The same picture twice counts once; one that was never handed in is refused. What it is
 * and how big comes from the host's own look at it, never from whoever asks.
 */
export function attachmentRows(
  { db }: Pick<UseCaseContext, 'db'>,
  aboutId: EntryId,
  photos: readonly AttachmentInput[],
): Result<ContextRow[], AttachmentRefusal> {
  const rows = new Map<string, ContextRow>();
  for (const { sha256, purpose, fileName } of photos) {
    const photo = findKeptPhoto(db, sha256);
    if (photo === null) return err({ code: 'photo_not_handed_in', fileName });
    rows.set(sha256, {
      table: 'attachment',
      values: {
        about_id: aboutId,
        sha256,
        purpose,
        file_name: fileName === '' ? photo.fileName : fileName,
        media_type: photo.mediaType,
        bytes: photo.bytes,
      },
    });
  }
  return ok([...rows.values()]);
}
