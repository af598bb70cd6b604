import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import type { DamageKind, RescueCause } from '../../shared/domain/settings/rescue.ts';
import { hasAnyTable, hasKnownLayout } from '../db/known-layout.ts';
import { MIGRATIONS } from '../db/migrations/migrate.ts';
import { type CopyConnection, isDamage, openCopy } from '../db/open-copy.ts';
import { openForReading, type ReadableDatabase } from '../db/open-database.ts';
import { readSetting } from '../db/repositories/settings-repository.ts';
import { getRow } from '../db/statements.ts';
import { readBooksEnd } from '../journal/entries.ts';
import { verify } from '../journal/verify.ts';
import type { ShopMarker } from './shop-marker.ts';

/** The name in the books of the run that has them open; the marker carries the same. */
export const SESSION_SETTING = 'host.session';
/** The run that the marker still named when that one began: a marker that could not be renewed names it later, too. */
export const SESSION_BEFORE_SETTING = 'host.session.before';
/** Up to this size all pages are looked at before the books are opened: some tens of milliseconds. */
const LOOKED_AT_WHOLE_BYTES = 32 * 1024 * 1024;
const MAGIC = 'SQLite format 3\0';

export type Evidence = {
  /** Whether anything tells that a shop was set up here: a marker, readable or not, or a backup. */
  readonly wasSetUp: boolean;
  readonly marker: ShopMarker | null;
};

/** `new`: there is nothing, and nothing tells that there ever was. */
export type Inspected =
  | { readonly kind: 'sound' }
  | { readonly kind: 'new' }
  | { readonly kind: 'off'; readonly cause: RescueCause };

const off = (cause: RescueCause): Inspected => ({ kind: 'off', cause });
const damaged = (kind: DamageKind): Inspected => off({ code: 'damaged', kind });

/**
 * Looks whether the books may be opened, and changes nothing while it looks. Quick: pages of a large file and the sums
 * of the journal are counted later, by a thread of its own. Throws what the system says of a folder it may not read.
 */
export function inspectBooks(databasePath: string, evidence: Evidence): Inspected {
  const log = `${databasePath}-wal`;
  const found = statSync(databasePath, { throwIfNoEntry: false });
  if (!found) return evidence.wasSetUp || existsSync(log) ? off({ code: 'missing' }) : { kind: 'new' };
  if (!found.isFile()) return damaged('not_a_file');
  // SQLite itself would take an empty file for a new one and throw the log away.
  if (found.size === 0) return evidence.wasSetUp || existsSync(log) ? damaged('empty') : { kind: 'new' };
  if (!hasMagic(databasePath)) return damaged('not_a_database');
  try {
    // Asked before the file is opened, which makes a log of its own.
    return lookInside(databasePath, { size: found.size, hasLog: existsSync(log) }, evidence);
  } catch (error) {
    if (isDamage(error)) return damaged('pages');
    throw error;
  }
}

type FileFacts = { readonly size: number; readonly hasLog: boolean };

function lookInside(databasePath: string, { size, hasLog }: FileFacts, evidence: Evidence): Inspected {
  const db = openForReading(databasePath);
  try {
    const version = db.pragma('user_version', { simple: true }) as number;
    if (version > MIGRATIONS.length) {
      return off({ code: 'newer', found: version, known: MIGRATIONS.length });
    }
    if (version <= 0) return atVersionZero(db, evidence);
    if (!hasKnownLayout(db, version)) return damaged('layout');
    // SQLite reads what is missing of the last page as zeros.
    if (!hasLog && size % (db.pragma('page_size', { simple: true }) as number) !== 0) return damaged('pages');
    if (size <= LOOKED_AT_WHOLE_BYTES && !pagesInOrder(db)) return damaged('pages');
    if (readSetting(db, 'shop.name') === null) {
      return evidence.wasSetUp ? off({ code: 'missing' }) : { kind: 'sound' };
    }
    return evidence.marker === null ? { kind: 'sound' } : compareWithMarker(db, evidence.marker);
  } finally {
    db.close();
  }
}

/** Nothing was written into it yet, or it is the file of another program. */
function atVersionZero(db: ReadableDatabase, evidence: Evidence): Inspected {
  if (hasAnyTable(db)) return damaged('foreign');
  return evidence.wasSetUp ? damaged('empty') : { kind: 'new' };
}

function compareWithMarker(db: CopyConnection, marker: ShopMarker): Inspected {
  const last = readBooksEnd(db)?.seq ?? 0;
  const { last: known, session } = marker;
  const missing = off({ code: 'entries_missing', known: known?.seq ?? null, found: last });
  // A run names itself in the books before the marker names it. Books that do not know it lost their log, or its end; that
  // a log is there says nothing, for looking at the books makes an empty one.
  const runs = [SESSION_SETTING, SESSION_BEFORE_SETTING].map((key) => readSetting(db, key));
  if (session !== null && !runs.includes(session)) return missing;
  if (known !== null && known.seq > 0 && hashAt(db, known.seq) !== known.hash) return missing;
  if (marker.notSound === null) return { kind: 'sound' };
  // Found off before: not opened again without having been counted.
  if (!pagesInOrder(db)) return damaged('pages');
  const { problem } = verify(db);
  return problem === null ? { kind: 'sound' } : off({ code: 'not_sound', where: named(db, problem.where) });
}

/** An account of a household bears an id that nobody knows: its number instead. */
function named(db: ReadableDatabase, where: string): string {
  const id = /^household\/([^/]+)\//.exec(where)?.[1];
  if (id === undefined) return where;
  const row = getRow<{ no: string }>(db, 'SELECT household_no AS no FROM household WHERE id = ?', id);
  return row === null ? where : where.replace(id, row.no);
}

function hashAt(db: ReadableDatabase, seq: number): string | null {
  return getRow<{ hash: string }>(db, 'SELECT hash FROM entry WHERE seq = ?', seq)?.hash ?? null;
}

function pagesInOrder(db: CopyConnection): boolean {
  return db.pragma('quick_check(1)', { simple: true }) === 'ok';
}

function hasMagic(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(MAGIC.length);
    return readSync(file, head, 0, head.length, 0) === head.length && head.toString('latin1') === MAGIC;
  } finally {
    closeSync(file);
  }
}

/** Every page and every sum, for a thread of its own. */
export type FullCheck =
  | { readonly kind: 'sound'; readonly entries: number; readonly postings: number }
  | { readonly kind: 'off'; readonly cause: RescueCause };

/** Throws what the system says of a file it may not read. */
export function checkFully(databasePath: string): FullCheck {
  try {
    const db = openCopy(databasePath);
    try {
      if (!pagesInOrder(db)) return { kind: 'off', cause: { code: 'damaged', kind: 'pages' } };
      // One state from the first to the last sum, whatever is posted meanwhile.
      db.exec('BEGIN');
      const { problem, entries, postings } = verify(db);
      if (problem === null) return { kind: 'sound', entries, postings };
      return { kind: 'off', cause: { code: 'not_sound', where: named(db, problem.where) } };
    } finally {
      db.close();
    }
  } catch (error) {
    if (isDamage(error)) return { kind: 'off', cause: { code: 'damaged', kind: 'pages' } };
    throw error;
  }
}
