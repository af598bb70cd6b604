import type { Centipoints, EntryId, Fen, ItemId, LocalDate, LotId, Quantity } from '../../kernel/brands.ts';
import { addDays, daysBetween } from '../../kernel/local-date.ts';

/** For so many days a tool is lent where neither the item nor anybody says otherwise. */
const USUAL_DAYS = 7;

/** How tools came back. One that is lost, or not worth bringing back, is written off from the loan instead. */
export const RETURN_CONDITIONS = ['good', 'damaged'] as const;
export type ReturnCondition = (typeof RETURN_CONDITIONS)[number];

/** Why lent tools do not come back. */
export const LOSS_CAUSES = ['lost', 'damaged'] as const;
export type LossCause = (typeof LOSS_CAUSES)[number];

/** Where a loan stands: out, out past its day, all back or written off, or taken back as a mistake. */
export type LoanState = 'out' | 'overdue' | 'settled' | 'reversed';

/** One line of a loan: so many of one lot, and what of them has not come back. */
export type LoanLine = {
  readonly lineNo: number;
  readonly itemId: ItemId;
  readonly itemName: string;
  readonly spec: string;
  readonly unit: string;
  readonly lotId: LotId;
  readonly lotCode: string;
  readonly quantity: Quantity;
  readonly dueOn: LocalDate;
  readonly pointsCentipoints: Centipoints;
  /** What left the shelf's value with it; null: unvalued. */
  readonly costFen: Fen | null;
  /** Neither back nor written off, and what those cost. */
  readonly openQuantity: Quantity;
  readonly openCostFen: Fen | null;
};

/** What became of some of a loan. */
export type LoanEvent = {
  readonly entryId: EntryId;
  readonly documentNo: string;
  readonly kind: 'loan_return' | 'write_off';
  readonly businessDate: LocalDate;
  readonly summary: string;
  readonly operatorName: string;
  readonly note: string;
  /** Number of the reversal that took it back; null while it stands. */
  readonly reversedBy: string | null;
};

/** The last day of a loan of this item that begins on a day. */
export function usualDueDay(item: { readonly loanDays: number | null }, from: LocalDate): LocalDate {
  return addDays(from, item.loanDays ?? USUAL_DAYS);
}

/** Where a loan stands on a day; due is the last day on which it is in time. */
export function loanState(
  loan: { readonly reversedBy: string | null; readonly lines: readonly Pick<LoanLine, 'openQuantity' | 'dueOn'>[] },
  today: LocalDate,
): LoanState {
  if (loan.reversedBy !== null) return 'reversed';
  const open = loan.lines.filter(({ openQuantity }) => openQuantity > 0);
  if (open.length === 0) return 'settled';
  return open.some(({ dueOn }) => dueOn < today) ? 'overdue' : 'out';
}

/** Days since the first tool that is still out should have been back; 0 or less: none is late. */
export function daysOverdue(lines: readonly Pick<LoanLine, 'openQuantity' | 'dueOn'>[], today: LocalDate): number {
  const days = lines.filter(({ openQuantity }) => openQuantity > 0).map(({ dueOn }) => daysBetween(dueOn, today));
  return Math.max(0, ...days);
}
