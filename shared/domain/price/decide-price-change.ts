import type { Centipoints, LocalDate } from '../../kernel/brands.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Item } from '../goods/goods.ts';
import type { RedemptionRefusal } from '../redemption/refusals.ts';
import { fenPerPoint, isAboveRate, lowestPrice, type UnitValue, unitValueFen } from './price.ts';
import type { PriceRefusal } from './refusals.ts';

export type PriceChangeFacts = {
  readonly today: LocalDate;
  readonly effectiveFrom: LocalDate;
  /** What the scheme allows a point to be worth, in fen; null: it sets no limit. */
  readonly maximumFenPerPoint: UnitValue['valueFen'] | null;
  readonly lines: readonly {
    /** With the price it has on the day of the change; null: no such item. */
    readonly item: Item | null;
    readonly value: UnitValue | null;
    readonly priceCentipoints: Centipoints | null;
  }[];
};

export type PriceChangeRefusal = PriceRefusal | Extract<RedemptionRefusal, { code: 'item_not_found' }>;

/** Whether these prices may stand from that day on; answers with the item of each line. */
export function decidePriceChange(facts: PriceChangeFacts): Result<readonly Item[], PriceChangeRefusal> {
  const { today, effectiveFrom, lines } = facts;
  if (lines.length === 0) return err({ code: 'price_lines_empty' });
  if (effectiveFrom < today) return err({ code: 'price_effective_past', effectiveFrom, today });
  const items: Item[] = [];
  const seen = new Set<string>();
  for (const { item, value, priceCentipoints } of lines) {
    if (!item) return err({ code: 'item_not_found' });
    const itemName = item.name;
    if (seen.has(item.id)) return err({ code: 'price_item_twice', itemName });
    seen.add(item.id);
    if (priceCentipoints !== null && priceCentipoints < 0)
      return err({ code: 'price_negative', itemName, priceCentipoints });
    if (priceCentipoints === item.priceCentipoints)
      return err({ code: 'price_unchanged', itemName, priceCentipoints, effectiveFrom });
    const above = priceAboveRate(item, priceCentipoints, value, facts.maximumFenPerPoint);
    if (above) return err(above);
    items.push(item);
  }
  return ok(items);
}

/** Why goods of this value may not have this price: a point would buy more than the scheme allows. Null: they may. */
export function priceAboveRate(
  item: Pick<Item, 'name' | 'unit'>,
  price: Centipoints | null,
  value: UnitValue | null,
  maximumFenPerPoint: UnitValue['valueFen'] | null,
): Extract<PriceRefusal, { code: 'price_above_rate' }> | null {
  if (price === null || value === null || maximumFenPerPoint === null) return null;
  if (!isAboveRate(value, price, maximumFenPerPoint)) return null;
  return {
    code: 'price_above_rate',
    itemName: item.name,
    unit: item.unit,
    unitFen: unitValueFen(value),
    basis: value.basis,
    priceCentipoints: price,
    fenPerPoint: fenPerPoint(value, price),
    maximumFenPerPoint,
    lowestCentipoints: lowestPrice(value, maximumFenPerPoint),
  };
}
