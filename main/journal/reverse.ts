import type { ReadableDatabase } from '../db/open-database.ts';
import type { LotId } from '../../shared/kernel/brands.ts';
import { FEN, isBounded } from './accounts.ts';
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

/**
 * The first lot that postings would leave worth something with nothing there, or worth less than nothing: what moved since
 * an entry shared the lot's value out anew. Null when value goes with the goods. Ask after `firstShortfall` of the goods.
 */
export function firstStrandedLot(db: ReadableDatabase, postings: readonly Posting[]): LotId | null {
  for (const posting of postings) {
    const { book, account, lotId, amount } = posting;
    if (book !== 'goods' || lotId === null || amount > 0 || !isBounded(book, account)) continue;
    const isValue = (other: Posting) => other.book === 'value' && other.lotId === lotId && other.account === account;
    const taken = postings.filter(isValue).reduce((sum, other) => sum + other.amount, 0);
    const worth = balanceOf(db, { book: 'value', unit: FEN, account, lotId }) + taken;
    if (worth < 0 || (worth > 0 && balanceOf(db, posting) + amount === 0)) return lotId;
  }
  return null;
}
