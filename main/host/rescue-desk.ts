import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '../../shared/kernel/brands.ts';
import type { Refusal } from '../../shared/contract/base.ts';
import type { Operator } from '../../shared/contract/staff.ts';
import { STICK_FOLDER } from '../../shared/domain/settings/backup.ts';
import type { RescueCause, Rescued, RescueOperator, RescueState } from '../../shared/domain/settings/rescue.ts';
import {
  afterFailure,
  attemptsLeft,
  attemptsNow,
  secondsLeft,
  type SignInAttempts,
} from '../../shared/domain/staff/lock-out.ts';
import { must } from '../../shared/kernel/assert.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import { backupFolder, mediaRoots } from '../backup/backup-places.ts';
import { refusalOf } from '../backup/restore-refusals.ts';
import { listBackups } from '../backup/backup-names.ts';
import { checkFully } from '../backup/rescue-inspect.ts';
import {
  administratorsOf,
  BOOK_FILES,
  type Candidate,
  describeCandidate,
  dropCandidate,
  prepareCandidate,
  putInPlace,
} from '../backup/rescue-restore.ts';
import { salvage } from '../backup/salvage.ts';
import { identityOf } from '../backup/shop-marker.ts';
import { supportBundle } from '../backup/support-bundle.ts';
import { isDamage } from '../db/open-copy.ts';
import { openForReading, type ReadableDatabase } from '../db/open-database.ts';
import { findOperator } from '../db/repositories/operator-repository.ts';
import { writeInWorker } from '../documents/workbook/write/write-in-worker.ts';
import type { Confirmation, RescueServices } from '../transport/rescue-services.ts';
import { secretMatches } from '../usecases/staff/secret-hash.ts';
import { backupMoment } from './clock.ts';
import type { MarkerKeeper } from './marker-keeper.ts';
import { workerUrl } from './worker-url.ts';

export type RescueDeskParts = {
  readonly dataDir: string;
  readonly version: string;
  readonly keeper: MarkerKeeper;
  readonly cause: () => RescueCause | null;
  /** Nobody has the files open afterwards. */
  readonly closeBooks: () => Promise<void>;
  /** Looks at the books anew and opens them, or goes on with rescue. */
  readonly reopen: () => Promise<void>;
  /** Tells the audit trail of books that are open again. */
  readonly tell: (operator: Operator, subject: string, detail: Readonly<Record<string, string | number>>) => void;
  readonly refresh: () => void;
  readonly setCause: (cause: RescueCause) => void;
};

/** What can be done for books that cannot be worked with: one thing at a time, and nothing that cannot be taken back. */
export function rescueDesk(parts: RescueDeskParts): RescueServices {
  const desk = new Desk(parts);
  return {
    cause: parts.cause,
    state: () => desk.state(),
    preview: async (path) => desk.preview(path),
    restore: (path, lastHash, confirmation) => desk.restore(path, lastHash, confirmation),
    acceptableBy: () => desk.acceptableBy(),
    accept: (confirmation) => desk.accept(confirmation),
    exportReadable: () => desk.exportReadable(),
    supportBundle: () => desk.supportBundle(),
    retry: () => desk.retry(),
    booksChanged: parts.refresh,
    booksWillChange: () => parts.keeper.replacing(),
    foundOff: (where) => parts.setCause({ code: 'not_sound', where }),
  };
}

class Desk {
  readonly #parts: RescueDeskParts;
  #attempts: SignInAttempts | null = null;
  #busy = false;

  constructor(parts: RescueDeskParts) {
    this.#parts = parts;
  }

  state(): RescueState {
    const { dataDir, keeper } = this.#parts;
    const cause = this.#parts.cause();
    const marker = keeper.marker();
    const own = listBackups(this.#ownFolder(), 'own');
    const secondPath = marker?.secondFolder ?? null;
    const second = secondPath === null ? [] : listBackups(secondPath, 'second');
    const sticks = mediaRoots().flatMap((root) => listBackups(join(root, STICK_FOLDER), 'stick'));
    const seen = new Set<string>();
    return {
      cause,
      known: marker && {
        shopName: marker.shopName,
        since: marker.since,
        lastSeq: marker.last?.seq ?? 0,
        lastDocumentNo: marker.last?.documentNo ?? null,
      },
      backups: [...own, ...second, ...sticks].filter(
        ({ fileName, sound }) => sound && !seen.has(fileName) && seen.add(fileName),
      ),
      secondFolder: { path: secondPath, present: secondPath !== null && isFolder(secondPath) },
      dataDir,
      readable: statSync(this.#databasePath(), { throwIfNoEntry: false })?.isFile() === true,
      acceptable: cause?.code === 'entries_missing' || cause?.code === 'folder_copied',
    };
  }

  preview(path: string): ReturnType<RescueServices['preview']> {
    const prepared = prepareCandidate(path, this.#ownFolder());
    if (!prepared.ok) return Promise.resolve(err(refusalOf(prepared.error, path)));
    try {
      return Promise.resolve(ok(describeCandidate(prepared.value, this.#parts.keeper.marker(), this.#recordFolder())));
    } finally {
      dropCandidate(prepared.value);
    }
  }

  restore(path: string, lastHash: string, confirmation: Confirmation | null): Promise<Result<Rescued, Refusal>> {
    return this.#alone(async () => {
      if (this.#parts.cause() === null) return err({ code: 'not_in_rescue' });
      const prepared = prepareCandidate(path, this.#ownFolder());
      if (!prepared.ok) return err(refusalOf(prepared.error, path));
      const candidate = prepared.value;
      try {
        const { fileName } = candidate;
        if (describeCandidate(candidate, null, null).lastHash !== lastHash)
          return err({ code: 'backup_damaged', fileName });
        const confirmed = await this.#confirmedIn(candidate.file, confirmation);
        return confirmed.ok ? ok(await this.#replace(candidate, confirmed.value)) : confirmed;
      } finally {
        dropCandidate(candidate);
      }
    });
  }

  async #replace(candidate: Candidate, operator: Operator): Promise<Rescued> {
    const { dataDir, keeper } = this.#parts;
    const cause = must(this.#parts.cause(), 'there is something to rescue');
    await this.#parts.closeBooks();
    try {
      const rescued = putInPlace(dataDir, candidate, backupMoment(), {
        recordFolder: this.#recordFolder(),
        // Until the restored books say how far they go, nothing is known of it.
        originalKept: () => keeper.change({ last: null, session: null, notSound: null, folder: identityOf(dataDir) }),
      });
      await this.#parts.reopen();
      this.#parts.tell(operator, candidate.fileName, { cause: cause.code, entries: rescued.entries });
      return rescued;
    } catch (error) {
      await this.#parts.reopen();
      throw error;
    }
  }

  acceptableBy(): readonly RescueOperator[] {
    if (!this.state().acceptable) return [];
    const db = openForReading(this.#databasePath());
    try {
      return administratorsOf(db);
    } catch (error) {
      if (isDamage(error)) return [];
      throw error;
    } finally {
      db.close();
    }
  }

  /** An administrator of these very books says that they are the ones to go on with. */
  accept(confirmation: Confirmation): Promise<Result<null, Refusal>> {
    return this.#alone(async () => {
      const cause = this.#parts.cause();
      if (cause?.code !== 'entries_missing' && cause?.code !== 'folder_copied') return err({ code: 'not_acceptable' });
      const confirmed = await this.#confirmedIn(this.#databasePath(), confirmation);
      if (!confirmed.ok) return confirmed;
      if (checkFully(this.#databasePath()).kind === 'off') return err({ code: 'not_acceptable' });
      const { dataDir, keeper } = this.#parts;
      if (cause.code === 'entries_missing') keeper.change({ last: null, session: null });
      else keeper.change({ folder: identityOf(dataDir) });
      await this.#parts.reopen();
      this.#parts.tell(confirmed.value, '确认用现有的账', { cause: cause.code });
      return ok(null);
    });
  }

  async exportReadable(): ReturnType<RescueServices['exportReadable']> {
    const tables = salvage(this.#databasePath());
    if (tables.length === 0) return err({ code: 'nothing_readable' });
    const { date } = backupMoment();
    const sheets = tables.map(({ sheet, columns, rows, whole }) => ({
      name: sheet,
      title: sheet,
      coverage: whole ? `共${rows.length}行` : `只读出${rows.length}行，后面的已损坏`,
      madeOn: `读出日期：${date}`,
      columns,
      signatures: [],
      rows,
    }));
    const bytes = await writeInWorker(workerUrl('workbook-writer'), sheets, new Date().toISOString() as Instant);
    return ok({ name: `能读出的账-${date}.xlsx`, bytes });
  }

  supportBundle(): ReturnType<RescueServices['supportBundle']> {
    const { dataDir, version } = this.#parts;
    const at = new Date().toISOString();
    const text = supportBundle(dataDir, version, this.#parts.cause(), at);
    return { name: `维护资料-${backupMoment().date}.json`, bytes: new TextEncoder().encode(text) };
  }

  async retry(): Promise<RescueState> {
    await this.#alone(async () => {
      if (this.#parts.cause() !== null) await this.#parts.reopen();
      return ok(null);
    });
    return this.state();
  }

  async #alone<T>(work: () => Promise<Result<T, Refusal>>): Promise<Result<T, Refusal>> {
    if (this.#busy) return err({ code: 'restore_running' });
    this.#busy = true;
    try {
      return await work();
    } finally {
      this.#busy = false;
    }
  }

  /** Who confirms, by the books in question. Without a confirmation the command line does, for the first administrator. */
  async #confirmedIn(path: string, confirmation: Confirmation | null): Promise<Result<Operator, Refusal>> {
    const db = openForReading(path);
    try {
      if (confirmation === null) {
        const { id } = must(administratorsOf(db)[0], 'books of a shop have an administrator');
        const { name, role } = must(findOperator(db, id as Operator['id']), 'who was found is there');
        return ok({ id: id as Operator['id'], name, role });
      }
      return await this.#tried(db, confirmation);
    } finally {
      db.close();
    }
  }

  /** Counted for all together: nobody is signed in, so there is no one to count for. */
  async #tried(db: ReadableDatabase, { operatorId, secret }: Confirmation): Promise<Result<Operator, Refusal>> {
    const nowMs = performance.now();
    const before = attemptsNow(this.#attempts, nowMs);
    const wait = secondsLeft(before, nowMs);
    if (wait > 0) return err({ code: 'sign_in_locked', secondsLeft: wait });
    const after = afterFailure(before, nowMs);
    this.#attempts = after;
    const operator = findOperator(db, operatorId);
    const fits = await secretMatches(secret, operator?.role === 'administrator' ? operator : null);
    if (!fits || operator === null) {
      const locked = secondsLeft(after, nowMs);
      return err(
        locked > 0
          ? { code: 'sign_in_locked', secondsLeft: locked }
          : { code: 'secret_wrong', attemptsLeft: attemptsLeft(after) },
      );
    }
    this.#attempts = null;
    const { id, name, role } = operator;
    return ok({ id, name, role });
  }

  /** Where the second record is, when its medium is there. */
  #recordFolder(): string | null {
    const path = this.#parts.keeper.marker()?.recordFolder ?? null;
    return path !== null && isFolder(path) ? path : null;
  }

  #ownFolder(): string {
    return backupFolder(this.#parts.dataDir);
  }

  #databasePath(): string {
    return join(this.#parts.dataDir, BOOK_FILES[0]);
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
