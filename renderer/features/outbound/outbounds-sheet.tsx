import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { OutboundListRow } from '../../../shared/contract/outbound.ts';
import type { Operator } from '../../../shared/contract/staff.ts';
import type { EntryId } from '../../../shared/kernel/brands.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Sheet } from '../../components/page.tsx';
import { EmptyState, FailingState, LoadingState, Notice } from '../../components/state-views.tsx';
import { may } from '../../lib/permissions.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { OutboundDrawer } from './outbound-drawer.tsx';
import { ReverseOutboundDialog } from './reverse-outbound-dialog.tsx';

/** The latest write-offs, transfers and returns; a wrong one is reversed (红冲), never changed. */
export function OutboundsSheet({ operator }: { readonly operator: Operator }) {
  const outbounds = useQuery(queries.outbounds());
  const [opened, setOpened] = useState<EntryId | null>(null);
  const [reversing, setReversing] = useState<OutboundListRow | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const mayReverse = may(operator.role, 'takeOut');
  return (
    <Sheet title="最近的单子">
      {done ? <Notice tone="done">{done}</Notice> : null}
      {outbounds.data ? (
        outbounds.data.length === 0 ? (
          <EmptyState title="还没有报损、调拨或退货" hint="记过的单子会列在这里，录错了可以红冲。" />
        ) : (
          <DataTable
            label="最近的报损、调拨和退货单"
            columns={columnsOf(outbounds.data, mayReverse ? setReversing : null)}
            rows={outbounds.data}
            rowKey={({ entryId }) => entryId}
            onOpen={({ entryId }) => setOpened(entryId)}
            tone={({ reversedBy }) => (reversedBy === null ? undefined : 'quiet')}
          />
        )
      ) : outbounds.isError ? (
        <FailingState sentence={sentenceOf(outbounds.error)} onRetry={() => void outbounds.refetch()} />
      ) : (
        <LoadingState />
      )}
      {opened === null ? null : <OutboundDrawer id={opened} operator={operator} onClose={() => setOpened(null)} />}
      {reversing ? (
        <ReverseOutboundDialog outbound={reversing} onDone={setDone} onClose={() => setReversing(null)} />
      ) : null}
    </Sheet>
  );
}

/** 深埋; 调入：清溪村爱心超市; 供货单位：县供销社. */
function whereTo({ kind, counterparty, disposal }: OutboundListRow): string {
  return kind === 'write_off' ? disposal : counterparty;
}

function costText({ costFen, unvaluedLines }: OutboundListRow): string {
  if (unvaluedLines === 0) return yuanText(costFen);
  return costFen === 0 ? '未计价' : `${yuanText(costFen)}，另 ${unvaluedLines} 行未计价`;
}

function columnsOf(
  rows: readonly OutboundListRow[],
  onReverse: ((row: OutboundListRow) => void) | null,
): readonly Column<OutboundListRow>[] {
  const stateOf = ({ reversedBy, reversalApprovedByName }: OutboundListRow) =>
    reversedBy === null
      ? ''
      : `已由 ${reversedBy} 红冲${reversalApprovedByName ? `，${reversalApprovedByName} 同意` : ''}`;
  return [
    { key: 'date', title: '日期', whole: true, text: ({ businessDate }) => businessDate },
    { key: 'document', title: '单号', whole: true, text: ({ documentNo }) => documentNo },
    { key: 'summary', title: '物品', text: ({ summary }) => summary, show: (row) => <strong>{row.summary}</strong> },
    { key: 'cost', title: '成本（元）', numeric: true, text: costText },
    { key: 'where', title: '处理或去向', text: whereTo },
    { key: 'handler', title: '经办', text: ({ handler }) => handler },
    { key: 'witness', title: '监督', text: ({ witness }) => witness },
    { key: 'approver', title: '审批', text: ({ approver }) => approver },
    ...(rows.some(({ photos }) => photos > 0)
      ? [{ key: 'photos', title: '照片', numeric: true, text: (row: OutboundListRow) => String(row.photos || '') }]
      : []),
    {
      key: 'reverse',
      title: '红冲',
      text: stateOf,
      show: (row) =>
        row.reversedBy !== null || onReverse === null ? (
          <span>{stateOf(row)}</span>
        ) : (
          <Button
            size="small"
            aria-label={`红冲 ${row.documentNo}`}
            onClick={(event) => {
              event.stopPropagation();
              onReverse(row);
            }}
          >
            红冲
          </Button>
        ),
    },
  ];
}
