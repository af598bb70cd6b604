import type { ReadableDatabase } from '../db/open-database.ts';
import { getRow } from '../db/statements.ts';
import { verifyChain } from './verify-chain.ts';
import { verifyContexts } from './verify-context.ts';

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

/** Recomputes the chain, every entry's sums and every balance from the postings, and names the first thing that is off. */
export function verify(db: ReadableDatabase): VerifyResult {
  const { problem, ...counts } = verifyChain(db);
  return { ...counts, problem: problem ?? verifyContexts(db) ?? verifyNumbers(db) };
}

/** What neither the chain nor the context rows tell: numbers given out for documents that are gone, and debts. */
export function verifyNumbers(db: ReadableDatabase): VerifyProblem | null {
  return missingDocument(db) ?? negativeBalance(db);
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

function negativeBalance(db: ReadableDatabase): VerifyProblem | null {
  const row = getRow<{ account: string; amount: number }>(
    db,
    'SELECT account, amount FROM balance WHERE bounded = 1 AND amount < 0 LIMIT 1',
  );
  return row && { code: 'balance_negative', where: row.account, expected: '0', found: String(row.amount) };
}
