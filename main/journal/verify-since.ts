import { createHash } from 'node:crypto';
import type { ReadableDatabase } from '../db/open-database.ts';
import { getRow, rawRows } from '../db/statements.ts';
import { AccountSums, type KnownEntry, walkChain } from './verify-chain.ts';
import { verifyContexts } from './verify-context.ts';
import { verifyNumbers } from './verify.ts';

/** What is remembered of books that passed the full check, so that a later copy of them can be checked from there on. */
export type BooksMark = KnownEntry & {
  /** A digest of what every entry up to `seq` says, with its hash. */
  readonly entries: string;
  /** How many postings there are up to `seq`, and sums over their places, amounts and the lengths of their texts. */
  readonly postings: string;
  /** How many context rows those entries have, and sums over their quantities, points and costs. */
  readonly contexts: string;
  /** A digest of all balances as they were after `seq`. */
  readonly balances: string;
};

const PAGE = 500;
/** Bare bytes, which need not become text and bytes again. */
const ENTRIES = `SELECT CAST(group_concat(row, char(10)) AS BLOB) FROM (
  SELECT concat(seq, char(9), id, char(9), document_no, char(9), kind, char(9), business_date, char(9), recorded_at, char(9),
    operator_id, char(9), household_id, char(9), summary, char(9), reverses_id, char(9), context_digest, char(9), hash) AS row
  FROM entry WHERE seq > ? AND seq <= ? ORDER BY seq)`;
/** Its place weighs what a posting says, so that a swap shows; remainders keep every sum within what SQLite can add up. */
const POSTINGS = `SELECT concat(count(*), ' ', sum((amount % 2147483647
    + 65537 * (octet_length(account) + 97 * octet_length(unit) + 193 * ifnull(octet_length(lot_id), 50)))
    * ((entry_seq * 8191 + line) % 536870909) % 2147483587))
  FROM posting WHERE entry_seq <= ?`;

/** Of each context table, what is summed of its rows besides counting them. */
const CONTEXT_SUMS: Readonly<Record<string, string>> = {
  lot: 'valued',
  points_line: 'points_centipoints % 1000000007',
  inbound_document: '1',
  inbound_line: 'quantity % 1000000007 + 31 * (ifnull(cost_fen, -1) % 1000000007)',
  redemption: 'total_centipoints % 1000000007 + 31 * (balance_after_centipoints % 1000000007)',
  redemption_line:
    'quantity % 1000000007 + 31 * (total_centipoints % 1000000007) + 37 * (ifnull(cost_fen, -1) % 1000000007)',
  approval: '1',
};
/** Ids do not tell the order of entries: all rows, less those of the entries after the mark. */
const CONTEXTS = Object.entries(CONTEXT_SUMS).map(([table, sum]) => {
  const all = `SELECT count(*) AS n, ifnull(sum(${sum}), 0) AS s FROM ${table}`;
  const later = `${all} WHERE entry_id IN (SELECT id FROM entry WHERE seq > ?)`;
  return `SELECT concat(every.n - later.n, ' ', every.s - later.s) FROM (${all}) every, (${later}) later`;
});

/** What is to be remembered of books that have just passed `verify`. */
export function markBooks(db: ReadableDatabase, { seq, hash }: KnownEntry): BooksMark {
  return { seq, hash, ...oldRows(db, seq), balances: new AccountSums().digestBefore(db) };
}

/**
 * Whether books go on soundly from where they passed the full check: what is old is as it was, as far as the mark tells;
 * what is new is counted as `verify` counts it. False says no more than that the full check must decide.
 */
export function goesOnSoundly(db: ReadableDatabase, mark: BooksMark): boolean {
  const known = getRow<{ hash: string }>(db, 'SELECT hash FROM entry WHERE seq = ?', mark.seq);
  if (known?.hash !== mark.hash) return false;
  const old = oldRows(db, mark.seq);
  if (old.entries !== mark.entries || old.postings !== mark.postings || old.contexts !== mark.contexts) return false;
  const sums = new AccountSums();
  if (walkChain(db, mark, sums).problem !== null) return false;
  if (sums.digestBefore(db) !== mark.balances) return false;
  return newContextsHold(db, mark.seq) && verifyNumbers(db) === null;
}

function oldRows(db: ReadableDatabase, seq: number): Pick<BooksMark, 'entries' | 'postings' | 'contexts'> {
  return {
    entries: digestOfEntries(db, seq),
    postings: textOf(db, POSTINGS, seq),
    contexts: CONTEXTS.map((sql) => textOf(db, sql, seq)).join(', '),
  };
}

function digestOfEntries(db: ReadableDatabase, seq: number): string {
  const digest = createHash('sha256');
  for (let from = 0; from < seq; from += PAGE) {
    const [row] = rawRows<readonly [Uint8Array | null]>(db, ENTRIES, from, Math.min(from + PAGE, seq));
    digest.update(row?.[0] ?? '');
  }
  return digest.digest('hex');
}

/** Ids mostly follow the order of entries; where one does not, older entries are counted again with it. */
function newContextsHold(db: ReadableDatabase, seq: number): boolean {
  const first = getRow<{ id: string | null }>(db, 'SELECT min(id) AS id FROM entry WHERE seq > ?', seq)?.id ?? null;
  if (first === null) return true;
  const before = getRow<{ id: string | null }>(db, 'SELECT max(id) AS id FROM entry WHERE id < ?', first)?.id ?? '';
  return verifyContexts(db, before) === null;
}

function textOf(db: ReadableDatabase, sql: string, ...parameters: readonly number[]): string {
  const [row] = rawRows<readonly [string | null]>(db, sql, ...parameters);
  return row?.[0] ?? '';
}
