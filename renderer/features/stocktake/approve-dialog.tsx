import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Input } from 'antd';
import { type FormEvent, useRef, useState } from 'react';
import type { StocktakeReview } from '../../../shared/contract/stocktake.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import { Dialog } from '../../components/dialog.tsx';
import '../../components/doorway.css';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/state-views.tsx';
import { client, newRequestId } from '../../lib/client.ts';
import { go } from '../../lib/navigation.ts';
import { sendUntilAnswered } from '../../lib/pending-command.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { type ReviewSum, sumOf } from './review-sums.ts';

/** Approves what is shown, and nothing that has changed meanwhile. */
export function ApproveDialog(props: {
  readonly review: StocktakeReview;
  /** A reason is still being written down. */
  readonly settling: boolean;
  readonly onClose: () => void;
}) {
  const { review, settling, onClose } = props;
  const { head, lines, uncounted, seen } = review;
  const [leaveUncounted, setLeaveUncounted] = useState(false);
  const [note, setNote] = useState('');
  const requestId = useRef(newRequestId());
  const queryClient = useQueryClient();
  const approve = useMutation({
    mutationFn: () => {
      const input = { requestId: requestId.current, stocktakeId: head.id, seen, leaveUncounted, note };
      const what = `批准盘点“${head.title}”`;
      const command = { requestId: input.requestId, procedure: 'stocktake.approve', input, what } as const;
      return sendUntilAnswered(command, () => client.stocktake.approve(input));
    },
    onSuccess: async (posted) => {
      go(`/goods/stocktake/sheet/${posted.entryId}`);
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: ['stocktake'] }),
        queryClient.invalidateQueries({ queryKey: ['goods'] }),
      ]);
    },
    onError: async () => {
      // Refused: another try is another request, of what is shown then.
      requestId.current = newRequestId();
      await queryClient.invalidateQueries({ queryKey: ['stocktake'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!approve.isPending && !settling) approve.mutate();
  };
  return (
    <Dialog title={`批准“${head.title}”入账`} onClose={onClose}>
      <form className="doorway-form" onSubmit={submit}>
        <dl className="approve-sums">
          <dt>盘盈</dt>
          <dd>{sumText(sumOf(lines, 1))}</dd>
          <dt>盘亏</dt>
          <dd>{sumText(sumOf(lines, -1))}</dd>
        </dl>
        <p className="soft">批准后记一张盘点单，点数之后发出和收进的已经算清；错了要再盘一次来更正。</p>
        {uncounted.length > 0 ? (
          <Checkbox checked={leaveUncounted} onChange={(event) => setLeaveUncounted(event.target.checked)}>
            没点的 {uncounted.length} 批不调整
          </Checkbox>
        ) : null}
        <Field label="备注" help="可不填">
          <Input data-first maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
        </Field>
        {approve.isError ? (
          <Notice tone="refused" live="assertive">
            {sentenceOf(approve.error)}
          </Notice>
        ) : null}
        <div className="form-actions">
          <Button size="large" onClick={onClose}>
            再看看
          </Button>
          <Button size="large" type="primary" htmlType="submit" disabled={settling} loading={approve.isPending}>
            批准入账
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function sumText({ lots, valueFen, unvalued }: ReviewSum): string {
  if (lots === 0) return '没有';
  if (unvalued === lots) return `${lots} 批，都未计价`;
  return `${lots} 批，${yuanText(valueFen)} 元${unvalued === 0 ? '' : `，其中 ${unvalued} 批未计价`}`;
}
