import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { InboundListRow } from '../../../shared/domain/goods/inbound-readings.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Sheet } from '../../components/page.tsx';
import { EmptyState, FailingState, LoadingState, Notice } from '../../components/state-views.tsx';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import { INBOUND_SOURCE_TEXT } from '../../lib/words.ts';
import { InboundDrawer } from './inbound-drawer.tsx';
import { ReverseInboundDialog } from './reverse-inbound-dialog.tsx';

/** The latest inbound documents; a wrong one is reversed (红冲), never changed. */
export function InboundsSheet() {
  const [reversing, setReversing] = useState<InboundListRow | null>(null);
  const [opened, setOpened] = useState<InboundListRow | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const inbounds = useQuery(queries.inbounds());
  return (
    <Sheet title="最近的入库单">
      {done ? <Notice tone="done">{done}</Notice> : null}
      {inbounds.data ? (
        inbounds.data.length === 0 ? (
          <EmptyState title="还没有入库单" hint="入库后会列在这里，录错了可以红冲。" />
        ) : (
          <DataTable
            label="最近的入库单"
            columns={columnsOf(inbounds.data, setReversing)}
            rows={inbounds.data}
            rowKey={(row) => row.entryId}
            onOpen={setOpened}
            tone={(row) => (row.reversedBy === null ? undefined : 'quiet')}
          />
        )
      ) : inbounds.isError ? (
        <FailingState sentence={sentenceOf(inbounds.error)} onRetry={() => void inbounds.refetch()} />
      ) : (
        <LoadingState />
      )}
      {opened && !reversing ? (
        <InboundDrawer row={opened} onReverse={() => setReversing(opened)} onClose={() => setOpened(null)} />
      ) : null}
      {reversing ? (
        <ReverseInboundDialog
          inbound={reversing}
          onDone={(sentence) => {
            setOpened(null);
            setDone(sentence);
          }}
          onClose={() => setReversing(null)}
        />
      ) : null}
    </Sheet>
  );
}

function columnsOf(
  rows: readonly InboundListRow[],
  onReverse: (row: InboundListRow) => void,
): readonly Column<InboundListRow>[] {
  return [
    { key: 'date', title: '日期', whole: true, text: (row) => row.businessDate },
    {
      key: 'document',
      title: '单号',
      whole: true,
      text: (row) => row.documentNo,
      show: (row) => (
        <>
          {row.documentNo}
          {row.photoCount > 0 ? <span className="soft inbound-photos">照片 {row.photoCount}</span> : null}
        </>
      ),
    },
    { key: 'source', title: '来源', text: (row) => `${INBOUND_SOURCE_TEXT[row.source]} ${row.supplier}`.trim() },
    {
      key: 'summary',
      title: '物品',
      text: (row) => row.summary,
      show: (row) => <span className="inbound-summary">{row.summary}</span>,
    },
    { key: 'cost', title: '金额（元）', numeric: true, text: costText },
    ...(rows.some((row) => row.reversalApprovedByName !== null)
      ? [
          {
            key: 'approver',
            title: '红冲同意人',
            text: (row: InboundListRow) => row.reversalApprovedByName ?? '',
          },
        ]
      : []),
    {
      key: 'reverse',
      title: '红冲',
      text: (row) => row.reversedBy ?? '',
      show: (row) =>
        row.reversedBy === null ? (
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
        ) : (
          <span>已由 {row.reversedBy} 红冲</span>
        ),
    },
  ];
}

function costText({ costFen, unvaluedLines, lineCount }: InboundListRow): string {
  if (unvaluedLines === lineCount) return '未计价';
  return unvaluedLines === 0 ? yuanText(costFen) : `${yuanText(costFen)}，另 ${unvaluedLines} 种未计价`;
}
