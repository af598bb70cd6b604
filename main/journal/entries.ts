import type { EntryId } from '../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../db/open-database.ts';
import { allRows, getRow, TEXT_PARAMETER } from '../db/statements.ts';
import type { Posting, StoredEntry } from './entry.ts';

const COLUMNS = `seq, id, document_no AS documentNo, kind, business_date AS businessDate, recorded_at AS recordedAt,
  operator_id AS operatorId, household_id AS householdId, summary, reverses_id AS reversesId,
  request_digest AS requestDigest, context_digest AS contextDigest, previous_hash AS previousHash, hash`;

export function findEntry(db: ReadableDatabase, id: EntryId): StoredEntry | null {
  return getRow<StoredEntry>(db, `SELECT ${COLUMNS} FROM entry WHERE id = ?`, id);
}

/** How far the books have come and when, in their own order; null before the first entry. */
export type BooksEnd = Pick<StoredEntry, 'seq' | 'hash' | 'documentNo' | 'recordedAt' | 'businessDate'>;

export function readBooksEnd(db: ReadableDatabase): BooksEnd | null {
  return getRow<BooksEnd>(
    db,
    `SELECT seq, hash, document_no AS documentNo, recorded_at AS recordedAt, business_date AS businessDate
     FROM entry ORDER BY seq DESC LIMIT 1`,
  );
}

/** The entry that reversed this one as a whole, if any. */
export function findReversalOf(db: ReadableDatabase, id: EntryId): StoredEntry | null {
  return getRow<StoredEntry>(db, `SELECT ${COLUMNS} FROM entry WHERE reverses_id = ?`, id);
}

/** Entries after `afterSeq` in order, at most `limit`. */
export function listEntries(db: ReadableDatabase, afterSeq: number, limit: number): StoredEntry[] {
  return allRows<StoredEntry>(db, `SELECT ${COLUMNS} FROM entry WHERE seq > ? ORDER BY seq LIMIT ?`, afterSeq, limit);
}

export function listPostings(db: ReadableDatabase, seq: number): Posting[] {
  return allRows<Posting>(
    db,
    'SELECT book, unit, account, lot_id AS lotId, amount FROM posting WHERE entry_seq = ? ORDER BY line',
    seq,
  );
}

/** One account's balance; zero when nothing was ever posted to it. */
export function balanceOf(db: ReadableDatabase, key: Omit<Posting, 'amount'>): number {
  const row = getRow<{ amount: number }>(
    db,
    'SELECT amount FROM balance WHERE account = ? AND book = ? AND unit = ? AND lot_id = ?',
    key.account,
    key.book,
    key.unit,
    key.lotId ?? '',
  );
  return row?.amount ?? 0;
}

/** Balances of all accounts that begin with `prefix` (which ends in '/'), in one book and unit, by what follows it. */
export function balancesUnder(
  db: ReadableDatabase,
  book: Posting['book'],
  unit: string,
  prefix: string,
): ReadonlyMap<string, number> {
  const rows = allRows<{ account: string; amount: number }>(
    db,
    UNDER,
    prefix,
    // '0' is the character after '/': the end of everything that begins with the prefix.
    `${prefix.slice(0, -1)}0`,
    book,
    unit,
  );
  return new Map(rows.map(({ account, amount }) => [account.slice(prefix.length), amount]));
}

const T = TEXT_PARAMETER;
const UNDER = `SELECT account, amount FROM balance WHERE account > ${T} AND account < ${T} AND book = ${T} AND unit = ${T}
  AND lot_id = ''`;
