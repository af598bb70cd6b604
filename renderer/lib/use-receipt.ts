import { useQuery } from '@tanstack/react-query';
import type { EntryId } from '../../shared/kernel/brands.ts';
import { queries } from './queries.ts';
import { sentenceOf } from './shop-error.ts';

/** A document's slip, as the drawer that shows it wants it. */
export function useReceipt(id: EntryId) {
  const receipt = useQuery(queries.receipt(id));
  return {
    layout: receipt.data,
    failure: receipt.isError ? sentenceOf(receipt.error) : null,
    onRetry: () => void receipt.refetch(),
  };
}
