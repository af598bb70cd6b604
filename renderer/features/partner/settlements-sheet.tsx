import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { PartnerSettlement } from '../../../shared/domain/partner/partner.ts';
import { fen, type PartnerId } from '../../../shared/kernel/brands.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Sheet } from '../../components/page.tsx';
import { EmptyState, FailingState, LoadingState, Notice } from '../../components/state-views.tsx';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { ReverseSettlementDialog } from './reverse-settlement-dialog.tsx';
import { SettlementDrawer } from './settlement-drawer.tsx';

type Overlay = { readonly type: 'open' | 'reverse'; readonly settlement: PartnerSettlement };

/** The latest settlements, of one partner shop or of all; a wrong one is reversed (红冲), never changed. */
export function SettlementsSheet(props: { readonly partnerId: PartnerId | null; readonly mayReverse: boolean }) {
  const settlements = useQuery(queries.settlements(props.partnerId));
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const close = () => setOverlay(null);
  return (
    <Sheet title="结算单">
      {done ? <Notice tone="done">{done}</Notice> : null}
      {settlements.data ? (
        settlements.data.length === 0 ? (
          <EmptyState title="还没有结算单" hint="结算后会列在这里，做错了可以红冲，再重新结算。" />
        ) : (
          <DataTable
            label="结算单"
            columns={columnsOf(settlements.data, props, (type, settlement) => setOverlay({ type, settlement }))}
            rows={settlements.data}
            rowKey={({ entryId }) => entryId}
            onOpen={(settlement) => setOverlay({ type: 'open', settlement })}
            tone={({ reversedBy }) => (reversedBy === null ? undefined : 'quiet')}
          />
        )
      ) : settlements.isError ? (
        <FailingState sentence={sentenceOf(settlements.error)} onRetry={() => void settlements.refetch()} />
      ) : (
        <LoadingState />
      )}
      {overlay?.type === 'open' ? <SettlementDrawer id={overlay.settlement.entryId} onClose={close} /> : null}
      {overlay?.type === 'reverse' ? (
        <ReverseSettlementDialog settlement={overlay.settlement} onDone={setDone} onClose={close} />
      ) : null}
    </Sheet>
  );
}

function columnsOf(
  rows: readonly PartnerSettlement[],
  { partnerId, mayReverse }: { readonly partnerId: PartnerId | null; readonly mayReverse: boolean },
  onAct: (type: Overlay['type'], settlement: PartnerSettlement) => void,
): readonly Column<PartnerSettlement>[] {
  const standing = rows.filter(({ reversedBy }) => reversedBy === null);
  return [
    { key: 'date', title: '日期', whole: true, text: (row) => row.businessDate },
    { key: 'document', title: '单号', whole: true, text: (row) => row.documentNo },
    ...(partnerId === null
      ? [{ key: 'partner', title: '共建店', text: (row: PartnerSettlement) => row.partnerName }]
      : []),
    { key: 'period', title: '结算期间', text: (row) => `${row.periodFrom} 至 ${row.periodTo}` },
    {
      key: 'amount',
      title: '金额（元）',
      numeric: true,
      text: (row) => yuanText(row.amountFen),
      total: yuanText(fen(standing.reduce((sum, { amountFen }) => sum + amountFen, 0))),
    },
    { key: 'checker', title: '核查人', text: (row) => row.checkedBy },
    { key: 'operator', title: '经办', text: (row) => row.operatorName },
    {
      key: 'reverse',
      title: '红冲',
      text: (row) => row.reversedBy ?? '',
      show: (row) => {
        if (row.reversedBy !== null) return <span>已由 {row.reversedBy} 红冲</span>;
        if (!mayReverse) return null;
        return (
          <Button
            size="small"
            aria-label={`红冲 ${row.documentNo}`}
            onClick={(event) => {
              event.stopPropagation();
              onAct('reverse', row);
            }}
          >
            红冲
          </Button>
        );
      },
    },
  ];
}
