import type { ReadableDatabase } from '../db/open-database.ts';
import { isBounded } from './accounts.ts';
import { balanceOf, listPostings } from './entries.ts';
import type { Posting, StoredEntry } from './entry.ts';

/** The postings that take an entry back (红冲): the same accounts, the opposite amounts. */
export function reversalPostings(db: ReadableDatabase, entry: StoredEntry): Posting[] {
  return listPostings(db, entry.seq).map((posting) => ({ ...posting, amount: -posting.amount }));
}

/** The first posting that would take a bounded account below zero, with what is there; null when all may go. */
export function firstShortfall(
  db: ReadableDatabase,
  postings: readonly Posting[],
): { readonly posting: Posting; readonly balance: number } | null {
  for (const posting of postings) {
    if (posting.amount > 0 || !isBounded(posting.book, posting.account)) continue;
    const balance = balanceOf(db, posting);
    if (balance + posting.amount < 0) return { posting, balance };
  }
  return null;
}
