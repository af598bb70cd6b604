import { openShop, type Shop } from '../builders/shop.ts';
import { type Household } from '../../shared/domain/household/household.ts';
import { type Item } from '../../shared/domain/goods/goods.ts';
import { fillHouseholds, fillItems, fillJournal, timedIds } from './fill-shop.ts';

export type BigShop = {
  readonly shop: Shop;
  readonly newId: () => string;
  readonly households: readonly Household[];
  readonly items: readonly Item[];
};

/** A shop whose journal holds about `postings` postings, as on the next morning: on the disk, nothing remembered. */
export async function bigShop(postings: number, households: number): Promise<BigShop> {
  const shop = await openShop({ scheme: 'heixi' });
  const newId = timedIds(5);
  shop.hurry();
  const items = fillItems(shop);
  const everyone = fillHouseholds(shop, households, newId);
  fillJournal({ ...shop.context(), newId }, everyone, items, postings);
  shop.db.pragma('wal_checkpoint(TRUNCATE)');
  shop.reopen();
  return { shop, newId, households: everyone, items };
}
