import type { PassbookLine } from '../../../shared/contract/points.ts';
import { pointsText } from '../../../shared/kernel/number-text.ts';
import { ReversalDialog } from '../../components/reversal-dialog.tsx';
import { client } from '../../lib/client.ts';
import { PASSBOOK_KIND_TEXT } from '../../lib/entry-kinds.ts';
import { useReversal } from '../../lib/use-reversal.ts';

/** Takes an award or deduction back (红冲); the original stays on the books. */
export function ReverseDialog(props: {
  readonly line: PassbookLine;
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}) {
  const { line, onDone, onClose } = props;
  const { entryId, documentNo } = line;
  const send = client.points.reverse;
  const reversal = useReversal({
    entryId,
    documentNo,
    what: line.reason,
    send,
    stale: ['household'],
    onDone,
    onClose,
  });
  const amount = line.kind === 'award' ? line.awardCentipoints : line.deductionCentipoints;
  return (
    <ReversalDialog
      documentNo={documentNo}
      explanation="原来那笔留在账上，另记一笔相反的。"
      reversal={reversal}
      onClose={onClose}
    >
      {line.businessDate} {PASSBOOK_KIND_TEXT[line.kind]} {pointsText(amount)} 分：{line.reason}
    </ReversalDialog>
  );
}
