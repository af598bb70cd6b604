import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useRef, useState } from 'react';
import type { PartnerSettlement } from '../../../shared/domain/partner/partner.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import { Dialog } from '../../components/dialog.tsx';
import '../../components/doorway.css';
import { Field } from '../../components/field.tsx';
import { SecondPersonDialog } from '../../components/second-person-dialog.tsx';
import { Notice } from '../../components/state-views.tsx';
import { client, newRequestId } from '../../lib/client.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { useApproval } from '../../lib/use-approval.ts';

/** Takes a wrong settlement back by an entry of its own (红冲); what it cited can be settled again. */
export function ReverseSettlementDialog(props: {
  readonly settlement: PartnerSettlement;
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}) {
  const { settlement } = props;
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const requestId = useRef(newRequestId());
  const queryClient = useQueryClient();
  const { withApproval, asked } = useApproval();
  const what = `${settlement.partnerName} ${settlement.periodFrom} 至 ${settlement.periodTo}，${yuanText(settlement.amountFen)} 元`;
  const reverse = useMutation({
    mutationFn: () =>
      withApproval(`红冲 ${settlement.documentNo}（${what}）：${reason}`, (approval) =>
        client.partner.reverseSettlement({
          requestId: requestId.current,
          entryId: settlement.entryId,
          reason,
          approval,
        }),
      ),
    onSuccess: async (posted) => {
      props.onDone(`已红冲 ${settlement.documentNo}，红冲单号 ${posted.documentNo}；里面的发放可以重新结算。`);
      props.onClose();
      await queryClient.invalidateQueries({ queryKey: ['partner'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim() !== '' && !reverse.isPending) reverse.mutate();
  };
  return (
    <>
      <Dialog title={`红冲 ${settlement.documentNo}`} onClose={props.onClose}>
        <form className="doorway-form" onSubmit={submit}>
          <p>{what}</p>
          <p className="soft">原来那张留在账上，另记一张相反的；里面的发放回到未结算。</p>
          <Field label="红冲原因" error={tried && reason.trim() === '' ? '请填原因。' : null}>
            <Input autoFocus maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
          {reverse.isError ? (
            <Notice tone="refused" live="assertive">
              {sentenceOf(reverse.error)}
            </Notice>
          ) : null}
          <div className="form-actions">
            <Button size="large" onClick={props.onClose}>
              不红冲
            </Button>
            <Button size="large" type="primary" htmlType="submit" loading={reverse.isPending}>
              红冲
            </Button>
          </div>
        </form>
      </Dialog>
      {asked ? <SecondPersonDialog {...asked} /> : null}
    </>
  );
}
