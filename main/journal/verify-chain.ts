import type { EntryId } from '../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../db/open-database.ts';
import { getRow, rawRows } from '../db/statements.ts';
import { findEntry, listPostings } from './entries.ts';
import { GENESIS_HASH, sha256 } from './hash.ts';
import { entryHash } from './post.ts';
import type { VerifyProblem } from './verify.ts';

/** What the chain says: how far it holds, what all accounts come to, and the first thing that is off. */
export type CheckedChain = {
  readonly entries: number;
  readonly postings: number;
  readonly lastHash: string;
  readonly problem: VerifyProblem | null;
};

const PAGE = 500;
/** What the hash of an entry covers but its postings, as JavaScript would write it. SQLite writes JSON many times faster. */
const ENTRIES = `SELECT seq, id, document_no, previous_hash, hash,
    json_array(previous_hash, seq, id, document_no, kind, business_date, recorded_at, operator_id, household_id, summary,
      reverses_id, request_digest, context_digest)
  FROM entry WHERE seq > ? ORDER BY seq LIMIT ?`;
const POSTINGS = `SELECT entry_seq, count(*), json_group_array(json_array(book, unit, account, lot_id, amount))
  FROM posting WHERE entry_seq > ? AND entry_seq <= ? GROUP BY entry_seq`;

type EntryRow = readonly [seq: number, id: EntryId, documentNo: string, previous: string, hash: string, head: string];
type PostingsRow = readonly [seq: number, count: number, postings: string];
type PostingText = readonly [book: string, unit: string, account: string, lot: string | null, amount: number];

/** An entry whose hash is known to be right: it covers all before it. */
export type KnownEntry = { readonly seq: number; readonly hash: string };
const BEFORE_ALL: KnownEntry = { seq: 0, hash: GENESIS_HASH };

/** Recomputes the hash of every entry from the first, the sums of each, and from them what every account must come to. */
export function verifyChain(db: ReadableDatabase): CheckedChain {
  const sums = new AccountSums();
  const checked = walkChain(db, BEFORE_ALL, sums);
  return { ...checked, problem: checked.problem ?? sums.compare(db) };
}

/** Recomputes the hash and the sums of every entry after a known one, and adds up what their postings come to. */
export function walkChain(db: ReadableDatabase, from: KnownEntry, sums: AccountSums): CheckedChain {
  let { seq, hash: lastHash } = from;
  let postings = 0;
  for (;;) {
    const entries = rawRows<EntryRow>(db, ENTRIES, seq, PAGE);
    const lines = new Map(
      rawRows<PostingsRow>(db, POSTINGS, seq, entries.at(-1)?.[0] ?? seq).map((row) => [row[0], row]),
    );
    for (const entry of entries) {
      const [, count, text] = lines.get(entry[0]) ?? [0, 0, '[]'];
      const problem = linkProblem(db, entry, text, seq + 1, lastHash) ?? sums.add(entry[2], text);
      if (problem) return { entries: seq, postings, lastHash, problem };
      [seq, lastHash] = [entry[0], entry[4]];
      postings += count;
    }
    if (entries.length < PAGE) break;
  }
  return { entries: seq, postings, lastHash, problem: orphanedPosting(db, seq) };
}

function linkProblem(
  db: ReadableDatabase,
  [seq, id, where, previous, hash, head]: EntryRow,
  postings: string,
  expectedSeq: number,
  lastHash: string,
): VerifyProblem | null {
  if (seq !== expectedSeq) return { code: 'sequence_gap', where, expected: String(expectedSeq), found: String(seq) };
  if (previous !== lastHash) return { code: 'chain_broken', where, expected: lastHash, found: previous };
  if (sha256(`${head.slice(0, -1)},${postings}]`) === hash) return null;
  // An equal hash is proof; another one may only mean that the two spell some character differently.
  const entry = findEntry(db, id);
  const found = entry && entryHash(entry, listPostings(db, seq));
  return found === hash ? null : { code: 'entry_changed', where, expected: hash, found: found ?? '' };
}

/** Entries have no gaps: a posting outside their numbers belongs to none. */
function orphanedPosting(db: ReadableDatabase, lastSeq: number): VerifyProblem | null {
  const sql = 'SELECT entry_seq AS seq FROM posting WHERE entry_seq < 1 OR entry_seq > ? LIMIT 1';
  const row = getRow<{ seq: number }>(db, sql, lastSeq);
  return row && { code: 'posting_orphaned', where: String(row.seq), expected: '', found: '' };
}

/** What the postings of each account, book, unit and lot come to: SQLite would sort them all for that. */
export class AccountSums {
  readonly #sums = new Map<string, Map<string, number>>();

  /** Adds the postings of one entry, which must come to zero in each book and unit. */
  add(documentNo: string, text: string): VerifyProblem | null {
    const open = new Map<string, number>();
    let [unit, inUnit] = ['', 0];
    for (const [book, ofUnit, account, lot, amount] of JSON.parse(text) as PostingText[]) {
      const key = `${book} ${ofUnit}`;
      this.#move(account, lot === null ? key : `${key} ${lot}`, amount);
      // Postings of one unit mostly stand together and are even when the next begins.
      if (key !== unit) {
        if (inUnit !== 0) open.set(unit, (open.get(unit) ?? 0) + inUnit);
        [unit, inUnit] = [key, 0];
      }
      inUnit += amount;
    }
    if (inUnit !== 0) open.set(unit, (open.get(unit) ?? 0) + inUnit);
    for (const [of, total] of open) {
      const where = `${documentNo} ${of.split(' ', 1).join('')}`;
      if (total !== 0) return { code: 'entry_unbalanced', where, expected: '0', found: String(total) };
    }
    return null;
  }

  #move(account: string, key: string, amount: number): void {
    let sums = this.#sums.get(account);
    if (!sums) {
      sums = new Map();
      this.#sums.set(account, sums);
    }
    sums.set(key, (sums.get(key) ?? 0) + amount);
  }

  /**
   * A digest of all balances as they were before these postings: which account, whether it may go below zero, and what
   * it came to. Takes out what it has used.
   */
  digestBefore(db: ReadableDatabase): string {
    const sql = 'SELECT account, book, unit, lot_id, amount, bounded FROM balance ORDER BY account, book, unit, lot_id';
    type Row = readonly [account: string, book: string, unit: string, lot: string, amount: number, bounded: number];
    const texts: string[] = [];
    for (const [account, book, unit, lot, kept, bounded] of rawRows<Row>(db, sql)) {
      const sums = this.#sums.get(account);
      const key = lot === '' ? `${book} ${unit}` : `${book} ${unit} ${lot}`;
      const before = kept - (sums?.get(key) ?? 0);
      sums?.delete(key);
      if (before !== 0) texts.push(`${account}\t${key}\t${before}\t${bounded}`);
    }
    for (const [account, sums] of this.#sums) {
      for (const [key, posted] of sums) if (posted !== 0) texts.push(`${account}\t${key}\t${-posted}`);
    }
    return sha256(texts.join('\n'));
  }

  /** The first kept balance that is not the sum of its postings. Takes out what it has compared. */
  compare(db: ReadableDatabase): VerifyProblem | null {
    const sql = 'SELECT account, book, unit, lot_id, amount FROM balance';
    type Row = readonly [account: string, book: string, unit: string, lot: string, amount: number];
    for (const [account, book, unit, lot, kept] of rawRows<Row>(db, sql)) {
      const sums = this.#sums.get(account);
      const key = lot === '' ? `${book} ${unit}` : `${book} ${unit} ${lot}`;
      const posted = sums?.get(key) ?? 0;
      if (posted !== kept) return wrongBalance(account, posted, kept);
      sums?.delete(key);
    }
    for (const [account, sums] of this.#sums) {
      for (const posted of sums.values()) if (posted !== 0) return wrongBalance(account, posted, 0);
    }
    return null;
  }
}

function wrongBalance(where: string, posted: number, kept: number): VerifyProblem {
  return { code: 'balance_wrong', where, expected: String(posted), found: String(kept) };
}
