import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import type { PassbookLine } from '../../../shared/contract/points.ts';
import { type Centipoints, centipoints, type HouseholdId } from '../../../shared/kernel/brands.ts';
import { pointsText } from '../../../shared/kernel/number-text.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Sheet } from '../../components/page.tsx';
import { EmptyState, FailingState, LoadingState } from '../../components/state-views.tsx';
import { PASSBOOK_KIND_TEXT } from '../../lib/entry-kinds.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';

/** The passbook (积分存折) of one year: every movement, with the honour and the spendable figure after it. */
export function PassbookSheet({ householdId }: { readonly householdId: HouseholdId }) {
  const [year, setYear] = useState<number | null>(null);
  const passbook = useQuery(queries.passbook(householdId, year));
  return (
    <Sheet title="积分存折">
      {passbook.data ? (
        passbook.data.lines.length === 0 ? (
          <EmptyState title="这一年还没有积分往来" />
        ) : (
          <DataTable
            label="积分存折"
            columns={passbookColumns(passbook.data.lines)}
            rows={passbook.data.lines}
            rowKey={(line) => line.entryId}
            tone={(line) => (line.reversedBy === null ? undefined : 'quiet')}
            tools={
              <Select
                aria-label="年度"
                value={passbook.data.schemeYear}
                options={passbook.data.years.map((value) => ({ value, label: `${value} 年` }))}
                onChange={setYear}
              />
            }
          />
        )
      ) : passbook.isError ? (
        <FailingState sentence={sentenceOf(passbook.error)} onRetry={() => void passbook.refetch()} />
      ) : (
        <LoadingState />
      )}
    </Sheet>
  );
}

/** Nothing is left blank, which reads better on paper than a column of zeros. */
function blankZero(value: Centipoints): string {
  return value === 0 ? '' : pointsText(value);
}

function sum(lines: readonly PassbookLine[], of: (line: PassbookLine) => number): string {
  return pointsText(centipoints(lines.reduce((total, line) => total + of(line), 0)));
}

/** Shown in the years in which somebody had to agree. */
const APPROVER: Column<PassbookLine> = {
  key: 'approver',
  title: '同意人',
  text: (line) => line.approvedByName ?? '',
};

function passbookColumns(lines: readonly PassbookLine[]): readonly Column<PassbookLine>[] {
  return [
    { key: 'date', title: '日期', text: (line) => line.businessDate },
    { key: 'kind', title: '类别', text: (line) => PASSBOOK_KIND_TEXT[line.kind] },
    {
      key: 'reason',
      title: '事由',
      text: (line) => (line.reversedBy === null ? line.reason : `${line.reason}（已由 ${line.reversedBy} 红冲）`),
    },
    {
      key: 'award',
      title: '加分（分）',
      numeric: true,
      text: (line) => blankZero(line.awardCentipoints),
      total: sum(lines, (line) => line.awardCentipoints),
    },
    {
      key: 'deduction',
      title: '扣分（分）',
      numeric: true,
      text: (line) => blankZero(line.deductionCentipoints),
      total: sum(lines, (line) => line.deductionCentipoints),
    },
    {
      key: 'redeemed',
      title: '兑换（分）',
      numeric: true,
      text: (line) => blankZero(line.redeemedCentipoints),
      total: sum(lines, (line) => line.redeemedCentipoints),
    },
    { key: 'honour', title: '荣誉（分）', numeric: true, text: (line) => pointsText(line.honourCentipoints) },
    {
      key: 'spendable',
      title: '可兑换（分）',
      numeric: true,
      text: (line) => pointsText(line.spendableCentipoints),
      show: (line) => <span className="points">{pointsText(line.spendableCentipoints)}</span>,
    },
    { key: 'operator', title: '经办人', text: (line) => line.operatorName },
    ...(lines.some((line) => line.approvedByName !== null) ? [APPROVER] : []),
    { key: 'document', title: '单号', text: (line) => line.documentNo },
  ];
}
