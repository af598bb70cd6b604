import type { Centipoints, EntryId, ItemId, LocalDate } from '../../../shared/kernel/brands.ts';
import { hundredthsText } from '../../../shared/kernel/number-text.ts';
import { nextChangeNo } from '../../db/repositories/price-repository.ts';
import type { ContextRow } from '../../journal/context-tables.ts';
import type { StoredEntry } from '../../journal/entry.ts';
import { post } from '../../journal/post.ts';
import type { UseCaseContext } from '../context.ts';

export type PriceLine = {
  readonly itemId: ItemId;
  readonly itemName: string;
  readonly before: Centipoints | null;
  readonly priceCentipoints: Centipoints | null;
};

export type PriceDocument = {
  readonly id: EntryId;
  readonly effectiveFrom: LocalDate;
  readonly reason: string;
  readonly requestDigest: string;
  readonly lines: readonly PriceLine[];
};

/** Appends a change of prices: it moves no balance, and past redemptions keep the price they were made at. */
export function postPriceChange(context: UseCaseContext, document: PriceDocument): StoredEntry {
  return post(context.db, {
    id: document.id,
    kind: 'price_change',
    businessDate: context.today,
    recordedAt: context.recordedAt,
    operatorId: context.operator.id,
    householdId: null,
    summary: `${document.effectiveFrom}起：${document.lines.map(lineInWords).join('、')}`,
    reversesId: null,
    requestDigest: document.requestDigest,
    postings: [],
    context: document.lines.map(
      ({ itemId, priceCentipoints }): ContextRow => ({
        table: 'item_price',
        values: {
          item_id: itemId,
          price_centipoints: priceCentipoints,
          effective_from: document.effectiveFrom,
          change_no: nextChangeNo(context.db, itemId),
          reason: document.reason,
        },
      }),
    ),
  });
}

function lineInWords({ itemName, before, priceCentipoints }: PriceLine): string {
  return `${itemName} ${priceInWords(before)}→${priceInWords(priceCentipoints)}`;
}

const priceInWords = (price: Centipoints | null): string => (price === null ? '不兑换' : `${hundredthsText(price)}分`);
