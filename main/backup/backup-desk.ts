import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  ageOf,
  type BackupAge,
  type BackupFailure,
  type BackupHealth,
  type BackupMoment,
  type BackupState,
  isBackupDue,
  isDrillDue,
  isDrillFailed,
  type ListedBackup,
  newestSound,
  type Restored,
  type RestoreDrill,
  type RestorePreview,
} from '../../shared/domain/settings/backup.ts';
import { endOfThread } from './end-thread.ts';
import type { SettingsRefusal } from '../../shared/domain/settings/refusals.ts';
import type { ReplayedRecord } from '../../shared/domain/settings/second-record.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import type { WritableDatabase } from '../db/open-database.ts';
import { readSetting, writeSetting } from '../db/repositories/settings-repository.ts';
import { booksPosition } from '../journal/record-lines.ts';
import { listBackups } from './backup-names.ts';
import { BackupPlaces, isFolder } from './backup-places.ts';
import type { BackupAnswer, BackupJob } from './backup-worker.ts';
import { RecordKeeper } from './record-keeper.ts';
import type { RestoreRequest } from './restore-books.ts';
import { failedRestore, refusalOf } from './restore-refusals.ts';

const RECORD_SETTING = 'record.folder';
const DRILL_SETTING = 'backup.drill';
/** How often it is looked whether today's backup is due, and how long after a failure it is tried again. */
const LOOK_EVERY_MS = 60_000;
const FIRST_LOOK_MS = 3_000;
const AGAIN_AFTER_MS = 30 * 60_000;
/** So long the second record may take for a last look at the books. */
const RECORD_GRACE_MS = 5_000;
const JOB_GRACE_MS = 10_000;

export type BackupDeskParts = {
  readonly db: WritableDatabase;
  readonly dataDir: string;
  readonly workerUrl: URL;
  readonly recordWorkerUrl: URL;
  /** Where media that are plugged in have their roots. */
  readonly mediaRoots: () => readonly string[];
  readonly now: () => BackupMoment;
  readonly nowMs: () => number;
  /** Forgets what was remembered of the books that a restore has replaced; may take its time. */
  readonly onRestored: () => unknown;
  /** Tells the audit trail of what the program did by itself. */
  readonly tell: (did: SelfDone) => void;
  /** Keeps a bug of the daily backup, which nobody waits for. */
  readonly onFault: (error: unknown) => void;
};

export type SelfDone =
  | { readonly kind: 'backed_up'; readonly backup: ListedBackup }
  | { readonly kind: 'restore_drilled'; readonly drill: RestoreDrill };

/** Backups and restores of one shop: one at a time, on a thread of its own. */
export class BackupDesk {
  readonly #parts: BackupDeskParts;
  readonly #databasePath: string;
  readonly #places: BackupPlaces;
  readonly #record: RecordKeeper;
  #worker: Worker | null = null;
  /** Ends when the job at work does. */
  #turn: Promise<void> | null = null;
  #busy: 'backup' | 'restore' | null = null;
  #lastFailure: BackupFailure | null = null;
  #photosLost = 0;
  #failedAtMs = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(parts: BackupDeskParts) {
    this.#parts = parts;
    this.#databasePath = join(parts.dataDir, 'shop.db');
    this.#places = new BackupPlaces(parts);
    const { recordWorkerUrl: workerUrl, onFault } = parts;
    this.#record = new RecordKeeper({ databasePath: this.#databasePath, workerUrl, onFault });
  }

  /** True while books are being replaced: nothing else may be written. */
  restoring(): boolean {
    return this.#busy === 'restore';
  }

  age(): BackupAge {
    return ageOf(listBackups(this.#places.own, 'own'), this.#parts.now().date);
  }

  /** What the top of every screen says. */
  health(): BackupHealth {
    const { condition: record } = this.#recordState();
    return { ...this.age(), drillFailed: isDrillFailed(this.lastDrill()), record };
  }

  async state(): Promise<BackupState> {
    return {
      ...this.age(),
      ...(await this.#places.state()),
      drill: this.lastDrill(),
      record: this.#recordState(),
      running: this.#busy !== null,
      lastFailure: this.#lastFailure,
      photosLost: this.#photosLost,
    };
  }

  /** Makes, checks in full and keeps a backup, and brings it to every other place that is there. */
  async backUpNow(): Promise<Result<ListedBackup, SettingsRefusal>> {
    return this.#alone('backup', () => this.#backUp(true));
  }

  async #backUp(inFull: boolean): Promise<Result<ListedBackup, SettingsRefusal>> {
    const { ownFolder } = this.#from();
    const [at, folders] = [this.#parts.now(), this.#places.others()];
    const answer = await this.#run({ type: 'back_up', ...this.#from(), folders, at, inFull });
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
    this.#photosLost = answer.photosLost;
    this.#places.note(answer.places);
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
    if (path !== null && !this.#places.isElsewhere(path)) return err({ code: 'backup_folder_invalid', path });
    this.#places.saveSecond(path);
    return ok(await this.state());
  }

  /** Chooses the folder of the second record, or none; it is followed from now on where backups are made daily. */
  async saveRecordFolder(path: string | null): Promise<Result<BackupState, SettingsRefusal>> {
    if (path !== null && !this.#places.isElsewhere(path)) return err({ code: 'backup_folder_invalid', path });
    writeSetting(this.#parts.db, RECORD_SETTING, path === null ? '' : resolve(path));
    await this.#followRecord();
    return ok(await this.state());
  }

  #recordFolder(): string | null {
    const path = readSetting(this.#parts.db, RECORD_SETTING) ?? '';
    return path === '' ? null : path;
  }

  #recordState(): BackupState['record'] {
    const state = this.#record.state();
    // A record that is not followed now (the command line) is neither there nor away.
    return { ...state, path: this.#recordFolder() };
  }

  async #followRecord(): Promise<void> {
    if (this.#timer === null) return;
    await this.#record.follow(this.#recordFolder());
    await this.#record.sync();
  }

  /** Resolves once everything that was committed before is in the second record, if there is one. */
  async recordSynced(): Promise<void> {
    await this.#record.sync();
  }

  /** Brings back from the second record what the books lack after a restore. Everybody signs in again. */
  async replayRecord(): Promise<Result<ReplayedRecord, SettingsRefusal>> {
    const recordFolder = this.#recordFolder();
    if (recordFolder === null) return err({ code: 'replay_no_record' });
    return this.#alone('restore', async () => {
      const answer = await this.#run({ type: 'replay', ...this.#from(), recordFolder });
      if (answer.type === 'failed') return err(failedRestore(answer.failure));
      if (answer.type !== 'replayed') throw new Error(`unexpected answer ${answer.type}`);
      if (answer.replayed.ok) await this.#parts.onRestored();
      return answer.replayed;
    });
  }

  async preview(path: string): Promise<Result<RestorePreview, SettingsRefusal>> {
    return this.#alone('backup', async () => {
      const answer = await this.#run({ type: 'preview', ...this.#from(), path, recordFolder: this.#recordFolder() });
      if (answer.type === 'failed') return err(failedRestore(answer.failure));
      if (answer.type !== 'previewed') throw new Error(`unexpected answer ${answer.type}`);
      return answer.preview.ok ? answer.preview : err(refusalOf(answer.preview.error, path));
    });
  }

  /**
   * Puts the books back to a backup and, with `replay`, brings back from the second record what came after it. The host
   * goes on with the restored books; everybody signs in again.
   */
  async restore(
    path: string,
    expected: RestoreRequest['expected'],
    replay = false,
  ): Promise<Result<Restored, SettingsRefusal>> {
    return this.#alone('restore', async () => {
      const recordFolder = replay ? this.#recordFolder() : null;
      const at = this.#parts.now();
      const answer = await this.#run({ type: 'restore', ...this.#from(), path, at, expected, recordFolder });
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
    // Who waited until the books are being closed must not open them anew.
    if (this.#stopped) throw new Error('the host ends');
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
    this.#followRecord().catch((error: unknown) => this.#parts.onFault(error));
  }

  async #lookWhetherDue(): Promise<void> {
    const { db, nowMs, now } = this.#parts;
    if (this.#busy !== null || nowMs() - this.#failedAtMs < AGAIN_AFTER_MS) return;
    if (readSetting(db, 'shop.name') === null) return;
    const { date: today } = now();
    if (isBackupDue(listBackups(this.#places.own, 'own'), today)) await this.#backUpByItself();
    else await this.#bringToOthers();
    if (this.#lastFailure === null && isDrillDue(this.lastDrill(), today)) await this.drill();
  }

  async #backUpByItself(): Promise<ListedBackup | null> {
    const made = await this.#alone('backup', () => this.#backUp(false));
    if (!made.ok) return null;
    this.#parts.tell({ kind: 'backed_up', backup: made.value });
    return made.value;
  }

  /**
   * A backup for the end of a day, or of the program: when documents came since the last one. Null when there was no
   * need, or it could not be made; what stands in the way is kept with the backups.
   */
  async atDayClose(): Promise<ListedBackup | null> {
    if (!this.isDayOpen() || this.restoring()) return null;
    return this.#backUpByItself();
  }

  /** Whether there are documents that no backup of ours has. */
  isDayOpen(): boolean {
    const { db } = this.#parts;
    if (readSetting(db, 'shop.name') === null) return false;
    const { seq, hash } = booksPosition(db);
    if (seq === 0) return false;
    const newest = this.#newestRegular();
    return newest === null || newest.lastSeq !== seq || !hash.startsWith(newest.hashPrefix);
  }

  #newestRegular(): ListedBackup | null {
    const regular = listBackups(this.#places.own, 'own').filter(({ kind }) => kind === 'regular');
    return newestSound(regular, this.#parts.now().date);
  }

  /** What was plugged in after the day's backup gets it too. */
  async #bringToOthers(): Promise<void> {
    const newest = this.#newestRegular();
    if (newest === null) return;
    const { fileName } = newest;
    const folders: string[] = [];
    for (const folder of this.#places.others()) {
      if ((await isFolder(folder)) && !existsSync(join(folder, fileName))) folders.push(folder);
    }
    if (folders.length === 0) return;
    await this.#alone('backup', async () => {
      const answer = await this.#run({ type: 'bring', ownFolder: this.#places.own, fileName, folders });
      if (answer.type === 'brought') this.#places.note(answer.places);
      const failed = answer.type !== 'brought' || answer.places.some(({ state }) => state === 'failing');
      if (failed) this.#failedAtMs = this.#parts.nowMs();
      return ok(null);
    });
  }

  lastDrill(): RestoreDrill | null {
    const text = readSetting(this.#parts.db, DRILL_SETTING);
    return text === null ? null : (JSON.parse(text) as RestoreDrill);
  }

  /** Restores the newest backup of each place for trial and keeps what came of it; null while there is no backup. */
  async drill(): Promise<Result<RestoreDrill | null, SettingsRefusal>> {
    return this.#alone('backup', async () => {
      const backups = this.#places.newestOfEach();
      if (backups.length === 0) return ok(null);
      const [at, ownFolder] = [this.#parts.now(), this.#places.own];
      const answer = await this.#run({ type: 'drill', ownFolder, backups, at });
      if (answer.type === 'failed') return err(failedRestore(answer.failure));
      if (answer.type !== 'drilled') throw new Error(`unexpected answer ${answer.type}`);
      writeSetting(this.#parts.db, DRILL_SETTING, JSON.stringify(answer.drill));
      this.#parts.tell({ kind: 'restore_drilled', drill: answer.drill });
      return ok(answer.drill);
    });
  }

  /**
   * Seals the numbers of people in copies from before they were sealed. False: some folder is not there now or cannot be
   * written, so that it must be tried again.
   */
  async sealCopies(key: Uint8Array): Promise<boolean> {
    const second = this.#places.second();
    const folders = [this.#places.own, ...this.#places.others()];
    const sealed = await this.#alone('backup', async () =>
      ok(await this.#run({ type: 'seal_copies', ownFolder: this.#places.own, folders, key })),
    ).catch((error: unknown) => {
      // Ended in the middle because the host ends: the rest is sealed the next time.
      if (this.#stopped) return err({ code: 'cancelled' as const });
      throw error;
    });
    return sealed.ok && sealed.value.type === 'sealed' && (second === null || (await isFolder(second)));
  }

  /** Lets what is at work end; one that takes too long is cut off, and a copy in the making swept away the next time. */
  async stop(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#stopped = true;
    if (this.#worker !== null) await endOfThread(this.#worker, JOB_GRACE_MS);
    await this.#turn;
    await this.#record.stop(RECORD_GRACE_MS);
  }

  #from(): { readonly databasePath: string; readonly ownFolder: string } {
    return { databasePath: this.#databasePath, ownFolder: this.#places.own };
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
