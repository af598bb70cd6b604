import { useQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import type { EntryId } from '../../../shared/kernel/brands.ts';
import { ReceiptPaper } from '../../components/receipt-paper.tsx';
import { FailingState, LoadingState } from '../../components/state-views.tsx';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';

/** The slip as it comes out of the printer. */
export function ReceiptDrawer({ id, onClose }: { readonly id: EntryId; readonly onClose: () => void }) {
  const receipt = useQuery(queries.receipt(id));
  return (
    <Drawer open title="小票" onClose={onClose} size="30rem">
      {receipt.data ? (
        <ReceiptPaper layout={receipt.data} />
      ) : receipt.isError ? (
        <FailingState sentence={sentenceOf(receipt.error)} onRetry={() => void receipt.refetch()} />
      ) : (
        <LoadingState />
      )}
    </Drawer>
  );
}
