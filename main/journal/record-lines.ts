import { assert } from '../../shared/kernel/assert.ts';
import type { ReadableDatabase } from '../db/open-database.ts';
import { getRow } from '../db/statements.ts';
import { type ContextRow, listContext } from './context-tables.ts';
import { listEntries, listPostings } from './entries.ts';
import type { Posting, StoredEntry } from './entry.ts';
import { GENESIS_HASH, sha256 } from './hash.ts';
import { allMasterRows, lastChange, type MasterRow, rowsChangedAfter } from './master-rows.ts';

/** How far a record, or the books, have come: the last entry and the last change of the master data. */
export type RecordPosition = { readonly seq: number; readonly hash: string; readonly change: number };

/** One line of the second record. `at` is how far the record has come with this line. */
export type RecordLine = { readonly at: RecordPosition } & (
  | { readonly type: 'opened'; readonly format: number; readonly shopId: string; readonly shopName: string }
  | { readonly type: 'row'; readonly row: MasterRow }
  | {
      readonly type: 'entry';
      readonly entry: StoredEntry;
      readonly postings: readonly Posting[];
      readonly context: readonly ContextRow[];
    }
  /** The books went back to `at` and on from there: what stands between is no longer theirs. */
  | { readonly type: 'rewound' }
);

/** Grows when older programs could no longer read a line. */
export const RECORD_FORMAT = 1;
export const NOTHING_RECORDED: RecordPosition = { seq: 0, hash: GENESIS_HASH, change: 0 };

const CHECK_LENGTH = 16;
const ENTRIES_A_TIME = 200;

/** A line as text: its checksum, a space, and itself as JSON, which has no line breaks. */
export function lineText(line: RecordLine): string {
  const json = JSON.stringify(line);
  return `${sha256(json).slice(0, CHECK_LENGTH)} ${json}\n`;
}

/** The line that a text is, without its line break; null when it is torn or was changed. */
export function parseLine(text: string): RecordLine | null {
  const json = text.slice(CHECK_LENGTH + 1);
  if (text[CHECK_LENGTH] !== ' ' || sha256(json).slice(0, CHECK_LENGTH) !== text.slice(0, CHECK_LENGTH)) return null;
  return JSON.parse(json) as RecordLine;
}

/** What the books of one shop have in common from the day it was set up; null before. */
export function shopIdOf(db: ReadableDatabase): string | null {
  const first = getRow<{ id: string }>(db, 'SELECT id FROM village ORDER BY position, rowid LIMIT 1');
  return first && sha256(first.id).slice(0, 8);
}

export function booksPosition(db: ReadableDatabase): RecordPosition {
  const last = getRow<{ seq: number; hash: string }>(db, 'SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1');
  return { seq: last?.seq ?? 0, hash: last?.hash ?? GENESIS_HASH, change: lastChange(db) };
}

/** The hash of the entry with this number; null when the books have none. */
export function hashAt(db: ReadableDatabase, seq: number): string | null {
  if (seq === 0) return GENESIS_HASH;
  return getRow<{ hash: string }>(db, 'SELECT hash FROM entry WHERE seq = ?', seq)?.hash ?? null;
}

/**
 * What the books have and a record that has come to `since` has not: first the master rows, then at most `most` entries,
 * which refer to them. With `everyRow` all master rows. Must run inside one transaction, so that all are of one state.
 */
export function* linesSince(
  db: ReadableDatabase,
  since: RecordPosition,
  everyRow: boolean,
  most: number,
): Generator<RecordLine> {
  const change = lastChange(db);
  const changed = everyRow ? allMasterRows(db).map((row) => ({ row, change })) : rowsChangedAfter(db, since.change);
  let at = since;
  for (const [index, each] of changed.entries()) {
    // Cut short, all rows are written again: only the last of them says that they are there.
    if (!everyRow || index === changed.length - 1) at = { ...at, change: each.change };
    yield { type: 'row', row: each.row, at };
  }
  for (let left = most; left > 0; left -= ENTRIES_A_TIME) {
    const entries = listEntries(db, at.seq, Math.min(left, ENTRIES_A_TIME));
    for (const entry of entries) {
      assert(entry.previousHash === at.hash, 'the record follows the chain');
      at = { ...at, seq: entry.seq, hash: entry.hash };
      yield { type: 'entry', entry, postings: listPostings(db, entry.seq), context: listContext(db, entry.id), at };
    }
    if (entries.length < ENTRIES_A_TIME) return;
  }
}
