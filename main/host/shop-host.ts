import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Operator } from '../../shared/contract/staff.ts';
import type { RescueCause } from '../../shared/domain/settings/rescue.ts';
import { isDamage } from '../db/open-copy.ts';
import { DatabaseFromTheFuture } from '../db/migrations/migrate.ts';
import { NoCopyBeforeMigration } from '../backup/make-backup.ts';
import { inspectBooks } from '../backup/rescue-inspect.ts';
import { identityOf, isCopy } from '../backup/shop-marker.ts';
import type { RescueServices } from '../transport/rescue-services.ts';
import type { HostServices } from '../transport/services.ts';
import { recordAudit } from '../usecases/staff/record-audit.ts';
import { checkInBackground, isCheckDue, type RunningCheck } from './books-check.ts';
import { backupMoment } from './clock.ts';
import { MarkerKeeper } from './marker-keeper.ts';
import { rescueDesk } from './rescue-desk.ts';

/** What the books are opened with. */
export type GivenParts = { readonly rescue: RescueServices; readonly lastSeenMs: number };

export type OpenedBooks = {
  readonly services: HostServices;
  /** The moment for the marker; null while the clock is not believed. */
  readonly seenMs: () => number | null;
  readonly close: () => void;
};

export type ShopHostParts = {
  readonly dataDir: string;
  readonly version: string;
  readonly recordFault: (error: unknown, what: string) => string;
  /** Throws when they do not open. */
  readonly openBooks: (given: GivenParts) => Promise<OpenedBooks>;
  /** The same parts over no books at all, for a host in rescue. */
  readonly noBooks: (given: GivenParts) => OpenedBooks;
};

/**
 * The books of one data folder, open, or closed with a reason why. Goes from one to the other while its doors stay open:
 * whoever asks next is answered from what is there then.
 */
export class ShopHost {
  readonly #parts: ShopHostParts;
  readonly #keeper: MarkerKeeper;
  readonly #rescue: RescueServices;
  #cause: RescueCause | null = null;
  #opened: OpenedBooks | null = null;
  /** Whether the open ones are the shop's own books. */
  #own = false;
  #started = false;
  #check: RunningCheck | null = null;

  constructor(parts: ShopHostParts) {
    this.#parts = parts;
    this.#keeper = new MarkerKeeper(parts.dataDir, (error) => parts.recordFault(error, 'marker'));
    this.#rescue = rescueDesk({
      dataDir: parts.dataDir,
      version: parts.version,
      keeper: this.#keeper,
      cause: () => this.#cause,
      closeBooks: () => this.#releaseBooks(),
      reopen: () => this.#reopen(),
      tell: (operator, subject, detail) => this.#tell(operator, subject, detail),
      refresh: () => this.#refresh(),
      setCause: (cause) => this.#enterRescue(cause),
    });
  }

  services(): HostServices {
    if (this.#opened === null) throw new Error('the host is closed');
    return this.#opened.services;
  }

  /** Opens the books, or finds out why they stay closed. Throws what a person must mend outside of the program. */
  async open(): Promise<void> {
    const given = this.#given();
    const cause = this.#lookAtBooks();
    if (cause === null) {
      try {
        const opened = await this.#parts.openBooks(given);
        this.#opened?.close();
        this.#opened = opened;
        this.#own = true;
        this.#cause = null;
      } catch (error) {
        this.#cause = causeOf(error);
        if (this.#cause === null) throw error;
      }
    } else this.#cause = cause;
    if (this.#cause === null) this.#onOpened();
    else this.#opened ??= this.#parts.noBooks(given);
  }

  /** The doors are open: daily backups, the marker and the counting of the books go on by themselves. */
  async start(): Promise<void> {
    this.#started = true;
    if (this.#own) await this.#startWork();
  }

  /** Ends what `start` began: no thread has the books open afterwards. */
  async stop(): Promise<void> {
    const { backup, stations } = this.services();
    await Promise.all([this.#check?.stop(), backup.stop(), stations.stop()]);
  }

  close(): void {
    this.#closeBooks();
    this.#opened?.close();
    this.#opened = null;
  }

  #given(): GivenParts {
    return { rescue: this.#rescue, lastSeenMs: this.#keeper.marker()?.lastSeenMs ?? 0 };
  }

  #lookAtBooks(): RescueCause | null {
    const evidence = this.#keeper.evidence();
    const inspected = inspectBooks(this.#databasePath(), evidence);
    if (inspected.kind === 'off') return inspected.cause;
    const { marker } = evidence;
    if (inspected.kind === 'new' || marker === null || !isCopy(marker, identityOf(this.#parts.dataDir))) return null;
    return { code: 'folder_copied', from: marker.folder.path, computer: marker.folder.computer };
  }

  #onOpened(): void {
    const { db } = this.services();
    // Read before the run is named in it: it tells how the last one ended.
    const before = this.#keeper.marker();
    const due = isCheckDue({
      closedInOrder: before?.session == null,
      checkedMs: before?.checkedMs ?? 0,
      nowMs: Date.now(),
      bytes: statSync(this.#databasePath()).size,
    });
    if (before?.notSound != null) this.#keeper.change({ notSound: null });
    this.#keeper.opened(db, () => this.#now());
    this.#checkDue = due;
    if (this.#started) void this.#startWork();
  }

  #checkDue = false;

  async #startWork(): Promise<void> {
    const { db, backup, stations } = this.services();
    backup.startDaily();
    this.#keeper.start(db, () => this.#now());
    if (this.#checkDue) void this.#countAgain();
    await stations.reopen();
  }

  /** Work goes on meanwhile; books that do not agree end it. */
  async #countAgain(): Promise<void> {
    this.#checkDue = false;
    const opened = this.#opened;
    const check = checkInBackground(this.#databasePath());
    this.#check = check;
    try {
      const result = await check.result;
      if (result === 'stopped' || this.#opened !== opened) return;
      if (result.kind === 'off') this.#enterRescue(result.cause);
      else this.#keeper.change({ checkedMs: Date.now() });
    } catch (error) {
      this.#parts.recordFault(error, 'full check');
    } finally {
      if (this.#check === check) this.#check = null;
    }
  }

  /** From here on nothing is written; the next start does not trust these books either. */
  #enterRescue(cause: RescueCause): void {
    this.#cause = cause;
    this.#keeper.change({ notSound: cause.code === 'not_sound' ? cause.where : '' });
  }

  /** Whatever works with the books by itself has ended before they are closed: their files may be moved afterwards. */
  async #releaseBooks(): Promise<void> {
    if (this.#opened === null || !this.#own) return;
    await this.stop();
    this.#closeBooks();
  }

  async #reopen(): Promise<void> {
    await this.#releaseBooks();
    await this.open();
  }

  /** Nobody has the files open afterwards; whoever asks meanwhile is told why. */
  #closeBooks(): void {
    const opened = this.#opened;
    this.#keeper.stop();
    if (opened === null || !this.#own) return;
    if (this.#cause !== null) this.#opened = this.#parts.noBooks(this.#given());
    if (existsSync(this.#parts.dataDir)) this.#keeper.closed(opened.services.db, () => this.#nowOf(opened));
    this.#own = false;
    opened.close();
  }

  #refresh(): void {
    if (this.#own) this.#keeper.refresh(this.services().db, () => this.#now());
  }

  #tell(operator: Operator, subject: string, detail: Readonly<Record<string, string | number>>): void {
    if (this.#own) recordAudit(this.services().contextFor(operator), { kind: 'rescued', subject, detail });
  }

  #now(): ReturnType<Parameters<MarkerKeeper['opened']>[1]> {
    if (this.#opened === null) throw new Error('the host is closed');
    return this.#nowOf(this.#opened);
  }

  #nowOf(opened: OpenedBooks): { ms: number; today: ReturnType<HostServices['today']>; believed: boolean } {
    const seenMs = opened.seenMs();
    return { ms: seenMs ?? 0, today: backupMoment().date, believed: seenMs !== null };
  }

  #databasePath(): string {
    return join(this.#parts.dataDir, 'shop.db');
  }
}

/** Why books that looked sound did not open after all; null for what is no matter of the books. */
function causeOf(error: unknown): RescueCause | null {
  if (error instanceof DatabaseFromTheFuture) return { code: 'newer', found: error.found, known: error.known };
  if (error instanceof NoCopyBeforeMigration) {
    const { problem } = error;
    return problem.code === 'not_sound'
      ? { code: 'not_sound', where: problem.where }
      : { code: 'damaged', kind: 'pages' };
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const broken = code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT');
  return broken && isDamage(error) ? { code: 'damaged', kind: 'pages' } : null;
}
