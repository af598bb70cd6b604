import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ItemId, LotId } from '../../shared/kernel/brands.ts';
import { client } from './client.ts';

/** Which movements of goods: the days, and which part of the list. */
export type MovementDays = {
  readonly from: string | null;
  readonly to: string | null;
  readonly offset: number;
  readonly limit: number;
};

/** What is read of the shelf. */
export const stockQueries = {
  overview: () => queryOptions({ queryKey: ['goods', 'overview'], queryFn: () => client.goods.overview() }),
  stockCharts: () => queryOptions({ queryKey: ['stock-charts'], queryFn: () => client.goods.stockCharts() }),
  itemLife: (itemId: ItemId, days: MovementDays) =>
    queryOptions({
      queryKey: ['goods', 'item-life', itemId, days],
      queryFn: ({ signal }) => client.goods.itemLife({ itemId, ...days }, { signal }),
      placeholderData: keepPreviousData,
    }),
  lotLife: (lotId: LotId, days: MovementDays) =>
    queryOptions({
      queryKey: ['goods', 'lot-life', lotId, days],
      queryFn: ({ signal }) => client.goods.lotLife({ lotId, ...days }, { signal }),
      placeholderData: keepPreviousData,
    }),
};
