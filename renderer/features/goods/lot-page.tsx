import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LotHousehold, LotLife } from '../../../shared/contract/stock.ts';
import { type LotId, quantity } from '../../../shared/kernel/brands.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Page, Sheet } from '../../components/page.tsx';
import { EmptyState, FailingState, LoadingState, Notice } from '../../components/state-views.tsx';
import { go, href } from '../../lib/navigation.ts';
import { may } from '../../lib/permissions.ts';
import type { PlaceProps } from '../../lib/place.ts';
import { queries } from '../../lib/queries.ts';
import type { MovementDays } from '../../lib/stock-queries.ts';
import { useScrollMemory } from '../../lib/use-scroll-memory.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { LotFlows } from './lot-flows.tsx';
import { LotOriginSheet } from './lot-origin-sheet.tsx';
import { expiryMark, expiryText } from './lot-words.ts';
import { ALL_DAYS, MovementsSheet } from './movements-sheet.tsx';

/** One lot: where it came from, what became of it, and each household that has something of it. */
export function LotPage({ id, status, operator }: PlaceProps & { readonly id: LotId }) {
  const [days, setDays] = useState<MovementDays>(ALL_DAYS);
  const life = useQuery(queries.lotLife(id, days));
  useScrollMemory(`/goods/lot/${id}`, life.data !== undefined);
  if (!life.data) {
    return life.isError ? (
      <FailingState sentence={sentenceOf(life.error)} onRetry={() => void life.refetch()} />
    ) : (
      <LoadingState />
    );
  }
  const { item, lot, movements } = life.data;
  return (
    <Page
      title={`${`${item.name} ${item.spec}`.trim()} 批次 ${lot.code}`}
      lead={
        <>
          {item.code}　保质期至：<span className={expiryMark(lot)}>{expiryText(lot)}</span>
          {lot.producedOn === null ? '' : `　生产日期：${lot.producedOn}`}
        </>
      }
      actions={
        <a className="stock-back" href={href(`/goods/item/${item.id}`)}>
          ← {item.name}的全部批次
        </a>
      }
    >
      {lot.earmark === null ? null : (
        <Notice tone="soon">这一批是定向捐赠，只发给“{lot.earmark}”的户；捐赠人同意后才能发给别的户。</Notice>
      )}
      <LotOriginSheet life={life.data} linked={may(operator.role, 'seeDonations')} />
      <LotFlows life={life.data} />
      <HouseholdsSheet life={life.data} />
      <MovementsSheet movements={movements} unit={item.unit} days={days} onDays={setDays} today={status.businessDate} />
    </Page>
  );
}

function HouseholdsSheet({ life }: { readonly life: LotLife }) {
  const { households, householdCount } = life;
  const left = householdCount - households.length;
  return (
    <Sheet title={`到了哪些户（${householdCount} 户）`}>
      {households.length === 0 ? (
        <EmptyState title="还没有户领到这一批" hint="兑换或借出后，这里按户列出；退回的会减去。" />
      ) : (
        <DataTable
          label="到了哪些户"
          columns={householdColumns(life)}
          rows={households}
          rowKey={({ householdId }) => householdId}
          onOpen={({ householdId }) => go(`/households/${householdId}`)}
        />
      )}
      {left > 0 ? <p className="soft">另有 {left} 户较早，见出入明细。</p> : null}
    </Sheet>
  );
}

function householdColumns({ households, item: { unit } }: LotLife): readonly Column<LotHousehold>[] {
  const sum = (of: (row: LotHousehold) => number) => quantity(households.reduce((total, row) => total + of(row), 0));
  const lent = sum(({ onLoanQuantity }) => onLoanQuantity);
  return [
    { key: 'no', title: '户编号', text: ({ householdNo }) => householdNo },
    {
      key: 'name',
      title: '户主',
      text: ({ headName }) => headName,
      show: ({ headName }) => <strong>{headName}</strong>,
    },
    { key: 'village', title: '村', text: ({ villageName }) => villageName },
    { key: 'group', title: '村民小组', text: ({ groupName }) => groupName },
    {
      key: 'quantity',
      title: `领取（${unit}）`,
      numeric: true,
      text: (row) => String(row.quantity),
      total: String(sum((row) => row.quantity)),
      compare: (a, b) => a.quantity - b.quantity,
    },
    ...(lent > 0
      ? [
          {
            key: 'lent',
            title: `借用中（${unit}）`,
            numeric: true,
            text: (row: LotHousehold) => (row.onLoanQuantity === 0 ? '' : String(row.onLoanQuantity)),
            total: String(lent),
          },
        ]
      : []),
    { key: 'last', title: '最近一次', whole: true, text: ({ lastOn }) => lastOn },
  ];
}
