import type { EntryId, HouseholdId, Instant, LocalDate, LotId, OperatorId } from '../../shared/kernel/brands.ts';
import type { ContextRow } from './context-tables.ts';

/** Kinds of business document, each with the prefix of its human number. */
export const DOCUMENT_PREFIX = {
  base_grant: 'JC',
  award: 'JF',
  deduction: 'KF',
  inbound: 'RK',
  redemption: 'DH',
  return: 'TH',
  reversal: 'HC',
  donation_record: 'JZ',
  earmark_consent: 'YT',
  price_change: 'TJ',
  attachment: 'FJ',
  write_off: 'BS',
  transfer_out: 'DB',
  supplier_return: 'TG',
  stocktake: 'PD',
  loan: 'JY',
  loan_return: 'GH',
  partner_supply: 'GY',
  partner_settlement: 'JS',
} as const;
export type EntryKind = keyof typeof DOCUMENT_PREFIX;

export type Book = 'points' | 'goods' | 'value' | 'money';

/** A signed amount in one account. Unit: centipoints in points, fen in value and money, the item's smallest unit in goods. */
export type Posting = {
  readonly book: Book;
  /** 'centipoint', 'fen', or the item's id. */
  readonly unit: string;
  readonly account: string;
  readonly lotId: LotId | null;
  readonly amount: number;
};

/** What a business document says of itself. */
type EntryFacts = {
  /** Made by the client and kept on retry: the idempotency key. */
  readonly id: EntryId;
  readonly kind: EntryKind;
  readonly businessDate: LocalDate;
  readonly recordedAt: Instant;
  readonly operatorId: OperatorId;
  readonly householdId: HouseholdId | null;
  readonly summary: string;
  /** The one entry this takes back as a whole. */
  readonly reversesId: EntryId | null;
  /** What was asked for under this id, so that a reused id with another content is noticed. */
  readonly requestDigest: string;
};

export type EntryDraft = EntryFacts & {
  readonly postings: readonly Posting[];
  readonly context: readonly ContextRow[];
};

export type StoredEntry = EntryFacts & {
  /** From 1 without gaps: the order of the books. */
  readonly seq: number;
  /** Readable, gap-free per kind and day: DH20260701-0012. */
  readonly documentNo: string;
  readonly contextDigest: string;
  readonly previousHash: string;
  readonly hash: string;
};
