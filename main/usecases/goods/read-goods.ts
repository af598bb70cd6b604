import type { CounterItem, EarmarkedStock, StockRow } from '../../../shared/contract/goods.ts';
import type { InboundListRow } from '../../../shared/domain/goods/inbound-readings.ts';
import { compareFefo, isExpired, type Item, type LotOnHand } from '../../../shared/domain/goods/goods.ts';
import { must } from '../../../shared/kernel/assert.ts';
import { type ItemId, type LocalDate, quantity } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { listInbounds } from '../../db/repositories/inbound-repository.ts';
import { listItems } from '../../db/repositories/item-repository.ts';
import { listAllLotsOnHand } from '../../db/repositories/lot-repository.ts';
import { listPartners } from '../../db/repositories/partner-repository.ts';
import { typedAs } from './typed-names.ts';

/** Every item the counter may offer, with what is left of it today. */
export function listCounterItems(db: ReadableDatabase, today: LocalDate): CounterItem[] {
  const lots = lotsByItem(db);
  const partners = new Map(listPartners(db).map(({ id, name, active }) => [id, { name, active }]));
  return listItems(db, today)
    .filter((item) => item.active)
    .map((item) => {
      const partner = item.partnerId === null ? null : (partners.get(item.partnerId) ?? null);
      return { ...counterItem(item, lots.get(item.id) ?? [], today), partner };
    });
}

function counterItem(item: Item, lots: readonly LotOnHand[], today: LocalDate): Omit<CounterItem, 'partner'> {
  const good = lots.filter((lot) => !isExpired(lot, today)).sort(compareFefo);
  const fresh = good.filter(({ earmark }) => earmark === null);
  const expired = lots.filter((lot) => isExpired(lot, today));
  const { id, code, barcode, name, category, spec, unit, priceCentipoints } = item;
  return {
    id,
    code,
    barcode,
    name,
    category,
    spec,
    unit,
    priceCentipoints,
    ...typedAs(item.name),
    availableQuantity: total(fresh),
    earmarked: good.length === fresh.length ? [] : earmarkedStock(good),
    expiredQuantity: total(expired),
    nearestExpiry: fresh[0]?.expiresOn ?? null,
  };
}

/** What is kept for each group, from lots in the order in which they go. */
function earmarkedStock(lots: readonly LotOnHand[]): EarmarkedStock[] {
  const tags = [...new Set(lots.flatMap(({ earmark }) => earmark ?? []))];
  return tags.map((tag) => {
    const kept = lots.filter(({ earmark }) => earmark === tag);
    return { tag, quantity: total(kept), nearestExpiry: kept[0]?.expiresOn ?? null };
  });
}

/** The whole catalogue, items out of use included. */
export function listCatalogue(db: ReadableDatabase, today: LocalDate): Item[] {
  return listItems(db, today);
}

/** Every lot with something left, by item. */
export function listStock(db: ReadableDatabase, today: LocalDate): StockRow[] {
  const items = new Map(listItems(db, today).map((item) => [item.id, item]));
  return listAllLotsOnHand(db).map((lot) => ({
    item: must(items.get(lot.itemId), 'a lot has an item'),
    lotId: lot.id,
    lotCode: lot.code,
    receivedOn: lot.receivedOn,
    expiresOn: lot.expiresOn,
    expired: isExpired(lot, today),
    onHandQuantity: lot.onHandQuantity,
    valueFen: lot.valued ? lot.valueFen : null,
  }));
}

export function listRecentInbounds(db: ReadableDatabase, limit: number): InboundListRow[] {
  return listInbounds(db, limit);
}

function lotsByItem(db: ReadableDatabase): Map<ItemId, LotOnHand[]> {
  const lots = new Map<ItemId, LotOnHand[]>();
  for (const lot of listAllLotsOnHand(db)) {
    const same = lots.get(lot.itemId);
    if (same) same.push(lot);
    else lots.set(lot.itemId, [lot]);
  }
  return lots;
}

function total(lots: readonly LotOnHand[]) {
  return quantity(lots.reduce((sum, lot) => sum + lot.onHandQuantity, 0));
}
