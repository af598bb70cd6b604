import type { PartnerSettlement } from '../../../shared/domain/partner/partner.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import { ReversalDialog } from '../../components/reversal-dialog.tsx';
import { client } from '../../lib/client.ts';
import { useReversal } from '../../lib/use-reversal.ts';

/** Takes a wrong settlement back (红冲); what it cited can be settled again. */
export function ReverseSettlementDialog(props: {
  readonly settlement: PartnerSettlement;
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}) {
  const { settlement, onDone, onClose } = props;
  const { entryId, documentNo, partnerName, periodFrom, periodTo } = settlement;
  const what = `${partnerName} ${periodFrom} 至 ${periodTo}，${yuanText(settlement.amountFen)} 元`;
  const send = client.partner.reverseSettlement;
  const given = { entryId, documentNo, what, send, stale: ['partner'], became: '里面的发放可以重新结算，' };
  const reversal = useReversal({ ...given, onDone, onClose });
  return (
    <ReversalDialog
      documentNo={documentNo}
      explanation="原来那张留在账上，另记一张相反的；里面的发放回到未结算。"
      reversal={reversal}
      onClose={onClose}
    >
      {what}
    </ReversalDialog>
  );
}
