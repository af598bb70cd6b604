import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { DonorId, EntryId } from '../../shared/kernel/brands.ts';
import { client } from './client.ts';

export type DonationFilter = {
  readonly donorId: DonorId | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly offset: number;
  readonly limit: number;
};

/** What is read of donors and gifts, and under which key it is kept. */
export const donationQueries = {
  donors: () => queryOptions({ queryKey: ['donation', 'donors'], queryFn: () => client.donation.donors() }),
  donations: (filter: DonationFilter) =>
    queryOptions({
      queryKey: ['donation', 'list', filter],
      queryFn: ({ signal }) => client.donation.list(filter, { signal }),
      placeholderData: keepPreviousData,
    }),
  donation: (entryId: EntryId) =>
    queryOptions({ queryKey: ['donation', 'get', entryId], queryFn: () => client.donation.get({ entryId }) }),
  tags: () => queryOptions({ queryKey: ['donation', 'tags'], queryFn: () => client.donation.tags() }),
  thanks: (period: { readonly from: string | null; readonly to: string | null }) =>
    queryOptions({ queryKey: ['donation', 'thanks', period], queryFn: () => client.donation.thanks(period) }),
};
