import { queryOptions } from '@tanstack/react-query';
import type { EntryId } from '../../shared/kernel/brands.ts';
import { client } from './client.ts';

/** What is read of counts (盘点), each under a key that begins with `stocktake`. */
export const stocktakeQueries = {
  open: () => queryOptions({ queryKey: ['stocktake', 'open'], queryFn: () => client.stocktake.open() }),
  goods: (stocktakeId: string) =>
    queryOptions({
      queryKey: ['stocktake', 'goods', stocktakeId],
      queryFn: () => client.stocktake.goods({ stocktakeId }),
    }),
  counts: (stocktakeId: string) =>
    queryOptions({
      queryKey: ['stocktake', 'counts', stocktakeId],
      queryFn: () => client.stocktake.counts({ stocktakeId }),
    }),
  review: (stocktakeId: string) =>
    queryOptions({
      queryKey: ['stocktake', 'review', stocktakeId],
      queryFn: () => client.stocktake.review({ stocktakeId }),
    }),
  documents: () =>
    queryOptions({ queryKey: ['stocktake', 'documents'], queryFn: () => client.stocktake.documents({}) }),
  document: (entryId: EntryId) =>
    queryOptions({
      queryKey: ['stocktake', 'document', entryId],
      queryFn: () => client.stocktake.document({ entryId }),
    }),
};
