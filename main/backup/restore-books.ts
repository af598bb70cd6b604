import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { BackupMoment, Restored, RestorePreview } from '../../shared/domain/settings/backup.ts';
import { assert } from '../../shared/kernel/assert.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import { bringUpToDate, type CopyConnection, openCopy } from '../db/open-copy.ts';
import { openDatabase, openForReading } from '../db/open-database.ts';
import { syncFile, syncFolder } from '../files/durable-files.ts';
import { booksPosition, shopIdOf } from '../journal/record-lines.ts';
import { isPlainFile, partPath } from './backup-names.ts';
import { checkCopy, type CopyProblem } from './check-copy.ts';
import { makeCopy } from './make-backup.ts';
import { replayable } from './record-writer.ts';
import { compareBooks, readContents } from './read-contents.ts';

export type RestoreRequest = {
  readonly databasePath: string;
  readonly path: string;
  /** Where the copy of the present state goes. */
  readonly ownFolder: string;
  readonly at: BackupMoment;
  /** What the preview said: the backup's last hash, and how many entries would be lost. */
  readonly expected: { readonly lastHash: string; readonly lostEntries: number };
};

export type RestoreProblem =
  | CopyProblem
  | { readonly code: 'not_found' }
  | { readonly code: 'changed'; readonly lostEntries: number }
  /** The present state could not be copied first. */
  | { readonly code: 'present_not_copied' }
  | { readonly code: 'busy' };

/** The books as they are restored, before anything is brought back from the second record. */
export type RestoredBooks = Omit<Restored, 'replayed' | 'replayRefused' | 'photosLost'>;

/** How often the write lock is tried for when somebody else holds it. */
const TRIES = 20;
const EVERY_PAGE = 0x7fff_ffff;

/** What a backup holds and what going back to it would cost. Refuses a file that could not be restored. */
export function previewRestore(
  databasePath: string,
  path: string,
  ownFolder: string,
  recordFolder: string | null = null,
): Result<RestorePreview, RestoreProblem> {
  if (!isPlainFile(path)) return err({ code: 'not_found' });
  const candidate = partPath(ownFolder, 'candidate');
  const prepared = prepare(path, candidate);
  if (!prepared.ok) {
    rmSync(candidate, { force: true });
    return prepared;
  }
  const present = openForReading(databasePath);
  const backup = openForReading(candidate);
  try {
    const shopId = shopIdOf(backup);
    const replay =
      recordFolder === null || shopId === null ? null : replayable(recordFolder, shopId, booksPosition(backup));
    return ok({ path, fileName: basename(path), ...readContents(backup), ...compareBooks(present, backup), replay });
  } finally {
    present.close();
    backup.close();
    rmSync(candidate, { force: true });
  }
}

/** A duplicate of the backup in today's form that has passed every check: what was checked is what is restored. */
function prepare(path: string, candidate: string): Result<null, CopyProblem> {
  copyFileSync(path, candidate);
  const checked = checkCopy(candidate);
  if (!checked.ok) return err(checked.problem);
  bringUpToDate(candidate);
  return ok(null);
}

/**
 * Puts the books back to what a backup holds. SQLite writes all pages of the backup into the live file as one
 * transaction in its write-ahead log: a cut at any moment leaves the old books or the new ones. The write lock is
 * taken first and the present state copied under it, so that nothing falls between that copy and the change.
 */
export async function restoreBooks(request: RestoreRequest): Promise<Result<RestoredBooks, RestoreProblem>> {
  if (!isPlainFile(request.path)) return err({ code: 'not_found' });
  const candidate = partPath(request.ownFolder, 'candidate');
  try {
    const checked = prepare(request.path, candidate);
    if (!checked.ok) return checked;
    const backup = openCopy(candidate);
    const present = openForReading(request.databasePath);
    try {
      return await replace(request, present, backup);
    } finally {
      present.close();
      backup.close();
    }
  } finally {
    rmSync(candidate, { force: true });
  }
}

/** Ends the transfer before its first page; the lock goes and nothing has changed. */
class CalledOff extends Error {
  override readonly name = 'CalledOff';
  readonly problem: RestoreProblem;
  constructor(problem: RestoreProblem) {
    super(`restore called off: ${problem.code}`);
    this.problem = problem;
  }
}

async function replace(
  request: RestoreRequest,
  present: CopyConnection,
  backup: CopyConnection,
): Promise<Result<RestoredBooks, RestoreProblem>> {
  const contents = readContents(backup);
  if (contents.lastHash !== request.expected.lastHash) return err({ code: 'damaged' });
  const safetyCopies: string[] = [];
  // Called once the lock is held and no page has been written.
  const underLock = (): number => {
    if (safetyCopies.length > 0) return EVERY_PAGE;
    const { lostEntries } = compareBooks(present, backup);
    if (lostEntries !== request.expected.lostEntries) throw new CalledOff({ code: 'changed', lostEntries });
    const { ownFolder: folder, at } = request;
    const made = makeCopy(present, { folder, kind: 'before_restore', at, evenUnsound: true });
    if (!made.ok) throw new CalledOff({ code: 'present_not_copied' });
    safetyCopies.push(made.path);
    return EVERY_PAGE;
  };
  try {
    // The driver takes "the lock is held by another" for an end; it has ended only when the lock was ours.
    for (let attempt = 0; attempt < TRIES && safetyCopies.length === 0; attempt += 1) {
      await backup.backup(request.databasePath, { progress: underLock });
    }
  } catch (error) {
    if (error instanceof CalledOff) return err(error.problem);
    throw error;
  }
  const [safetyCopy] = safetyCopies;
  if (safetyCopy === undefined) return err({ code: 'busy' });
  makeDurable(request.databasePath, contents.lastHash);
  return ok({ safetyCopy, entries: contents.entries, lostEntries: request.expected.lostEntries });
}

/** The transfer's own connection does not sync its commit: this does, and looks at what is there now. */
function makeDurable(databasePath: string, lastHash: string): void {
  const log = `${databasePath}-wal`;
  if (existsSync(log)) {
    syncFile(log);
    syncFolder(dirname(log));
  }
  const db = openDatabase(databasePath);
  try {
    db.pragma('wal_checkpoint(TRUNCATE)');
    assert(readContents(db).lastHash === lastHash, 'the restored books are the ones that were chosen');
  } finally {
    db.close();
  }
}
