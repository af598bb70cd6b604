import type { HouseholdId } from '../../shared/kernel/brands.ts';
import type { Book } from './entry.ts';

/** Units of the books whose unit is fixed; the goods book counts each item in its own unit. */
export const CENTIPOINT = 'centipoint';
export const FEN = 'fen';

/** Goods on the shelf, by lot; in the value book what they cost. */
export const STOCK = 'stock';
/** Where goods and their cost go when a household takes them. */
export const ISSUED = 'issued';
/** Goods in the hands of households that bring them back, by lot. */
export const ON_LOAN = 'on_loan';
/** Where goods and their cost go that leave otherwise than for points, by the kind of document. */
export const goodsSink = (kind: 'write_off' | 'transfer_out' | 'supplier_return'): string => `sink/${kind}`;
/** What a count found more or less than the books; goes either way. */
export const STOCKTAKE = 'stocktake';
/** Goods of a partner shop, as they enter the books when a household takes them. */
export const partnerSource = (partner: string): string => `source/partner/${partner}`;
/** Money owed to a partner shop by its settlements, and what it is owed for. */
export const partnerPayable = (partner: string): string => `payable/partner/${partner}`;
export const PARTNER_GOODS = 'expense/partner-goods';
/** Where redeemed points go. */
export const POINTS_SPENT = 'points/spent';

export type PointsSource = 'base' | 'base-reserve' | 'award' | 'deduction';
export const pointsSource = (source: PointsSource): string => `source/${source}`;
export const goodsSource = (source: string): string => `source/${source}`;

export type HouseholdFigure = 'earned' | 'base' | 'redeemed' | 'held';
/** What all accounts of one household and scheme year begin with. */
export const householdAccounts = (household: HouseholdId, schemeYear: number): string =>
  `household/${household}/${schemeYear}/`;
export const householdAccount = (household: HouseholdId, schemeYear: number, figure: HouseholdFigure): string =>
  householdAccounts(household, schemeYear) + figure;

/** Accounts one can run out of. Only sources and a household's honour figure may go below zero. */
export function isBounded(book: Book, account: string): boolean {
  if (account === STOCK || account === ON_LOAN) return true;
  return book === 'points' && account.startsWith('household/') && !account.endsWith('/earned');
}
