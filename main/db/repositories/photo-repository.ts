import type { Attachment, PhotoMediaType, StoredPhoto } from '../../../shared/domain/photo/photo.ts';
import type { EntryId, Instant } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase, WritableDatabase } from '../open-database.ts';
import { allRows, getRow, run } from '../statements.ts';

const PHOTO = 'sha256, media_type AS mediaType, bytes, file_name AS fileName';

/** Writes that a picture is about to be kept; `kept` follows once it is on the disk. */
export function noteHandedIn(db: WritableDatabase, photo: StoredPhoto, at: Instant): void {
  run(
    db,
    `INSERT INTO photo (sha256, media_type, bytes, file_name, handed_in_at, kept) VALUES (?, ?, ?, ?, ?, 0)
     ON CONFLICT (sha256) DO UPDATE SET handed_in_at = excluded.handed_in_at, file_name = excluded.file_name`,
    photo.sha256,
    photo.mediaType,
    photo.bytes,
    photo.fileName,
    at,
  );
}

export function noteKept(db: WritableDatabase, sha256: string): void {
  run(db, 'UPDATE photo SET kept = 1 WHERE sha256 = ?', sha256);
}

/** A picture that a document may carry: handed in and on the disk, or carried by another document already. */
export function findKeptPhoto(db: ReadableDatabase, sha256: string): StoredPhoto | null {
  return (
    getRow<StoredPhoto>(db, `SELECT ${PHOTO} FROM photo WHERE sha256 = ? AND kept = 1`, sha256) ??
    getRow<StoredPhoto>(db, `SELECT ${PHOTO} FROM attachment WHERE sha256 = ? LIMIT 1`, sha256)
  );
}

const NOT_USED = 'handed_in_at < ? AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.sha256 = photo.sha256)';

/** Marks what nobody used since `before` as no longer kept, so that no document can carry it any more, and names it. */
export function giveUpUnused(db: WritableDatabase, before: Instant): StoredPhoto[] {
  run(db, `UPDATE photo SET kept = 0 WHERE ${NOT_USED}`, before);
  return allRows<StoredPhoto>(db, `SELECT ${PHOTO} FROM photo WHERE kept = 0 AND ${NOT_USED}`, before);
}

export function forgetPhoto(db: WritableDatabase, sha256: string): void {
  run(db, 'DELETE FROM photo WHERE sha256 = ? AND kept = 0', sha256);
}

const ATTACHMENT = `a.sha256 AS sha256, a.media_type AS mediaType, a.bytes AS bytes, a.file_name AS fileName,
  a.purpose AS purpose, e.id AS entryId, e.document_no AS documentNo, e.business_date AS businessDate,
  e.recorded_at AS recordedAt, coalesce(o.name, '') AS operatorName, e.kind = 'attachment' AS addedLater,
  CASE e.kind WHEN 'attachment' THEN (SELECT document_no FROM entry WHERE reverses_id = e.id) END AS withdrawnBy
  FROM attachment a JOIN entry e ON e.id = a.entry_id LEFT JOIN operator o ON o.id = e.operator_id`;

/** The pictures of a document, its own first, then those that were added later, last those that were withdrawn. */
export function listAttachments(db: ReadableDatabase, about: EntryId): Attachment[] {
  return allRows<Omit<Attachment, 'addedLater'> & { readonly addedLater: number }>(
    db,
    `SELECT ${ATTACHMENT} WHERE a.about_id = ? ORDER BY withdrawnBy IS NOT NULL, e.seq, a.line`,
    about,
  ).map((row) => ({ ...row, addedLater: row.addedLater === 1 }));
}

/** The number of a document that carries this picture; null when none does. */
export function carrierOf(db: ReadableDatabase, sha256: string): string | null {
  const row = getRow<{ documentNo: string }>(
    db,
    `SELECT e.document_no AS documentNo FROM attachment a JOIN entry e ON e.id = a.about_id WHERE a.sha256 = ?
     ORDER BY e.seq LIMIT 1`,
    sha256,
  );
  return row?.documentNo ?? null;
}

/** A picture as the books know it, with a document that carries it. */
export type CarriedPhoto = {
  readonly sha256: string;
  readonly mediaType: PhotoMediaType;
  readonly bytes: number;
  readonly fileName: string;
  readonly documentNo: string;
};

/** Every picture that documents carry, each once, with the first document that does. */
export function listCarriedPhotos(db: ReadableDatabase): CarriedPhoto[] {
  return allRows<CarriedPhoto>(
    db,
    `SELECT ${PHOTO}, documentNo FROM (
       SELECT a.*, e.document_no AS documentNo, row_number() OVER (PARTITION BY a.sha256 ORDER BY e.seq, a.line) AS nth
       FROM attachment a JOIN entry e ON e.id = a.about_id) WHERE nth = 1 ORDER BY documentNo, sha256`,
  );
}
