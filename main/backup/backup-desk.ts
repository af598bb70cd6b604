import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  ageOf,
  type BackupAge,
  type BackupFailure,
  type BackupMoment,
  type BackupState,
  type ListedBackup,
  type Restored,
  type RestorePreview,
  type SecondFolderState,
} from '../../shared/domain/settings/backup.ts';
import type { SettingsRefusal } from '../../shared/domain/settings/refusals.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import type { WritableDatabase } from '../db/open-database.ts';
import { readSetting, writeSetting } from '../db/repositories/settings-repository.ts';
import { listBackups } from './backup-names.ts';
import type { BackupAnswer, BackupJob } from './backup-worker.ts';
import type { RestoreProblem, RestoreRequest } from './restore-books.ts';

const FOLDER_SETTING = 'backup.folder';
/** How often it is looked whether today's backup is due, and how long after a failure it is tried again. */
const LOOK_EVERY_MS = 60_000;
const FIRST_LOOK_MS = 3_000;
const AGAIN_AFTER_MS = 30 * 60_000;

export type BackupDeskParts = {
  readonly db: WritableDatabase;
  readonly dataDir: string;
  readonly workerUrl: URL;
  readonly now: () => BackupMoment;
  readonly nowMs: () => number;
  /** Forgets what was remembered of the books that a restore has replaced; may take its time. */
  readonly onRestored: () => unknown;
  /** Keeps a bug of the daily backup, which nobody waits for. */
  readonly onFault: (error: unknown) => void;
};

/** Backups and restores of one shop: one at a time, on a thread of its own. */
export class BackupDesk {
  readonly #parts: BackupDeskParts;
  readonly #databasePath: string;
  readonly #ownFolder: string;
  #worker: Worker | null = null;
  /** Ends when the job at work does. */
  #turn: Promise<void> | null = null;
  #busy: 'backup' | 'restore' | null = null;
  #lastFailure: BackupFailure | null = null;
  #failedAtMs = Number.NEGATIVE_INFINITY;
  #secondState: SecondFolderState | null = null;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(parts: BackupDeskParts) {
    this.#parts = parts;
    this.#databasePath = join(parts.dataDir, 'shop.db');
    this.#ownFolder = backupFolder(parts.dataDir);
  }

  /** True while books are being replaced: nothing else may be written. */
  restoring(): boolean {
    return this.#busy === 'restore';
  }

  age(): BackupAge {
    return ageOf(listBackups(this.#ownFolder, 'own'), this.#parts.now().date);
  }

  async state(): Promise<BackupState> {
    const path = this.#secondFolder();
    const own = listBackups(this.#ownFolder, 'own');
    const state = path === null ? 'none' : await this.#lookAtSecond(path);
    const second = path !== null && state !== 'absent' ? listBackups(path, 'second') : [];
    const ownNames = new Set(own.map(({ fileName }) => fileName));
    return {
      ...ageOf(own, this.#parts.now().date),
      ownFolder: this.#ownFolder,
      secondFolder: { path, state },
      running: this.#busy !== null,
      lastFailure: this.#lastFailure,
      backups: [...own, ...second.filter(({ fileName }) => !ownNames.has(fileName))],
    };
  }

  /** Makes, checks and keeps a backup, and brings it to the second folder when that is there. */
  async backUpNow(): Promise<Result<ListedBackup, SettingsRefusal>> {
    return this.#alone('backup', () => this.#backUp());
  }

  async #backUp(): Promise<Result<ListedBackup, SettingsRefusal>> {
    const secondFolder = this.#secondFolder();
    const { ownFolder } = this.#from();
    const at = this.#parts.now();
    const answer = await this.#run({ type: 'back_up', ...this.#from(), secondFolder, at });
    if (answer.type === 'failed') {
      this.#noteFailure(answer.failure);
      return err({ code: 'backup_not_written', reason: answer.failure });
    }
    if (answer.type !== 'backed_up') throw new Error(`unexpected answer ${answer.type}`);
    const { made } = answer;
    if (!made.ok) {
      const where = made.problem.code === 'not_sound' ? made.problem.where : '';
      this.#noteFailure('books_not_sound');
      return err({ code: 'backup_not_sound', where });
    }
    this.#lastFailure = null;
    this.#secondState = answer.second;
    const listed = listBackups(ownFolder, 'own').find(({ path }) => path === made.path);
    if (!listed) throw new Error(`the backup is gone: ${made.path}`);
    return ok(listed);
  }

  #noteFailure(failure: BackupFailure): void {
    this.#lastFailure = failure;
    this.#failedAtMs = this.#parts.nowMs();
  }

  /** Chooses the second folder, or none. It may be absent now: a stick is not always plugged in. */
  async saveFolder(path: string | null): Promise<Result<BackupState, SettingsRefusal>> {
    if (path !== null && !this.#mayBeSecond(path)) return err({ code: 'backup_folder_invalid', path });
    writeSetting(this.#parts.db, FOLDER_SETTING, path === null ? '' : resolve(path));
    this.#secondState = null;
    return ok(await this.state());
  }

  /** Somewhere else: a second copy in the data folder would go with the first. */
  #mayBeSecond(path: string): boolean {
    if (!isAbsolute(path)) return false;
    const inside = relative(this.#parts.dataDir, resolve(path));
    return inside.startsWith('..') || isAbsolute(inside);
  }

  async preview(path: string): Promise<Result<RestorePreview, SettingsRefusal>> {
    return this.#alone('backup', async () => {
      const answer = await this.#run({ type: 'preview', ...this.#from(), path });
      if (answer.type === 'failed') return err(failedRestore(answer.failure));
      if (answer.type !== 'previewed') throw new Error(`unexpected answer ${answer.type}`);
      return answer.preview.ok ? answer.preview : err(refusalOf(answer.preview.error, path));
    });
  }

  /** Puts the books back to a backup. The host goes on with the restored books; everybody signs in again. */
  async restore(path: string, expected: RestoreRequest['expected']): Promise<Result<Restored, SettingsRefusal>> {
    return this.#alone('restore', async () => {
      const answer = await this.#run({ type: 'restore', ...this.#from(), path, at: this.#parts.now(), expected });
      if (answer.type === 'failed') return err(failedRestore(answer.failure));
      if (answer.type !== 'restored') throw new Error(`unexpected answer ${answer.type}`);
      if (!answer.restored.ok) return err(refusalOf(answer.restored.error, path));
      await this.#parts.onRestored();
      return answer.restored;
    });
  }

  /** Whoever asks while a backup is at work waits for it; behind a restore nobody waits, since the books will be others. */
  async #alone<T>(
    kind: 'backup' | 'restore',
    work: () => Promise<Result<T, SettingsRefusal>>,
  ): Promise<Result<T, SettingsRefusal>> {
    while (this.#turn !== null) {
      if (this.restoring()) return err({ code: 'restore_running' });
      await this.#turn;
    }
    this.#busy = kind;
    const working = work();
    this.#turn = working.then(
      () => undefined,
      () => undefined,
    );
    try {
      return await working;
    } finally {
      this.#busy = null;
      this.#turn = null;
    }
  }

  /** From now on there is a backup on every day on which the program runs. */
  startDaily(): void {
    const look = (): void => {
      this.#lookWhetherDue()
        .catch((error: unknown) => {
          // Ended in the middle because the host ends: the copy in the making is swept away the next time.
          if (this.#timer === null) return;
          this.#noteFailure('not_made');
          this.#parts.onFault(error);
        })
        .finally(() => {
          if (this.#timer !== null) this.#timer = setTimeout(look, LOOK_EVERY_MS).unref();
        });
    };
    this.#timer = setTimeout(look, FIRST_LOOK_MS).unref();
  }

  async #lookWhetherDue(): Promise<void> {
    const { db, nowMs } = this.#parts;
    if (this.#busy !== null || nowMs() - this.#failedAtMs < AGAIN_AFTER_MS) return;
    if (readSetting(db, 'shop.name') === null) return;
    if (this.age().daysSince !== 0) await this.backUpNow();
    else await this.#bringToSecond();
  }

  /** A stick that was plugged in after the day's backup gets it too. */
  async #bringToSecond(): Promise<void> {
    const secondFolder = this.#secondFolder();
    const newest = listBackups(this.#ownFolder, 'own').find(({ kind }) => kind === 'regular');
    if (secondFolder === null || !newest || !(await isFolder(secondFolder))) return;
    if (existsSync(join(secondFolder, newest.fileName))) return;
    await this.#alone('backup', async () => {
      const { fileName } = newest;
      const answer = await this.#run({ type: 'bring_to_second', ownFolder: this.#ownFolder, fileName, secondFolder });
      if (answer.type === 'brought') this.#secondState = answer.second;
      if (answer.type !== 'brought' || answer.second === 'failing') this.#failedAtMs = this.#parts.nowMs();
      return ok(null);
    });
  }

  /**
   * Seals the numbers of people in copies from before they were sealed. False: some folder is not there now or cannot be
   * written, so that it must be tried again.
   */
  async sealCopies(key: Uint8Array): Promise<boolean> {
    const second = this.#secondFolder();
    const folders = [this.#ownFolder, ...(second === null ? [] : [second])];
    const sealed = await this.#alone('backup', async () =>
      ok(await this.#run({ type: 'seal_copies', ownFolder: this.#ownFolder, folders, key })),
    ).catch((error: unknown) => {
      // Ended in the middle because the host ends: the rest is sealed the next time.
      if (this.#stopped) return err({ code: 'cancelled' as const });
      throw error;
    });
    return sealed.ok && sealed.value.type === 'sealed' && (second === null || (await isFolder(second)));
  }

  /** Ends what is at work; a copy in the making is swept away the next time. */
  async stop(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#stopped = true;
    await this.#worker?.terminate();
  }

  #from(): { readonly databasePath: string; readonly ownFolder: string } {
    return { databasePath: this.#databasePath, ownFolder: this.#ownFolder };
  }

  #secondFolder(): string | null {
    const path = readSetting(this.#parts.db, FOLDER_SETTING) ?? '';
    return path === '' ? null : path;
  }

  async #lookAtSecond(path: string): Promise<SecondFolderState> {
    if (!(await isFolder(path))) return 'absent';
    return this.#secondState === 'failing' ? 'failing' : 'present';
  }

  /** One job on a thread of its own. Throws what the thread threw, and when it was ended early. */
  #run(job: BackupJob): Promise<BackupAnswer> {
    const worker = new Worker(this.#parts.workerUrl, { workerData: job });
    this.#worker = worker;
    return new Promise<BackupAnswer>((done, fail) => {
      worker.once('message', done);
      worker.once('error', fail);
      worker.once('exit', () => fail(new Error('the backup thread ended without an answer')));
    }).finally(() => {
      this.#worker = null;
    });
  }
}

/** Where a data folder keeps its own backups. */
export function backupFolder(dataDir: string): string {
  return join(dataDir, 'backups');
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Why a restore, or a look at a backup, stopped: not a word about a backup, since none was asked for. */
function failedRestore(failure: BackupFailure): SettingsRefusal {
  if (failure === 'disk_full' || failure === 'disk_failing') return { code: failure };
  return failure === 'no_access' ? { code: 'disk_read_only' } : { code: 'backup_not_written', reason: failure };
}

function refusalOf(problem: RestoreProblem, path: string): SettingsRefusal {
  const fileName = path.split(/[\\/]/).at(-1) ?? path;
  switch (problem.code) {
    case 'not_found':
      return { code: 'backup_not_found', fileName };
    case 'damaged':
      return { code: 'backup_damaged', fileName };
    case 'from_newer_program':
      return { code: 'backup_from_newer_program', fileName };
    case 'not_sound':
      return { code: 'backup_not_sound', where: problem.where };
    case 'changed':
      return { code: 'restore_changed', lostEntries: problem.lostEntries };
    case 'present_not_copied':
      return { code: 'backup_not_written', reason: 'not_made' };
    case 'busy':
      return { code: 'backup_running' };
  }
}
