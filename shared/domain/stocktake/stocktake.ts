import type { EntryId, Fen, ItemId, LocalDate, LotId, OperatorId, Quantity } from '../../kernel/brands.ts';

/** counting: figures of the books are shown to nobody; reviewing: counted and watched, and waiting for approval. */
export type StocktakeStatus = 'counting' | 'reviewing' | 'posted' | 'dropped';

/** A count at work. It is no document until it is approved. */
export type Stocktake = {
  readonly id: string;
  readonly title: string;
  /** Categories it covers; empty: the whole shop. */
  readonly categories: readonly string[];
  readonly status: StocktakeStatus;
  readonly startedBy: OperatorId;
  readonly startedByName: string;
  readonly startedAt: string;
  readonly startedOn: LocalDate;
  /** The last document of the journal when it began: lots that came later need not be counted. */
  readonly startedSeq: number;
  readonly watchedBy: OperatorId | null;
  readonly watchedByName: string | null;
  readonly watchedAt: string | null;
  readonly entryId: EntryId | null;
  readonly note: string;
};

/** Goods of a lot, or of none in the books (`lotId` null) with what stands on them. */
export type CountedGoods = {
  readonly itemId: ItemId;
  readonly lotId: LotId | null;
  readonly newLotCode: string;
  readonly newLotExpiresOn: LocalDate | null;
};

/** One pile counted by one person. What was counted wrongly is struck out, never overwritten. */
export type Count = CountedGoods & {
  readonly id: string;
  readonly quantity: Quantity;
  readonly countedBy: OperatorId;
  readonly countedByName: string;
  readonly countedAt: string;
  /** The last document of the journal when it was counted. */
  readonly atSeq: number;
  readonly struck: boolean;
};

/** What the books say of a lot on the shelf, and how it moved since somebody began to count it. */
export type LotOnShelf = {
  readonly onHandQuantity: Quantity;
  readonly valueFen: Fen;
  readonly valued: boolean;
  /** What it came in with; null: nothing is known of that. */
  readonly received: { readonly quantity: Quantity; readonly valueFen: Fen } | null;
  readonly movements: readonly LotMovement[];
};

export type LotMovement = {
  readonly seq: number;
  /** Signed. */
  readonly quantity: number;
  /** Only the books moved, not the goods: another count put them right. */
  readonly correction: boolean;
};

/** All piles of one lot against the books. */
export type CountedLine = CountedGoods & {
  readonly key: string;
  readonly countedQuantity: Quantity;
  /** In the books when the last pile of it was counted. */
  readonly bookQuantity: Quantity;
  /** Counted less books: above zero is a gain (盘盈), below a loss (盘亏). */
  readonly difference: number;
  /** What the books moved between its first and its last pile: nobody can tell from which pile that went. */
  readonly movedBetween: number;
  readonly countedByNames: readonly string[];
};

/** Which piles belong together: those of one lot, or with the same batch and expiry on them. */
export function lineKeyOf(goods: CountedGoods): string {
  return goods.lotId ?? `new/${goods.itemId}/${goods.newLotCode}/${goods.newLotExpiresOn ?? ''}`;
}

/** Whether an item belongs to a count of these categories. */
export function isCovered(categories: readonly string[], category: string): boolean {
  return categories.length === 0 || categories.includes(category);
}

/** Whether two counts would count the same goods: no categories means all. */
export function overlap(one: readonly string[], other: readonly string[]): boolean {
  return one.length === 0 || other.length === 0 || one.some((category) => other.includes(category));
}
