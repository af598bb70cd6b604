import { useIsMutating, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import type { StocktakeReview } from '../../../shared/contract/stocktake.ts';
import type { Operator } from '../../../shared/contract/staff.ts';
import { Page, Sheet } from '../../components/page.tsx';
import { EmptyState, FailingState, LoadingState, Notice } from '../../components/state-views.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { client } from '../../lib/client.ts';
import { go } from '../../lib/navigation.ts';
import { may } from '../../lib/permissions.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { stocktakeQueries } from '../../lib/stocktake-queries.ts';
import { ApproveDialog } from './approve-dialog.tsx';
import { reviewColumns, toneOf } from './review-columns.tsx';
import { differs } from './review-sums.ts';
import { UncountedSheet } from './uncounted-sheet.tsx';

/** The count beside the books: what was found more or less, why, and whether it goes into the books. */
export function ReviewScreen({ stocktakeId, operator }: { readonly stocktakeId: string; readonly operator: Operator }) {
  const review = useQuery(stocktakeQueries.review(stocktakeId));
  return review.data ? (
    <Review review={review.data} operator={operator} />
  ) : (
    <Page
      title="复核盘点"
      actions={
        <Button size="large" onClick={() => go('/goods/stocktake')}>
          返回
        </Button>
      }
    >
      {review.isError ? (
        <FailingState sentence={sentenceOf(review.error)} onRetry={() => void review.refetch()} />
      ) : (
        <LoadingState />
      )}
    </Page>
  );
}

const EXPLAIN = ['stocktake', 'explain'];

function Review({ review, operator }: { readonly review: StocktakeReview; readonly operator: Operator }) {
  const { head, lines, uncounted } = review;
  const [onlyDifferent, setOnlyDifferent] = useState(true);
  const [again, setAgain] = useState<readonly string[]>([]);
  const [approving, setApproving] = useState(false);
  const queryClient = useQueryClient();
  const mayChange = may(operator.role, 'startStocktake');
  const reopen = useMutation({
    mutationFn: () => client.stocktake.reopen({ stocktakeId: head.id, lineKeys: [...again] }),
    onSuccess: async () => {
      go('/goods/stocktake');
      await queryClient.invalidateQueries({ queryKey: ['stocktake'] });
    },
  });
  const explain = useMutation({
    mutationKey: EXPLAIN,
    mutationFn: (input: { readonly lineKey: string; readonly reason: string }) =>
      client.stocktake.explain({ stocktakeId: head.id, ...input }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['stocktake', 'review', head.id] }),
  });
  /** A reason on its way belongs to what is approved. */
  const settling = useIsMutating({ mutationKey: EXPLAIN }) > 0;
  const different = lines.filter(differs);
  const shown = onlyDifferent ? different : lines;
  const toggle = (key: string) =>
    setAgain((before) => (before.includes(key) ? before.filter((one) => one !== key) : [...before, key]));
  const columns = reviewColumns(shown, {
    again,
    onAgain: mayChange ? toggle : null,
    onReason: mayChange ? (lineKey, reason) => explain.mutate({ lineKey, reason }) : null,
  });
  const problem = reopen.error ?? explain.error;
  return (
    <Page
      title={`复核：${head.title}`}
      lead={`点了 ${lines.length} 批，其中 ${different.length} 批有出入　盘点 ${head.counters.map(({ name }) => name).join('、')}　监盘 ${head.watchedByName ?? ''}`}
      actions={
        <>
          <Button size="large" onClick={() => go('/goods/stocktake')}>
            返回
          </Button>
          {mayChange ? (
            <Button size="large" loading={reopen.isPending} onClick={() => reopen.mutate()}>
              {again.length === 0 ? '退回补点' : `退回重点这 ${again.length} 批`}
            </Button>
          ) : null}
          {may(operator.role, 'approveStocktake') ? (
            <Button size="large" type="primary" disabled={again.length > 0} onClick={() => setApproving(true)}>
              批准入账
            </Button>
          ) : null}
        </>
      }
    >
      {problem ? (
        <Notice tone="refused" live="assertive">
          {sentenceOf(problem)}
        </Notice>
      ) : null}
      <Sheet>
        <DataTable
          label="盘盈盘亏"
          columns={columns}
          rows={shown}
          rowKey={(line) => line.key}
          tone={toneOf}
          tools={
            <Checkbox checked={onlyDifferent} onChange={(event) => setOnlyDifferent(event.target.checked)}>
              只看有出入的
            </Checkbox>
          }
        />
        {shown.length === 0 ? <EmptyState title="账实相符" hint="点过的批次和账面都一样，可以批准入账。" /> : null}
      </Sheet>
      {uncounted.length > 0 ? <UncountedSheet rows={uncounted} /> : null}
      {approving ? <ApproveDialog review={review} settling={settling} onClose={() => setApproving(false)} /> : null}
    </Page>
  );
}
