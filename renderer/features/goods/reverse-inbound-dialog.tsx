import type { InboundListRow } from '../../../shared/domain/goods/inbound-readings.ts';
import { ReversalDialog } from '../../components/reversal-dialog.tsx';
import { client } from '../../lib/client.ts';
import { useReversal } from '../../lib/use-reversal.ts';

/** Takes a wrong inbound back (红冲), while all its goods are still there. */
export function ReverseInboundDialog(props: {
  readonly inbound: InboundListRow;
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}) {
  const { inbound, onDone, onClose } = props;
  const { entryId, documentNo, summary } = inbound;
  const send = client.goods.reverseInbound;
  const reversal = useReversal({ entryId, documentNo, what: summary, send, stale: ['goods'], onDone, onClose });
  return (
    <ReversalDialog
      documentNo={documentNo}
      explanation="原来那张留在账上，另记一张相反的；已经发出的物品不能红冲。"
      reversal={reversal}
      onClose={onClose}
    >
      {inbound.businessDate} 入库：{summary}
    </ReversalDialog>
  );
}
