import { assert } from '../../shared/kernel/assert.ts';
import type { WritableDatabase } from '../db/open-database.ts';
import { getRow, run } from '../db/statements.ts';
import { isBounded } from './accounts.ts';
import { type ContextRow, contextDigest, writeContext } from './context-tables.ts';
import { DOCUMENT_PREFIX, type EntryDraft, type EntryKind, type Posting, type StoredEntry } from './entry.ts';
import { GENESIS_HASH, sha256 } from './hash.ts';

/**
 * Appends one document and moves the balances, the only place that does either. Must run inside the caller's
 * transaction. A draft that does not balance, or would take a bounded account below zero, is a bug of the
 * caller and throws: expected shortages are refused before anything is posted.
 */
export function post(db: WritableDatabase, draft: EntryDraft): StoredEntry {
  assert(db.inTransaction, 'post runs inside the transaction of its use case');
  const wrong = imbalance(draft.postings);
  assert(wrong === null, wrong ?? '');
  const last = getRow<{ seq: number; hash: string }>(db, 'SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1');
  const { postings, context, ...facts } = draft;
  const unsigned = {
    ...facts,
    seq: (last?.seq ?? 0) + 1,
    documentNo: nextDocumentNo(db, draft.kind, draft.businessDate),
    contextDigest: contextDigest(context),
    previousHash: last?.hash ?? GENESIS_HASH,
  };
  const entry: StoredEntry = { ...unsigned, hash: entryHash(unsigned, postings) };
  writeEntry(db, entry, postings, context);
  return entry;
}

/** Appends a document that was posted before, as it was then. Must run inside a transaction, on books that end before it. */
export function writeEntry(
  db: WritableDatabase,
  entry: StoredEntry,
  postings: readonly Posting[],
  context: readonly ContextRow[],
): void {
  insertEntry(db, entry);
  writeContext(db, entry.id, context);
  writePostings(db, entry.seq, postings);
  moveBalances(db, postings);
}

/** The hash of an entry: its own fields, its postings in order, and the hash before it. */
export function entryHash(entry: Omit<StoredEntry, 'hash'>, postings: readonly Posting[]): string {
  return sha256(
    JSON.stringify([
      entry.previousHash,
      entry.seq,
      entry.id,
      entry.documentNo,
      entry.kind,
      entry.businessDate,
      entry.recordedAt,
      entry.operatorId,
      entry.householdId,
      entry.summary,
      entry.reversesId,
      entry.requestDigest,
      entry.contextDigest,
      postings.map((posting) => [posting.book, posting.unit, posting.account, posting.lotId, posting.amount]),
    ]),
  );
}

/** What is wrong with postings as a whole, or null: whole amounts other than 0 that sum to zero in each book and unit. */
export function imbalance(postings: readonly Posting[]): string | null {
  const sums = new Map<string, number>();
  for (const { book, unit, amount } of postings) {
    if (!Number.isSafeInteger(amount) || amount === 0) return 'a posting is a whole amount other than 0';
    const key = `${book}/${unit}`;
    sums.set(key, (sums.get(key) ?? 0) + amount);
  }
  for (const [key, sum] of sums) if (sum !== 0) return `postings of ${key} sum to ${sum}, not 0`;
  return null;
}

/** Readable and gap-free per kind and day: DH20260701-0012. */
function nextDocumentNo(db: WritableDatabase, kind: EntryKind, businessDate: string): string {
  const series = `${DOCUMENT_PREFIX[kind]}${businessDate.replaceAll('-', '')}`;
  // Two statements: RETURNING would build a table of its own each time, which costs more than both.
  const before = getRow<{ last: number }>(db, 'SELECT last FROM document_series WHERE series = ?', series);
  const number = (before?.last ?? 0) + 1;
  run(
    db,
    'INSERT INTO document_series (series, last) VALUES (?, ?) ON CONFLICT (series) DO UPDATE SET last = excluded.last',
    series,
    number,
  );
  return `${series}-${String(number).padStart(4, '0')}`;
}

function insertEntry(db: WritableDatabase, entry: StoredEntry): void {
  run(
    db,
    `INSERT INTO entry (seq, id, document_no, kind, business_date, recorded_at, operator_id, household_id, summary,
       reverses_id, request_digest, context_digest, previous_hash, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    entry.seq,
    entry.id,
    entry.documentNo,
    entry.kind,
    entry.businessDate,
    entry.recordedAt,
    entry.operatorId,
    entry.householdId,
    entry.summary,
    entry.reversesId,
    entry.requestDigest,
    entry.contextDigest,
    entry.previousHash,
    entry.hash,
  );
}

function writePostings(db: WritableDatabase, seq: number, postings: readonly Posting[]): void {
  const sql = 'INSERT INTO posting (entry_seq, line, book, unit, account, lot_id, amount) VALUES (?, ?, ?, ?, ?, ?, ?)';
  postings.forEach((posting, index) => {
    run(db, sql, seq, index + 1, posting.book, posting.unit, posting.account, posting.lotId, posting.amount);
  });
}

/** Update first: an upsert would check the bound against the bare amount instead of the sum. */
function moveBalances(db: WritableDatabase, postings: readonly Posting[]): void {
  for (const { book, account, unit, lotId, amount } of postings) {
    const lot = lotId ?? '';
    const moved = run(
      db,
      'UPDATE balance SET amount = amount + CAST(? AS INTEGER) WHERE account = ? AND book = ? AND unit = ? AND lot_id = ?',
      amount,
      account,
      book,
      unit,
      lot,
    );
    if (moved === 1) continue;
    run(
      db,
      'INSERT INTO balance (book, account, unit, lot_id, amount, bounded) VALUES (?, ?, ?, ?, ?, ?)',
      book,
      account,
      unit,
      lot,
      amount,
      isBounded(book, account) ? 1 : 0,
    );
  }
}
