import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useRef, useState } from 'react';
import type { InboundListRow } from '../../../shared/domain/goods/inbound-readings.ts';
import { Dialog } from '../../components/dialog.tsx';
import '../../components/doorway.css';
import { Field } from '../../components/field.tsx';
import { SecondPersonDialog } from '../../components/second-person-dialog.tsx';
import { Notice } from '../../components/state-views.tsx';
import { client, newRequestId } from '../../lib/client.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { useApproval } from '../../lib/use-approval.ts';

/** Takes a wrong inbound back by an entry of its own (红冲), while all its goods are still there. */
export function ReverseInboundDialog(props: {
  readonly inbound: InboundListRow;
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}) {
  const { inbound } = props;
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const requestId = useRef(newRequestId());
  const queryClient = useQueryClient();
  const { withApproval, asked } = useApproval();
  const reverse = useMutation({
    mutationFn: () =>
      withApproval(`红冲 ${inbound.documentNo}（${inbound.summary}）：${reason}`, (approval) =>
        client.goods.reverseInbound({ requestId: requestId.current, entryId: inbound.entryId, reason, approval }),
      ),
    onSuccess: async (posted) => {
      props.onDone(`已红冲 ${inbound.documentNo}，红冲单号 ${posted.documentNo}。`);
      props.onClose();
      await queryClient.invalidateQueries({ queryKey: ['goods'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim() !== '' && !reverse.isPending) reverse.mutate();
  };
  return (
    <>
      <Dialog title={`红冲 ${inbound.documentNo}`} onClose={props.onClose}>
        <form className="doorway-form" onSubmit={submit}>
          <p>
            {inbound.businessDate} 入库：{inbound.summary}
          </p>
          <p className="soft">原来那张留在账上，另记一张相反的；已经发出的物品不能红冲。</p>
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
