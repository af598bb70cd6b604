import type { CounterItem, StockRow } from '../../../shared/contract/goods.ts';
import type { Item } from '../../../shared/domain/goods/goods.ts';
import { type Fen, fen, type LocalDate } from '../../../shared/kernel/brands.ts';
import { daysBetween } from '../../../shared/kernel/local-date.ts';
import type { Searchable } from '../../lib/item-search.ts';

const NEAR_EXPIRY_DAYS = 30;

/** One kind of goods with what is on the shelf of it. */
export type ShelfRow = Searchable & {
  readonly item: Item;
  readonly lots: readonly StockRow[];
  readonly available: number;
  readonly expired: number;
  readonly nearestExpiry: LocalDate | null;
  /** Cost of what is on hand; null when part of it is unvalued (未计价). */
  readonly valueFen: Fen | null;
  readonly state: 'ok' | 'low' | 'near' | 'expired' | 'inactive';
};

/** Items with their lots, in the order of the catalogue. Pinyin comes with the counter's list. */
export function shelfRows(
  items: readonly Item[],
  stock: readonly StockRow[],
  counter: readonly CounterItem[],
  today: LocalDate,
): readonly ShelfRow[] {
  const spelling = new Map(counter.map((item) => [item.id, item]));
  const lotsOf = new Map<string, StockRow[]>();
  for (const row of stock) lotsOf.set(row.item.id, [...(lotsOf.get(row.item.id) ?? []), row]);
  return items.map((item) => {
    const lots = (lotsOf.get(item.id) ?? []).filter(({ onHandQuantity }) => onHandQuantity > 0);
    const good = lots.filter(({ expired }) => !expired);
    const available = good.reduce((sum, { onHandQuantity }) => sum + onHandQuantity, 0);
    const expired = lots.reduce((sum, lot) => sum + (lot.expired ? lot.onHandQuantity : 0), 0);
    const nearestExpiry = good.map(({ expiresOn }) => expiresOn).reduce(earlier, null);
    const { code, barcode, name, spec } = item;
    return {
      item,
      code,
      barcode,
      name,
      spec,
      pinyin: spelling.get(item.id)?.pinyin ?? '',
      initials: spelling.get(item.id)?.initials ?? '',
      lots,
      available,
      expired,
      nearestExpiry,
      valueFen: lots.some(({ valueFen }) => valueFen === null)
        ? null
        : fen(lots.reduce((sum, { valueFen }) => sum + (valueFen ?? 0), 0)),
      state: stateOf(item, available, expired, nearestExpiry, today),
    };
  });
}

function earlier(a: LocalDate | null, b: LocalDate | null): LocalDate | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

function stateOf(
  item: Item,
  available: number,
  expired: number,
  nearestExpiry: LocalDate | null,
  today: LocalDate,
): ShelfRow['state'] {
  if (!item.active) return 'inactive';
  if (expired > 0) return 'expired';
  if (available < item.minimumStock || available === 0) return 'low';
  return nearestExpiry !== null && daysBetween(today, nearestExpiry) <= NEAR_EXPIRY_DAYS ? 'near' : 'ok';
}
