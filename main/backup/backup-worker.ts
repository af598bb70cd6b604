import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type {
  BackupFailure,
  BackupMoment,
  Restored,
  RestorePreview,
  SecondFolderState,
} from '../../shared/domain/settings/backup.ts';
import { must } from '../../shared/kernel/assert.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { openForReading } from '../db/open-database.ts';
import { diskTroubleOf } from '../files/disk-trouble.ts';
import { sweepParts } from './backup-names.ts';
import { copyToSecondFolder, type MadeCopy, makeCopyMeanwhile, tidyFolder } from './make-backup.ts';
import { sealCopies } from './seal-copies.ts';
import { previewRestore, restoreBooks, type RestoreProblem, type RestoreRequest } from './restore-books.ts';

/** What the thread is asked for. It has connections of its own, so that the counter goes on selling meanwhile. */
export type BackupJob =
  | {
      readonly type: 'back_up';
      readonly databasePath: string;
      readonly ownFolder: string;
      readonly secondFolder: string | null;
      readonly at: BackupMoment;
    }
  | {
      readonly type: 'bring_to_second';
      readonly ownFolder: string;
      readonly fileName: string;
      readonly secondFolder: string;
    }
  | { readonly type: 'preview'; readonly databasePath: string; readonly ownFolder: string; readonly path: string }
  | ({ readonly type: 'restore' } & RestoreRequest)
  | {
      readonly type: 'seal_copies';
      readonly ownFolder: string;
      readonly folders: readonly string[];
      readonly key: Uint8Array;
    };

export type BackupAnswer =
  | { readonly type: 'backed_up'; readonly made: MadeCopy; readonly second: SecondFolderState }
  | { readonly type: 'brought'; readonly second: SecondFolderState }
  | { readonly type: 'previewed'; readonly preview: Result<RestorePreview, RestoreProblem> }
  /** `left`: copies that hold clear numbers and cannot be rewritten. */
  | { readonly type: 'sealed'; readonly left: number }
  | { readonly type: 'restored'; readonly restored: Result<Restored, RestoreProblem> }
  /** Something about the disk that a person can mend. */
  | { readonly type: 'failed'; readonly failure: BackupFailure };

async function work(job: BackupJob): Promise<BackupAnswer> {
  sweepParts(job.ownFolder);
  switch (job.type) {
    case 'back_up':
      return await backUp(job);
    case 'bring_to_second':
      sweepParts(job.secondFolder);
      return { type: 'brought', second: copyToSecondFolder(join(job.ownFolder, job.fileName), job.secondFolder) };
    case 'preview':
      return { type: 'previewed', preview: previewRestore(job.databasePath, job.path, job.ownFolder) };
    case 'seal_copies':
      return { type: 'sealed', left: sealCopies(job.folders, job.key) };
    case 'restore':
      return { type: 'restored', restored: await restoreBooks(job) };
  }
}

async function backUp(job: Extract<BackupJob, { type: 'back_up' }>): Promise<BackupAnswer> {
  const db = openForReading(job.databasePath);
  try {
    const made = await makeCopyMeanwhile(db, { folder: job.ownFolder, kind: 'regular', at: job.at });
    if (!made.ok) return { type: 'backed_up', made, second: 'none' };
    tidyFolder(job.ownFolder);
    if (job.secondFolder !== null) sweepParts(job.secondFolder);
    return { type: 'backed_up', made, second: copyToSecondFolder(made.path, job.secondFolder) };
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
