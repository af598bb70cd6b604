import type { AttachmentInput } from '../../../shared/domain/photo/photo.ts';
import type { PhotoRefusal } from '../../../shared/domain/photo/refusals.ts';
import type { PointsRefusal } from '../../../shared/domain/points/refusals.ts';
import type { EntryId } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import { listAttachments } from '../../db/repositories/photo-repository.ts';
import { findEntry } from '../../journal/entries.ts';
import type { StoredEntry } from '../../journal/entry.ts';
import { post } from '../../journal/post.ts';
import type { UseCaseContext } from '../context.ts';
import { findReplay, requestDigest, type RequestIdReused } from '../idempotency.ts';
import { attachmentRows } from './attachment-rows.ts';

export type AttachPhotosInput = {
  readonly requestId: EntryId;
  /** The document that the pictures show. */
  readonly entryId: EntryId;
  readonly photos: readonly AttachmentInput[];
  readonly note: string;
};

type AttachRefusal =
  | Extract<PhotoRefusal, { code: 'photo_not_handed_in' | 'photo_already_attached' | 'photos_not_attachable' }>
  | Extract<PointsRefusal, { code: 'entry_not_found' }>
  | RequestIdReused;

/** Adds pictures to a document that is in the books already, by a document of its own: what is posted never changes. */
export function attachPhotos(context: UseCaseContext, input: AttachPhotosInput): Result<StoredEntry, AttachRefusal> {
  return inTransaction(context.db, () => attachWithin(context, input));
}

function attachWithin(context: UseCaseContext, input: AttachPhotosInput): Result<StoredEntry, AttachRefusal> {
  const { requestId, ...request } = input;
  const digest = requestDigest(request);
  const replay = findReplay(context.db, requestId, digest);
  if (!replay.ok) return replay;
  if (replay.value) return ok(replay.value);
  const about = findEntry(context.db, input.entryId);
  if (about === null) return err({ code: 'entry_not_found' });
  const { documentNo } = about;
  if (about.kind === 'attachment') return err({ code: 'photos_not_attachable', documentNo });
  const wanted = new Set(input.photos.map(({ sha256 }) => sha256));
  const again = listAttachments(context.db, about.id).find(
    ({ sha256, withdrawnBy }) => withdrawnBy === null && wanted.has(sha256),
  );
  if (again) return err({ code: 'photo_already_attached', fileName: again.fileName, documentNo });
  const rows = attachmentRows(context, about.id, input.photos);
  if (!rows.ok) return rows;
  return ok(
    post(context.db, {
      id: requestId,
      kind: 'attachment',
      businessDate: context.today,
      recordedAt: context.recordedAt,
      operatorId: context.operator.id,
      householdId: null,
      summary: `补附${documentNo}的照片${rows.value.length}张${input.note === '' ? '' : `：${input.note}`}`,
      reversesId: null,
      requestDigest: digest,
      postings: [],
      context: rows.value,
    }),
  );
}
