import type { OutboundListRow } from '../../../shared/contract/outbound.ts';
import { ReversalDialog } from '../../components/reversal-dialog.tsx';
import { client } from '../../lib/client.ts';
import { useReversal } from '../../lib/use-reversal.ts';

/** Takes a wrong document back (红冲): the goods are in their lots again. */
export function ReverseOutboundDialog(props: {
  readonly outbound: OutboundListRow;
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}) {
  const { outbound, onDone, onClose } = props;
  const { entryId, documentNo, summary } = outbound;
  const send = client.outbound.reverse;
  const given = { entryId, documentNo, what: summary, send, stale: ['goods'], became: '物品回到原来的批次，' };
  const reversal = useReversal({ ...given, onDone, onClose });
  return (
    <ReversalDialog
      documentNo={documentNo}
      explanation="原来那张留在账上，另记一张相反的；物品按原来的成本回到原来的批次。"
      reversal={reversal}
      onClose={onClose}
    >
      {outbound.businessDate} {summary}
    </ReversalDialog>
  );
}
