import type { EntryId } from '../../../shared/kernel/brands.ts';
import { ReceiptDrawer } from '../../components/receipt-drawer.tsx';
import { useReceipt } from '../../lib/use-receipt.ts';

export function ReceiptView({ id, onClose }: { readonly id: EntryId; readonly onClose: () => void }) {
  return <ReceiptDrawer {...useReceipt(id)} onClose={onClose} />;
}
