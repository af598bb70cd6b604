import { maskIdNumbersIn } from '../../../shared/domain/household/id-number.ts';
import { photoMediaType, type StoredPhoto } from '../../../shared/domain/photo/photo.ts';
import type { PhotoRefusal } from '../../../shared/domain/photo/refusals.ts';
import type { Instant } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction, type WritableDatabase } from '../../db/open-database.ts';
import { forgetPhoto, giveUpUnused, noteHandedIn, noteKept } from '../../db/repositories/photo-repository.ts';
import type { UseCaseContext } from '../context.ts';

/** What the host does with pictures outside of the books. */
type PhotoKeeper = {
  readonly keep: (sha256: string, mediaType: string, bytes: Uint8Array) => Promise<void>;
  readonly drop: (sha256: string, mediaType: string) => void;
};

const LONGEST_NAME = 120;
/** So long a picture waits for a document to carry it. */
const WAITS_MS = 24 * 3_600_000;

/**
 * Takes a picture in: noted first, then put on the disk, then called kept. Cut off in between, it is either swept with the
 * unused ones or handed in again. Rejects with what the disk throws.
 */
export async function handInPhoto(
  context: Pick<UseCaseContext, 'db' | 'recordedAt'>,
  file: { readonly name: string; readonly bytes: Uint8Array; readonly sha256: string },
  keeper: Pick<PhotoKeeper, 'keep'>,
): Promise<Result<StoredPhoto, Extract<PhotoRefusal, { code: 'photo_kind_unknown' }>>> {
  const { bytes, sha256 } = file;
  const fileName = plainName(file.name);
  const mediaType = photoMediaType(bytes);
  if (mediaType === null) return err({ code: 'photo_kind_unknown', fileName });
  const photo: StoredPhoto = { sha256, mediaType, bytes: bytes.length, fileName };
  noteHandedIn(context.db, photo, context.recordedAt);
  await keeper.keep(sha256, mediaType, bytes);
  noteKept(context.db, sha256);
  return ok(photo);
}

/** Names come from cameras and from people: bounded, on one line, without a whole identity number. */
function plainName(name: string): string {
  const plain = maskIdNumbersIn(name.replace(/\p{Cc}/gu, ' ').trim());
  return plain === '' ? '照片' : Array.from(plain).slice(-LONGEST_NAME).join('');
}

/** Clears away what no document carried within a day. @returns how many. Throws what the disk throws. */
export function sweepPhotos(db: WritableDatabase, nowMs: number, keeper: Pick<PhotoKeeper, 'drop'>): number {
  const before = new Date(nowMs - WAITS_MS).toISOString() as Instant;
  const unused = inTransaction(db, () => giveUpUnused(db, before));
  for (const { sha256, mediaType } of unused) {
    keeper.drop(sha256, mediaType);
    forgetPhoto(db, sha256);
  }
  return unused.length;
}
