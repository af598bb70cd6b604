import { queryOptions } from '@tanstack/react-query';
import type { ItemId } from '../../shared/kernel/brands.ts';
import { client } from './client.ts';

/** What is read of prices; kept with all that is read of goods, since a delivery changes what a point buys. */
export const priceQueries = {
  prices: () => queryOptions({ queryKey: ['goods', 'prices'], queryFn: () => client.price.list() }),
  priceHistory: (itemId: ItemId) =>
    queryOptions({ queryKey: ['goods', 'price-history', itemId], queryFn: () => client.price.history({ itemId }) }),
};
