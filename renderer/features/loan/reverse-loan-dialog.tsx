import type { EntryId } from '../../../shared/kernel/brands.ts';
import { ReversalDialog } from '../../components/reversal-dialog.tsx';
import { client } from '../../lib/client.ts';
import { useReversal } from '../../lib/use-reversal.ts';

/** Takes a wrong loan, or a wrong return, back (红冲). */
export function ReverseLoanDialog(props: {
  readonly document: { readonly entryId: EntryId; readonly documentNo: string; readonly summary: string };
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}) {
  const { onDone, onClose } = props;
  const { entryId, documentNo, summary } = props.document;
  const stale = ['loan', 'goods', 'household'];
  const send = client.loan.reverse;
  const reversal = useReversal({ entryId, documentNo, what: summary, send, stale, onDone, onClose });
  return (
    <ReversalDialog
      documentNo={documentNo}
      explanation="原来那张留在账上，另记一张相反的；借用花的积分一起退回。"
      reversal={reversal}
      onClose={onClose}
    >
      {summary}
    </ReversalDialog>
  );
}
