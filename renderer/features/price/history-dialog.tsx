import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useRef, useState } from 'react';
import type { PriceHistoryRow, PriceRow } from '../../../shared/contract/price.ts';
import type { EntryId } from '../../../shared/kernel/brands.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { FailingState, LoadingState, Notice } from '../../components/state-views.tsx';
import { client, newRequestId } from '../../lib/client.ts';
import { priceQueries } from '../../lib/price-queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { priceText, STATE_TEXT, worthText } from './price-words.ts';

/** What an item cost in points, costs and will cost, and why. */
export function HistoryDialog(props: {
  readonly row: PriceRow;
  readonly mayChange: boolean;
  readonly onChange: () => void;
  readonly onClose: () => void;
}) {
  const { row } = props;
  const history = useQuery(priceQueries.priceHistory(row.itemId));
  const [taking, setTaking] = useState<PriceHistoryRow | null>(null);
  return (
    <Dialog title={`${row.name} ${row.spec} 的兑换分值`} onClose={props.onClose} width="56rem">
      <p className="soft">{worthText(row)}</p>
      {history.data ? (
        <HistoryTable rows={history.data} onWithdraw={props.mayChange ? setTaking : null} />
      ) : history.isError ? (
        <FailingState sentence={sentenceOf(history.error)} onRetry={() => void history.refetch()} />
      ) : (
        <LoadingState />
      )}
      {taking?.entryId ? (
        <WithdrawForm
          key={taking.entryId}
          entryId={taking.entryId}
          documentNo={taking.documentNo}
          onClose={() => setTaking(null)}
        />
      ) : null}
      {taking ? null : (
        <div className="form-actions">
          <Button size="large" onClick={props.onClose}>
            返回
          </Button>
          {props.mayChange ? (
            <Button size="large" type="primary" onClick={props.onChange}>
              调价
            </Button>
          ) : null}
        </div>
      )}
    </Dialog>
  );
}

function HistoryTable(props: {
  readonly rows: readonly PriceHistoryRow[];
  readonly onWithdraw: ((row: PriceHistoryRow) => void) | null;
}) {
  const { onWithdraw } = props;
  return (
    <div className="table price-history">
      <table aria-label="分值变动">
        <thead>
          <tr>
            <th scope="col">生效日期</th>
            <th scope="col" data-numeric>
              分值
            </th>
            <th scope="col">状态</th>
            <th scope="col">原因</th>
            <th scope="col">单号</th>
            <th scope="col">经办人</th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr
              key={row.entryId ?? 'registered'}
              data-tone={row.state === 'withdrawn' || row.state === 'past' ? 'quiet' : undefined}
            >
              <td>{row.effectiveFrom ?? '登记时'}</td>
              <td data-numeric>{priceText(row.priceCentipoints)}</td>
              <td>
                {STATE_TEXT[row.state]}
                {row.reversedBy === null ? null : `（${row.reversedBy}）`}
                {row.state === 'planned' && onWithdraw ? (
                  <Button size="small" className="price-withdraw" onClick={() => onWithdraw(row)}>
                    撤销
                  </Button>
                ) : null}
              </td>
              <td>{row.reason}</td>
              <td>{row.documentNo}</td>
              <td>{row.operatorName}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function WithdrawForm(props: { readonly entryId: EntryId; readonly documentNo: string; readonly onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const requestId = useRef(newRequestId());
  const queryClient = useQueryClient();
  const withdraw = useMutation({
    mutationFn: () => client.price.withdraw({ requestId: requestId.current, entryId: props.entryId, reason }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['goods'] });
      props.onClose();
    },
  });
  return (
    <form
      className="price-withdraw-form"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (reason.trim() !== '' && !withdraw.isPending) withdraw.mutate();
      }}
    >
      <Field
        label={`撤销整张调价单 ${props.documentNo} 的原因`}
        error={tried && reason.trim() === '' ? '请填原因。' : null}
      >
        <Input autoFocus maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {withdraw.isError ? (
        <Notice tone="refused" live="assertive">
          {sentenceOf(withdraw.error)}
        </Notice>
      ) : null}
      <div className="form-actions">
        <Button onClick={props.onClose}>不撤销</Button>
        <Button type="primary" htmlType="submit" loading={withdraw.isPending}>
          撤销调价
        </Button>
      </div>
    </form>
  );
}
