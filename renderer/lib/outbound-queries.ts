import { queryOptions } from '@tanstack/react-query';
import type { EntryId, ItemId } from '../../shared/kernel/brands.ts';
import { client } from './client.ts';

/** What is read of goods that leave the shelf otherwise than for points; kept with all that is read of goods. */
export const outboundQueries = {
  expiring: () => queryOptions({ queryKey: ['goods', 'expiring'], queryFn: () => client.outbound.expiring() }),
  lotsOfItem: (itemId: ItemId) =>
    queryOptions({ queryKey: ['goods', 'lots-of', itemId], queryFn: () => client.outbound.lots({ itemId }) }),
  outbounds: () => queryOptions({ queryKey: ['goods', 'outbounds'], queryFn: () => client.outbound.list({}) }),
  outbound: (id: EntryId) =>
    queryOptions({ queryKey: ['goods', 'outbound', id], queryFn: () => client.outbound.get({ id }) }),
};
