import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalDate } from '../../shared/kernel/brands.ts';
import { listBackups } from '../backup/backup-names.ts';
import { backupFolder } from '../backup/backup-places.ts';
import { type Evidence, SESSION_BEFORE_SETTING, SESSION_SETTING } from '../backup/rescue-inspect.ts';
import { type FoundMarker, identityOf, readMarker, type ShopMarker, writeMarker } from '../backup/shop-marker.ts';
import type { WritableDatabase } from '../db/open-database.ts';
import { readSetting, writeSetting } from '../db/repositories/settings-repository.ts';
import { readBooksEnd } from '../journal/entries.ts';

const LOOK_EVERY_MS = 15_000;
/** The moment of the last run need not be exact: hours count, not seconds. */
const SEEN_EVERY_MS = 5 * 60_000;

type Now = () => {
  readonly ms: number;
  readonly today: LocalDate /** Whether the clock is believed. */;
  readonly believed: boolean;
};

/** Keeps the marker beside the books true while a host has them open. */
export class MarkerKeeper {
  readonly #dataDir: string;
  readonly #onFault: (error: unknown) => void;
  #found: FoundMarker;
  #timer: NodeJS.Timeout | null = null;
  #replacing = false;

  constructor(dataDir: string, onFault: (error: unknown) => void) {
    this.#dataDir = dataDir;
    this.#onFault = onFault;
    this.#found = readMarker(dataDir);
  }

  marker(): ShopMarker | null {
    return this.#found.kind === 'read' ? this.#found.marker : null;
  }

  evidence(): Evidence {
    const hasBackups = listBackups(backupFolder(this.#dataDir), 'own').length > 0;
    return { wasSetUp: this.#found.kind !== 'none' || hasBackups, marker: this.marker() };
  }

  /**
   * The books are open: from here until they are closed in order their log must be there. The run's name is committed to
   * the books first, so that a marker that names it tells of a log that reached the disk. Whatever holds the marker fast
   * keeps nobody from work: the books know the run that it goes on naming.
   */
  opened(db: WritableDatabase, now: Now): void {
    if (readSetting(db, 'shop.name') === null) return;
    const session = randomUUID();
    writeSetting(db, SESSION_BEFORE_SETTING, this.marker()?.session ?? '');
    writeSetting(db, SESSION_SETTING, session);
    this.#quietly(() => this.#write({ ...this.#facts(db, now), session }));
  }

  /** Brings the marker up to the books. The first time for a shop, it makes one. */
  refresh(db: WritableDatabase, now: Now): void {
    if (readSetting(db, 'shop.name') === null) return;
    this.#replacing = false;
    const before = this.marker();
    if (before === null || before.session === null) return this.opened(db, now);
    if (readSetting(db, SESSION_SETTING) !== before.session) return this.opened(db, now);
    const next = this.#facts(db, now);
    const same = before.last?.hash === next.last?.hash && foldersOf(before) === foldersOf(next);
    if (same && next.lastSeenMs - before.lastSeenMs < SEEN_EVERY_MS && next.shopName === before.shopName) return;
    this.#write(next);
  }

  /**
   * The books are about to be replaced by others, which may end earlier and name another run: until `refresh` nothing is
   * known of them.
   */
  replacing(): void {
    this.#replacing = true;
    this.change({ last: null, session: null });
  }

  /** The books were closed in order: there is no log any more. */
  closed(db: WritableDatabase, now: Now): void {
    if (readSetting(db, 'shop.name') === null) return;
    this.#quietly(() => this.#write({ ...this.#facts(db, now), session: null }));
  }

  change(part: Partial<ShopMarker>): void {
    const before = this.marker();
    if (before !== null) this.#write({ ...before, ...part });
  }

  /** Keeps it true while a host runs. */
  start(db: WritableDatabase, now: Now): void {
    const look = (): void => this.#quietly(() => db.open && !this.#replacing && this.refresh(db, now));
    this.#timer = setInterval(look, LOOK_EVERY_MS).unref();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  #facts(db: WritableDatabase, now: Now): ShopMarker {
    const { ms, today, believed } = now();
    const before = this.marker();
    const end = readBooksEnd(db);
    const last = end && { seq: end.seq, hash: end.hash, documentNo: end.documentNo };
    return {
      shopId: before?.shopId ?? randomUUID(),
      shopName: readSetting(db, 'shop.name') ?? '',
      since: before?.since ?? today,
      folder: identityOf(this.#dataDir),
      last: last ?? { seq: 0, hash: '', documentNo: null },
      session: before?.session ?? null,
      lastSeenMs: believed ? ms : (before?.lastSeenMs ?? 0),
      checkedMs: before?.checkedMs ?? 0,
      notSound: before?.notSound ?? null,
      secondFolder: readSetting(db, 'backup.folder') || null,
      recordFolder: readSetting(db, 'record.folder') || null,
    };
  }

  /** Losing the marker costs evidence, not books: a fault is noted and work goes on. */
  #quietly(work: () => unknown): void {
    try {
      work();
    } catch (error) {
      this.#onFault(error);
    }
  }

  #write(marker: ShopMarker): void {
    // A folder that was taken away under a running host must not be made anew by its marker.
    if (!existsSync(join(this.#dataDir, '.'))) return;
    writeMarker(this.#dataDir, marker);
    this.#found = { kind: 'read', marker };
  }
}

function foldersOf({ secondFolder, recordFolder }: ShopMarker): string {
  return JSON.stringify([secondFolder, recordFolder]);
}
