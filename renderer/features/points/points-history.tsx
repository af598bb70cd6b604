import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { PassbookLine } from '../../../shared/contract/points.ts';
import type { HouseholdId } from '../../../shared/kernel/brands.ts';
import { pointsText } from '../../../shared/kernel/number-text.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Sheet } from '../../components/page.tsx';
import { EmptyState, FailingState, LoadingState } from '../../components/state-views.tsx';
import { PASSBOOK_KIND_TEXT } from '../../lib/entry-kinds.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { ReverseDialog } from './reverse-dialog.tsx';

/** What was entered for this household this year, newest first; a wrong line is reversed (红冲), never changed. */
export function PointsHistory(props: {
  readonly householdId: HouseholdId;
  readonly onDone: (sentence: string) => void;
}) {
  const [reversing, setReversing] = useState<PassbookLine | null>(null);
  const passbook = useQuery(queries.passbook(props.householdId, null));
  const lines = passbook.data?.lines.filter(({ kind }) =>
    ['award', 'deduction', 'reversal', 'base_grant'].includes(kind),
  );
  return (
    <Sheet title="今年的加分和扣分">
      {lines ? (
        lines.length === 0 ? (
          <EmptyState title="今年还没有加分或扣分" />
        ) : (
          <DataTable
            label="今年的加分和扣分"
            columns={historyColumns(lines, setReversing)}
            rows={[...lines].reverse()}
            rowKey={(line) => line.entryId}
            tone={(line) => (line.reversedBy === null ? undefined : 'quiet')}
          />
        )
      ) : passbook.isError ? (
        <FailingState sentence={sentenceOf(passbook.error)} onRetry={() => void passbook.refetch()} />
      ) : (
        <LoadingState />
      )}
      {reversing ? <ReverseDialog line={reversing} onDone={props.onDone} onClose={() => setReversing(null)} /> : null}
    </Sheet>
  );
}

function reversible(line: PassbookLine): boolean {
  return (line.kind === 'award' || line.kind === 'deduction') && line.reversedBy === null;
}

/** Shown where somebody had to agree. */
const APPROVER: Column<PassbookLine> = {
  key: 'approver',
  title: '同意人',
  text: (line) => line.approvedByName ?? '',
};

function historyColumns(
  lines: readonly PassbookLine[],
  onReverse: (line: PassbookLine) => void,
): readonly Column<PassbookLine>[] {
  return [
    { key: 'date', title: '日期', text: (line) => line.businessDate },
    { key: 'kind', title: '类别', text: (line) => PASSBOOK_KIND_TEXT[line.kind] },
    { key: 'reason', title: '事由', text: (line) => line.reason },
    {
      key: 'award',
      title: '加分（分）',
      numeric: true,
      text: (line) => (line.awardCentipoints === 0 ? '' : pointsText(line.awardCentipoints)),
    },
    {
      key: 'deduction',
      title: '扣分（分）',
      numeric: true,
      text: (line) => (line.deductionCentipoints === 0 ? '' : pointsText(line.deductionCentipoints)),
    },
    { key: 'operator', title: '经办人', text: (line) => line.operatorName },
    ...(lines.some((line) => line.approvedByName !== null) ? [APPROVER] : []),
    { key: 'document', title: '单号', text: (line) => line.documentNo },
    {
      key: 'reverse',
      title: '红冲',
      text: (line) => line.reversedBy ?? '',
      show: (line) =>
        line.reversedBy !== null ? (
          <span>已由 {line.reversedBy} 红冲</span>
        ) : reversible(line) ? (
          <Button size="small" aria-label={`红冲 ${line.documentNo}`} onClick={() => onReverse(line)}>
            红冲
          </Button>
        ) : null,
    },
  ];
}
