import { closeSync, copyFileSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { BackupMoment } from '../../shared/domain/settings/backup.ts';
import type { RescueOperator, Rescued, RescuePreview } from '../../shared/domain/settings/rescue.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import { bringUpToDate, changeCopy } from '../db/open-copy.ts';
import { openForReading, type ReadableDatabase } from '../db/open-database.ts';
import { listOperators } from '../db/repositories/operator-repository.ts';
import { listStations, revokeStationRow } from '../db/repositories/station-repository.ts';
import { getRow } from '../db/statements.ts';
import { booksPosition, shopIdOf } from '../journal/record-lines.ts';
import { isPlainFile, partPath } from './backup-names.ts';
import { checkCopy, type CopyProblem } from './check-copy.ts';
import { readContents } from './read-contents.ts';
import { bringPhotos, checkPhotos, photosIn, photosOfBooks } from './photo-copies.ts';
import { replayable } from './record-writer.ts';
import { replayRecord } from './replay-record.ts';
import type { ShopMarker } from './shop-marker.ts';

const DAMAGED_FOLDER = 'damaged';
/** The file of the books and what SQLite keeps beside it. */
export const BOOK_FILES = ['shop.db', 'shop.db-wal', 'shop.db-shm'] as const;

/** No word about these: there was nothing to bring back. */
const NOTHING_THERE: readonly string[] = ['replay_nothing', 'replay_no_record'];

export type RescueProblem = CopyProblem | { readonly code: 'not_found' };

/** A backup that passed every check, as a file in today's form that nothing else bears. */
export type Candidate = { readonly path: string; readonly fileName: string; readonly file: string };

/** Makes a checked duplicate of a backup. The caller gives it up or puts it in place. */
export function prepareCandidate(path: string, ownFolder: string): Result<Candidate, RescueProblem> {
  if (!isPlainFile(path)) return err({ code: 'not_found' });
  const file = partPath(ownFolder, 'rescue');
  copyFileSync(path, file);
  const checked = checkCopy(file);
  if (!checked.ok) {
    rmSync(file, { force: true });
    return err(checked.problem);
  }
  bringUpToDate(file);
  return ok({ path, fileName: basename(path), file });
}

export function dropCandidate({ file }: Candidate): void {
  rmSync(file, { force: true });
}

/** What a prepared backup holds, compared with what the marker knows of the books that were lost. */
export function describeCandidate(
  candidate: Candidate,
  marker: ShopMarker | null,
  recordFolder: string | null,
): RescuePreview {
  const db = openForReading(candidate.file);
  try {
    const contents = readContents(db);
    const { path, fileName } = candidate;
    const shopId = shopIdOf(db);
    return {
      path,
      fileName,
      ...contents,
      ...relationTo(db, contents.entries, marker),
      replay: recordFolder === null || shopId === null ? null : replayable(recordFolder, shopId, booksPosition(db)),
      administrators: administratorsOf(db),
    };
  } finally {
    db.close();
  }
}

function relationTo(
  db: ReadableDatabase,
  entries: number,
  marker: ShopMarker | null,
): { readonly lostEntries: number | null; readonly related: boolean } {
  const last = marker?.last ?? null;
  if (marker === null || last === null) return { lostEntries: null, related: true };
  if (entries < last.seq) return { lostEntries: last.seq - entries, related: true };
  const hash = getRow<{ hash: string }>(db, 'SELECT hash FROM entry WHERE seq = ?', last.seq)?.hash ?? null;
  return { lostEntries: 0, related: last.seq === 0 || hash === last.hash };
}

export function administratorsOf(db: ReadableDatabase): RescueOperator[] {
  return listOperators(db)
    .filter(({ role }) => role === 'administrator')
    .map(({ id, name }) => ({ id, name }));
}

/**
 * Puts a prepared backup in the place of the books. What was there is renamed into a folder of its own first, byte for
 * byte, and never removed. A cut at any moment leaves no books (rescue again) or the restored ones, never a mixture: the
 * old log is out of the way before the new file gets its name. `originalKept` is called in between: what is known of the
 * old books may be forgotten then, and not while they still lie in their place. Nobody may have the books open.
 */
export function putInPlace(
  dataDir: string,
  candidate: Candidate,
  at: BackupMoment,
  { recordFolder, originalKept }: { readonly recordFolder: string | null; readonly originalKept: () => void },
): Rescued {
  // One that was revoked since would be let in again: each is paired anew.
  const revokedAt = `${at.date}T${at.time}.000Z`;
  changeCopy(candidate.file, (db) => {
    for (const { id } of listStations(db)) revokeStationRow(db, id, revokedAt);
  });
  const keptIn = keepOriginal(dataDir, at);
  originalKept();
  syncPath(candidate.file, 'r+');
  renameSync(candidate.file, join(dataDir, BOOK_FILES[0]));
  syncFolder(dataDir);
  const path = join(dataDir, BOOK_FILES[0]);
  // Before anything new is entered: what the record has beyond the backup fits on now and never again.
  const replayed = recordFolder === null ? null : replayRecord(path, recordFolder);
  const db = openForReading(path);
  try {
    return {
      keptIn,
      photosLost: bringLostPhotos(dataDir, dirname(candidate.path), db),
      entries: readContents(db).entries,
      replayed: replayed?.ok === true ? replayed.value : null,
      replayRefused: replayed?.ok === false && !NOTHING_THERE.includes(replayed.error.code) ? replayed.error : null,
    };
  } finally {
    db.close();
  }
}

/** Pictures that the data folder lost, from the backup's place or the own backups. @returns how many are nowhere. */
function bringLostPhotos(dataDir: string, place: string, db: ReadableDatabase): number {
  const photos = photosOfBooks(db);
  const sources = [photosIn(place), photosIn(join(dataDir, 'backups'))];
  try {
    return bringPhotos(photos, sources, photosIn(dataDir), true).lost.length;
  } catch (error) {
    // The books are back, which matters more; what the disk refused is told.
    if (!(error instanceof Error && 'code' in error)) throw error;
    return checkPhotos(photos, photosIn(dataDir)).length;
  }
}

/** Moves whatever lies in the place of the books into `damaged/<moment>`, and says where that is. */
function keepOriginal(dataDir: string, { date, time }: BackupMoment): string {
  const keptIn = freshFolder(join(dataDir, DAMAGED_FOLDER), `${date}-${time.replaceAll(':', '')}`);
  for (const name of BOOK_FILES) {
    if (existsSync(join(dataDir, name))) renameSync(join(dataDir, name), join(keptIn, name));
  }
  syncFolder(keptIn);
  syncFolder(dataDir);
  return keptIn;
}

function freshFolder(parent: string, name: string): string {
  for (let number = 1; ; number += 1) {
    const folder = join(parent, number === 1 ? name : `${name}-${number}`);
    if (existsSync(folder)) continue;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    syncFolder(dirname(folder));
    return folder;
  }
}

/** So that names survive a power cut; Windows knows no such thing and does not need it. */
function syncFolder(folder: string): void {
  if (process.platform !== 'win32') syncPath(folder, 'r');
}

function syncPath(path: string, flags: 'r' | 'r+'): void {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
