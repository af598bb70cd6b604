import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useRef, useState } from 'react';
import type { PassbookLine } from '../../../shared/contract/points.ts';
import { pointsText } from '../../../shared/kernel/number-text.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { SecondPersonDialog } from '../../components/second-person-dialog.tsx';
import { Notice } from '../../components/state-views.tsx';
import { client, newRequestId } from '../../lib/client.ts';
import { PASSBOOK_KIND_TEXT } from '../../lib/entry-kinds.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { useApproval } from '../../lib/use-approval.ts';

/** Takes an award or deduction back by an entry of its own (红冲); the original stays on the books. */
export function ReverseDialog(props: {
  readonly line: PassbookLine;
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}) {
  const { line } = props;
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const requestId = useRef(newRequestId());
  const queryClient = useQueryClient();
  const { withApproval, asked } = useApproval();
  const reverse = useMutation({
    mutationFn: () =>
      withApproval(`红冲 ${line.documentNo}（${line.reason}）：${reason}`, (approval) =>
        client.points.reverse({ requestId: requestId.current, entryId: line.entryId, reason, approval }),
      ),
    onSuccess: async (posted) => {
      props.onDone(`已红冲 ${line.documentNo}，红冲单号 ${posted.documentNo}。`);
      props.onClose();
      await queryClient.invalidateQueries({ queryKey: ['household'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim() !== '' && !reverse.isPending) reverse.mutate();
  };
  const amount = line.kind === 'award' ? line.awardCentipoints : line.deductionCentipoints;
  return (
    <>
      <Dialog title={`红冲 ${line.documentNo}`} onClose={props.onClose}>
        <form className="doorway-form" onSubmit={submit}>
          <p>
            {line.businessDate} {PASSBOOK_KIND_TEXT[line.kind]} {pointsText(amount)} 分：{line.reason}
          </p>
          <p className="soft">原来那笔留在账上，另记一笔相反的。</p>
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
