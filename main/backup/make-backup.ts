import { existsSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  type BackupKind,
  type BackupMoment,
  decideRetention,
  type ListedBackup,
  type SecondFolderState,
} from '../../shared/domain/settings/backup.ts';
import { GENESIS_HASH } from '../journal/hash.ts';
import { hashAt } from '../journal/record-lines.ts';
import { type Migration, MIGRATIONS } from '../db/migrations/migrate.ts';
import { giveNameDurably, syncFile } from '../files/durable-files.ts';
import type { BooksMark } from '../journal/verify-since.ts';
import { asOneFile, type CopyConnection, openCopy } from '../db/open-copy.ts';
import type { ReadableDatabase } from '../db/open-database.ts';
import { backupFileName, listBackups, partPath, sweepParts } from './backup-names.ts';
import { copyInPieces, PieceSize, sameBytes } from './pieces.ts';
import { type CheckedCopy, checkCopy, checkRegularCopy, type CopyProblem } from './check-copy.ts';

export type CopyRequest = {
  readonly folder: string;
  readonly kind: BackupKind;
  readonly at: BackupMoment;
  readonly migrations?: readonly Migration[];
  /** Keeps a copy of books that do not agree too, under a name that says so: what a restore replaces is never thrown away. */
  readonly evenUnsound?: boolean;
  /** Checked as a copy that the program makes by itself, going on from this mark if there is one. */
  readonly regularCheck?: { readonly last: BooksMark | null };
  /** Called once the books have been read and before the copy is checked, which takes longer. */
  readonly afterCopy?: () => void;
};

export type MadeCopy =
  | {
      readonly ok: true;
      readonly path: string;
      readonly sound: boolean;
      /** Of a full check, where it was asked for. */
      readonly mark: BooksMark | null;
    }
  | { readonly ok: false; readonly problem: CopyProblem };

/**
 * Copies one state of the books into `folder` in one go, for when nobody waits or nobody may write. The copy is one
 * file; it is opened, checked and counted, and synced to the disk, before it gets a name under which it counts.
 * Throws what the disk throws.
 */
export function makeCopy(source: ReadableDatabase, request: CopyRequest): MadeCopy {
  const part = partPath(request.folder, 'copy');
  try {
    source.prepare('VACUUM INTO ?').run(part);
    return finish(part, request);
  } finally {
    rmSync(part, { force: true });
  }
}

/** The same while the counter goes on selling, in synced pieces that keep no redemption waiting. */
export async function makeCopyMeanwhile(source: CopyConnection, request: CopyRequest): Promise<MadeCopy> {
  const part = partPath(request.folder, 'copy');
  try {
    // One state for all pieces, whatever is committed meanwhile.
    source.exec('BEGIN');
    source.prepare('SELECT count(*) FROM sqlite_schema').get();
    const size = new PieceSize();
    const progress = (): number => {
      size.synced(() => syncFile(part));
      return size.pages();
    };
    await source.backup(part, { progress });
    source.exec('COMMIT');
    request.afterCopy?.();
    asOneFile(part);
    return finish(part, request);
  } finally {
    rmSync(part, { force: true });
  }
}

function finish(part: string, request: CopyRequest): MadeCopy {
  const { regularCheck } = request;
  const checked = regularCheck ? checkRegularCopy(part, regularCheck.last) : checkCopy(part, request.migrations);
  if (!checked.ok && !(request.evenUnsound === true && checked.problem.code === 'not_sound')) return checked;
  const mark = checked.ok ? (checked.mark ?? null) : null;
  return { ok: true, path: settle(part, nameFor(request, checked)), sound: checked.ok, mark };
}

function nameFor({ folder, kind, at }: CopyRequest, checked: CheckedCopy): string {
  const { entries, lastHash } = checked.contents ?? { entries: 0, lastHash: GENESIS_HASH };
  return join(folder, backupFileName(kind, at, entries, lastHash, checked.ok));
}

/** Gives a finished copy its name once its bytes are on the disk. */
function settle(part: string, path: string): string {
  try {
    giveNameDurably(part, path);
  } catch (error) {
    // A name that the disk did not confirm must not count.
    rmSync(path, { force: true });
    throw error;
  }
  return path;
}

/**
 * Brings a backup to another folder, where it counts only after having been read back: compared byte by byte with a
 * backup that has `justPassed`, or else checked in full. A folder that is not there or cannot be written is told, never thrown: a stick may be unplugged at any moment.
 */
export function copyToSecondFolder(path: string, folder: string, justPassed = false): SecondFolderState {
  if (!existsSync(folder)) return 'absent';
  const target = join(folder, basename(path));
  if (existsSync(target)) return 'present';
  try {
    sweepParts(folder);
    if (!copyChecked(path, folder, justPassed)) return 'failing';
    tidyOtherFolder(folder, path);
    return 'present';
  } catch {
    return 'failing';
  }
}

/** Copies a backup into another folder under its own name, once the copy has been read back. @returns whether it was sound. */
export function copyChecked(path: string, folder: string, justPassed = false): boolean {
  const part = partPath(folder, 'copy');
  try {
    copyInPieces(path, part);
    if (justPassed ? !sameBytes(path, part) : !checkCopy(part).ok) return false;
    settle(part, join(folder, basename(path)));
    return true;
  } finally {
    rmSync(part, { force: true });
  }
}

/** The file was about to be changed by a newer program, and a good copy of it could not be made. */
export class NoCopyBeforeMigration extends Error {
  override readonly name = 'NoCopyBeforeMigration';
  readonly problem: CopyProblem;
  constructor(problem: CopyProblem) {
    super(`no copy before the migration: ${problem.code}`);
    this.problem = problem;
  }
}

/** Without a checked copy of what was there, nothing is migrated. Throws NoCopyBeforeMigration, and what the disk throws. */
export function copyBeforeMigration(
  db: ReadableDatabase,
  folder: string,
  at: BackupMoment,
  migrations: readonly Migration[] = MIGRATIONS,
): void {
  sweepParts(folder);
  const made = makeCopy(db, { folder, kind: 'before_migration', at, migrations });
  if (!made.ok) throw new NoCopyBeforeMigration(made.problem);
  // A migration that fails again at every start must not fill the disk with copies of the same books.
  tidyFolder(folder, made.path);
}

/** Removes the copies that the rules no longer keep, but not the one just made: a clock may be behind all the others. */
export function tidyFolder(folder: string, justMade: string): void {
  removeAllBut(folder, justMade, listBackups(folder, 'own'));
}

/**
 * The same where copies of several shops may lie, on one stick or in one folder: each counts only those whose end stands
 * in its own books, and removes none of the others.
 */
function tidyOtherFolder(folder: string, brought: string): void {
  const db = openCopy(brought);
  try {
    const isOurs = ({ lastSeq, hashPrefix }: ListedBackup): boolean =>
      hashAt(db, lastSeq)?.startsWith(hashPrefix) === true;
    removeAllBut(folder, brought, listBackups(folder, 'second').filter(isOurs));
  } finally {
    db.close();
  }
}

function removeAllBut(folder: string, kept: string, files: readonly ListedBackup[]): void {
  for (const { fileName } of decideRetention(files)) {
    if (fileName !== basename(kept)) rmSync(join(folder, fileName), { force: true });
  }
}
