import type { Attachment, StoredPhoto } from '../../../shared/domain/photo/photo.ts';
import type { PhotoRefusal } from '../../../shared/domain/photo/refusals.ts';
import type { PointsRefusal } from '../../../shared/domain/points/refusals.ts';
import type { EntryId } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { carrierOf, findKeptPhoto, listAttachments } from '../../db/repositories/photo-repository.ts';
import { findEntry } from '../../journal/entries.ts';

/** A picture that the books know, and a document that carries it, if any does. */
export function findPhoto(
  db: ReadableDatabase,
  sha256: string,
): Result<
  { readonly photo: StoredPhoto; readonly documentNo: string | null },
  Extract<PhotoRefusal, { code: 'photo_not_found' }>
> {
  const photo = findKeptPhoto(db, sha256);
  return photo === null ? err({ code: 'photo_not_found' }) : ok({ photo, documentNo: carrierOf(db, sha256) });
}

/** The pictures of one document, those added later included. */
export function photosOfDocument(
  db: ReadableDatabase,
  entryId: EntryId,
): Result<readonly Attachment[], Extract<PointsRefusal, { code: 'entry_not_found' }>> {
  return findEntry(db, entryId) === null ? err({ code: 'entry_not_found' }) : ok(listAttachments(db, entryId));
}
