import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type {
  BackupFailure,
  BackupMoment,
  DrilledBackup,
  ListedBackup,
  OtherPlace,
  Restored,
  RestoreDrill,
  RestorePreview,
} from '../../shared/domain/settings/backup.ts';
import type { CarriedPhoto } from '../db/repositories/photo-repository.ts';
import type { ReplayedRecord, ReplayRefusal } from '../../shared/domain/settings/second-record.ts';
import { must } from '../../shared/kernel/assert.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { MIGRATIONS } from '../db/migrations/migrate.ts';
import { openDatabase, openForReading } from '../db/open-database.ts';
import { diskTroubleOf } from '../files/disk-trouble.ts';
import { sweepParts } from './backup-names.ts';
import { copyToSecondFolder, type MadeCopy, makeCopyMeanwhile, tidyFolder } from './make-backup.ts';
import { type BroughtPhotos, bringPhotos, checkPhotos, photosIn, photosOfBooks, photosOfCopy } from './photo-copies.ts';
import { replayRecord } from './replay-record.ts';
import { drillRestore } from './restore-drill.ts';
import { sealCopies } from './seal-copies.ts';
import { readVerifiedMark, writeVerifiedMark } from './verified-mark.ts';
import { previewRestore, restoreBooks, type RestoreProblem, type RestoreRequest } from './restore-books.ts';

/** What the thread is asked for. It has connections of its own, so that the counter goes on selling meanwhile. */
export type BackupJob =
  | {
      readonly type: 'back_up';
      readonly databasePath: string;
      readonly ownFolder: string;
      /** Other folders that get it too. */
      readonly folders: readonly string[];
      /** Checked in full, whatever is remembered of the last full check. */
      readonly inFull: boolean;
      readonly at: BackupMoment;
    }
  | {
      readonly type: 'bring';
      readonly ownFolder: string;
      readonly fileName: string;
      readonly folders: readonly string[];
    }
  | {
      readonly type: 'preview';
      readonly databasePath: string;
      readonly ownFolder: string;
      readonly path: string;
      readonly recordFolder: string | null;
    }
  /** With a folder, what the second record there has beyond the backup is brought back afterwards. */
  | ({ readonly type: 'restore'; readonly recordFolder: string | null } & RestoreRequest)
  | {
      readonly type: 'replay';
      readonly databasePath: string;
      readonly ownFolder: string;
      readonly recordFolder: string;
    }
  | {
      readonly type: 'drill';
      readonly ownFolder: string;
      readonly backups: readonly ListedBackup[];
      readonly at: BackupMoment;
    }
  | {
      readonly type: 'seal_copies';
      readonly ownFolder: string;
      readonly folders: readonly string[];
      readonly key: Uint8Array;
    };

export type BackupAnswer =
  | {
      readonly type: 'backed_up';
      readonly made: MadeCopy;
      readonly places: readonly OtherPlace[];
      /** Pictures that documents carry and that are neither in the data folder nor in any place. */
      readonly photosLost: number;
    }
  | { readonly type: 'brought'; readonly places: readonly OtherPlace[] }
  | { readonly type: 'previewed'; readonly preview: Result<RestorePreview, RestoreProblem> }
  /** `left`: copies that hold clear numbers and cannot be rewritten. */
  | { readonly type: 'sealed'; readonly left: number }
  | { readonly type: 'restored'; readonly restored: Result<Restored, RestoreProblem> }
  | { readonly type: 'replayed'; readonly replayed: Result<ReplayedRecord, ReplayRefusal> }
  | { readonly type: 'drilled'; readonly drill: RestoreDrill }
  /** Something about the disk that a person can mend. */
  | { readonly type: 'failed'; readonly failure: BackupFailure };

async function work(job: BackupJob): Promise<BackupAnswer> {
  sweepParts(job.ownFolder);
  switch (job.type) {
    case 'back_up':
      return await backUp(job);
    case 'bring':
      return { type: 'brought', places: bring(job.ownFolder, join(job.ownFolder, job.fileName), job.folders) };
    case 'preview':
      return {
        type: 'previewed',
        preview: previewRestore(job.databasePath, job.path, job.ownFolder, job.recordFolder),
      };
    case 'seal_copies':
      return { type: 'sealed', left: sealCopies(job.folders, job.key) };
    case 'restore':
      return { type: 'restored', restored: await restore(job) };
    case 'replay':
      return { type: 'replayed', replayed: replayRecord(job.databasePath, job.recordFolder) };
    case 'drill': {
      const backups: DrilledBackup[] = [];
      for (const backup of job.backups) backups.push(await drillRestore(backup, job.ownFolder, job.at));
      return { type: 'drilled', drill: { ...job.at, backups } };
    }
  }
}

/** Whether or not the record can be brought back, the books are restored. */
async function restore(job: Extract<BackupJob, { type: 'restore' }>): Promise<Result<Restored, RestoreProblem>> {
  // What only the present books know of must not be lost with them: the copy that is kept of them needs it.
  bringIfPossible(booksPhotos(job.databasePath), [dataPhotos(job)], photosIn(job.ownFolder));
  const restored = await restoreBooks(job);
  if (!restored.ok) return restored;
  const sources = [photosIn(dirname(job.path)), photosIn(job.ownFolder)];
  const { lost } = bringIfPossible(booksPhotos(job.databasePath), sources, dataPhotos(job), true);
  const replayed = job.recordFolder === null ? null : replayRecord(job.databasePath, job.recordFolder);
  return ok({
    ...restored.value,
    photosLost: lost.length,
    replayed: replayed?.ok === true ? replayed.value : null,
    replayRefused: replayed?.ok === false ? replayed.error : null,
  });
}

/** A data folder's pictures: its own backups lie in it. */
function dataPhotos({ ownFolder }: { readonly ownFolder: string }): string {
  return photosIn(dirname(ownFolder));
}

function booksPhotos(databasePath: string): CarriedPhoto[] {
  const db = openForReading(databasePath);
  try {
    return photosOfBooks(db);
  } finally {
    db.close();
  }
}

/** For when the books matter more: what the disk refuses is as good as lost, and is told. */
function bringIfPossible(
  photos: readonly CarriedPhoto[],
  sources: readonly string[],
  target: string,
  thorough = false,
): BroughtPhotos {
  try {
    return bringPhotos(photos, sources, target, thorough);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return { brought: 0, lost: checkPhotos(photos, target).map(({ photo }) => photo) };
  }
}

/** The pictures first: a backup that counts has its pictures beside it. */
function bring(
  ownFolder: string,
  path: string,
  folders: readonly string[],
  { justPassed = false, thorough = false } = {},
): OtherPlace[] {
  const sources = [dataPhotos({ ownFolder }), photosIn(ownFolder)];
  return folders.map((folder): OtherPlace => {
    if (!existsSync(folder)) return { path: folder, state: 'absent' };
    try {
      bringPhotos(photosOfCopy(path), sources, photosIn(folder), thorough);
    } catch {
      return { path: folder, state: 'failing' };
    }
    return { path: folder, state: copyToSecondFolder(path, folder, justPassed) };
  });
}

/**
 * Each picture once into the own folder of backups, before the copy that needs it; what the data folder lost comes back
 * from any place that has it. @returns how many are nowhere.
 */
function keepPhotos(job: Extract<BackupJob, { type: 'back_up' }>, thorough: boolean): number {
  const photos = booksPhotos(job.databasePath);
  const own = photosIn(job.ownFolder);
  const places = [own, ...job.folders.map(photosIn)];
  const { lost } = bringPhotos(photos, places, dataPhotos(job), thorough);
  bringPhotos(photos, [dataPhotos(job), ...places], own, thorough);
  return lost.length;
}

async function backUp(job: Extract<BackupJob, { type: 'back_up' }>): Promise<BackupAnswer> {
  const { ownFolder: folder, at, inFull } = job;
  const version = MIGRATIONS.length;
  const last = inFull ? null : readVerifiedMark(folder, at.date, version);
  const thorough = inFull || last === null;
  let [photosLost, trouble]: [number, Error | null] = [0, null];
  try {
    photosLost = keepPhotos(job, thorough);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // The books are copied all the same; then it is told.
    trouble = error;
  }
  const db = openForReading(job.databasePath);
  try {
    const afterCopy = () => clearLog(job.databasePath);
    const made = await makeCopyMeanwhile(db, { folder, kind: 'regular', at, afterCopy, regularCheck: { last } });
    if (!made.ok) return { type: 'backed_up', made, places: [], photosLost };
    if (made.mark !== null) writeVerifiedMark(folder, { ...made.mark, day: at.date, version });
    tidyFolder(folder, made.path);
    // Those that came while the copy was made.
    if (trouble === null) bringPhotos(photosOfCopy(made.path), [dataPhotos(job)], photosIn(folder));
    const places = bring(folder, made.path, job.folders, { justPassed: true, thorough });
    if (trouble !== null) throw trouble;
    return { type: 'backed_up', made, places, photosLost };
  } finally {
    db.close();
  }
}

/**
 * While the copy was read, the log could not be brought into the file. The next redemption would do it all by itself; this
 * thread does it instead, without holding anybody up.
 */
function clearLog(databasePath: string): void {
  const db = openDatabase(databasePath);
  try {
    db.pragma('wal_checkpoint(PASSIVE)');
  } finally {
    db.close();
  }
}

/** A full disk or a folder that may not be written is no bug; null for everything else. */
function failureOf(error: unknown): BackupFailure | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'SQLITE_CANTOPEN', 'SQLITE_READONLY'].includes(code))
    return 'no_access';
  const trouble = diskTroubleOf(error);
  return trouble === 'disk_read_only' ? 'no_access' : trouble;
}

const port = must(parentPort, 'runs as a worker');
try {
  port.postMessage(await work(workerData as BackupJob));
} catch (error) {
  const failure = failureOf(error);
  if (failure === null) throw error;
  port.postMessage({ type: 'failed', failure } satisfies BackupAnswer);
} finally {
  port.close();
}
