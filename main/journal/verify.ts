import type { ReadableDatabase } from '../db/open-database.ts';
import { getRow } from '../db/statements.ts';
import { storedContextDigest } from './context-tables.ts';
import { listEntries, listPostings } from './entries.ts';
import type { StoredEntry } from './entry.ts';
import { GENESIS_HASH } from './hash.ts';
import { entryHash } from './post.ts';

export type VerifyProblem = {
  readonly code:
    | 'sequence_gap'
    | 'chain_broken'
    | 'entry_changed'
    | 'context_changed'
    | 'entry_unbalanced'
    | 'balance_wrong'
    | 'balance_negative'
    | 'posting_orphaned'
    | 'document_missing';
  /** A document number or an account. */
  readonly where: string;
  readonly expected: string;
  readonly found: string;
};

export type VerifyResult = {
  readonly entries: number;
  readonly postings: number;
  readonly lastHash: string;
  /** The first thing that is off, or null. */
  readonly problem: VerifyProblem | null;
};

const PAGE = 1000;

/** Recomputes the chain, every entry's sums and every balance from the postings, and names the first thing that is off. */
export function verify(db: ReadableDatabase): VerifyResult {
  const chain = verifyChain(db);
  const postings = getRow<{ n: number }>(db, 'SELECT count(*) AS n FROM posting')?.n ?? 0;
  const problem =
    chain.problem ??
    missingDocument(db) ??
    orphanedPosting(db) ??
    unbalancedEntry(db) ??
    wrongBalance(db) ??
    negativeBalance(db);
  return { entries: chain.entries, postings, lastHash: chain.lastHash, problem };
}

function verifyChain(db: ReadableDatabase): Omit<VerifyResult, 'postings'> {
  let seq = 0;
  let lastHash = GENESIS_HASH;
  for (;;) {
    const page = listEntries(db, seq, PAGE);
    for (const entry of page) {
      const problem = entryProblem(db, entry, seq + 1, lastHash);
      if (problem) return { entries: seq, lastHash, problem };
      seq = entry.seq;
      lastHash = entry.hash;
    }
    if (page.length < PAGE) return { entries: seq, lastHash, problem: null };
  }
}

function entryProblem(db: ReadableDatabase, entry: StoredEntry, seq: number, previous: string): VerifyProblem | null {
  const where = entry.documentNo;
  if (entry.seq !== seq) return { code: 'sequence_gap', where, expected: String(seq), found: String(entry.seq) };
  if (entry.previousHash !== previous) {
    return { code: 'chain_broken', where, expected: previous, found: entry.previousHash };
  }
  const hash = entryHash(entry, listPostings(db, entry.seq));
  if (hash !== entry.hash) return { code: 'entry_changed', where, expected: entry.hash, found: hash };
  const context = storedContextDigest(db, entry.id);
  if (context !== entry.contextDigest) {
    return { code: 'context_changed', where, expected: entry.contextDigest, found: context };
  }
  return null;
}

/** A chain that lost its last entries still holds together; the numbers given out tell that they were there. */
function missingDocument(db: ReadableDatabase): VerifyProblem | null {
  const row = getRow<{ series: string; last: number; found: number }>(
    db,
    `SELECT s.series AS series, s.last AS last, count(e.seq) AS found
     FROM document_series s LEFT JOIN entry e ON e.document_no >= s.series || '-' AND e.document_no < s.series || '.'
     GROUP BY s.series HAVING count(e.seq) <> s.last LIMIT 1`,
  );
  return row && { code: 'document_missing', where: row.series, expected: String(row.last), found: String(row.found) };
}

function orphanedPosting(db: ReadableDatabase): VerifyProblem | null {
  const row = getRow<{ seq: number }>(
    db,
    'SELECT entry_seq AS seq FROM posting WHERE entry_seq NOT IN (SELECT seq FROM entry) LIMIT 1',
  );
  return row && { code: 'posting_orphaned', where: String(row.seq), expected: '', found: '' };
}

function unbalancedEntry(db: ReadableDatabase): VerifyProblem | null {
  const row = getRow<{ documentNo: string; book: string; total: number }>(
    db,
    `SELECT e.document_no AS documentNo, p.book AS book, sum(p.amount) AS total
     FROM posting p JOIN entry e ON e.seq = p.entry_seq
     GROUP BY p.entry_seq, p.book, p.unit HAVING sum(p.amount) <> 0 LIMIT 1`,
  );
  return (
    row && { code: 'entry_unbalanced', where: `${row.documentNo} ${row.book}`, expected: '0', found: String(row.total) }
  );
}

function wrongBalance(db: ReadableDatabase): VerifyProblem | null {
  const row = getRow<{ account: string; posted: number; kept: number }>(
    db,
    `SELECT account, sum(posted) AS posted, sum(kept) AS kept FROM (
       SELECT account, book, unit, coalesce(lot_id, '') AS lot, sum(amount) AS posted, 0 AS kept
       FROM posting GROUP BY account, book, unit, lot_id
       UNION ALL
       SELECT account, book, unit, lot_id, 0, amount FROM balance)
     GROUP BY account, book, unit, lot HAVING sum(posted) <> sum(kept) LIMIT 1`,
  );
  return row && { code: 'balance_wrong', where: row.account, expected: String(row.posted), found: String(row.kept) };
}

function negativeBalance(db: ReadableDatabase): VerifyProblem | null {
  const row = getRow<{ account: string; amount: number }>(
    db,
    'SELECT account, amount FROM balance WHERE bounded = 1 AND amount < 0 LIMIT 1',
  );
  return row && { code: 'balance_negative', where: row.account, expected: '0', found: String(row.amount) };
}
