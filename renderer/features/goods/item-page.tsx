import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { ItemLife, LotStanding } from '../../../shared/contract/stock.ts';
import { fen, type ItemId } from '../../../shared/kernel/brands.ts';
import { pointsText, yuanText } from '../../../shared/kernel/number-text.ts';
import { Page } from '../../components/page.tsx';
import { FailingState, LoadingState } from '../../components/state-views.tsx';
import { go, href } from '../../lib/navigation.ts';
import { may } from '../../lib/permissions.ts';
import type { PlaceProps } from '../../lib/place.ts';
import { queries } from '../../lib/queries.ts';
import type { MovementDays } from '../../lib/stock-queries.ts';
import { useScrollMemory } from '../../lib/use-scroll-memory.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { Figures } from './figures.tsx';
import { ItemDialog } from './item-dialog.tsx';
import { LotsSheet } from './lots-sheet.tsx';
import { ALL_DAYS, MovementsSheet } from './movements-sheet.tsx';

/** One kind of goods: what is on the shelf of it by lot, and every document that ever moved it. */
export function ItemPage({ id, operator, status }: PlaceProps & { readonly id: ItemId }) {
  const [days, setDays] = useState<MovementDays>(ALL_DAYS);
  const [editing, setEditing] = useState(false);
  const life = useQuery(queries.itemLife(id, days));
  useScrollMemory(`/goods/item/${id}`, life.data !== undefined);
  if (!life.data) {
    return life.isError ? (
      <FailingState sentence={sentenceOf(life.error)} onRetry={() => void life.refetch()} />
    ) : (
      <LoadingState />
    );
  }
  const { item, lots, movements } = life.data;
  return (
    <Page
      title={`${item.name} ${item.spec}`.trim()}
      lead={leadOf(life.data)}
      actions={
        <>
          <a className="stock-back" href={href('/goods')}>
            ← 全部物品
          </a>
          {may(operator.role, 'receiveGoods') ? (
            <Button size="large" type="primary" onClick={() => setEditing(true)}>
              更正物品
            </Button>
          ) : null}
        </>
      }
    >
      <Figures label={item.name} figures={figuresOf(item.unit, lots)} />
      <LotsSheet lots={lots} unit={item.unit} />
      <MovementsSheet
        movements={movements}
        unit={item.unit}
        days={days}
        onDays={setDays}
        today={status.businessDate}
        onLot={({ lotId }) => go(`/goods/lot/${lotId}`)}
      />
      {editing ? <ItemDialog item={item} onClose={() => setEditing(false)} /> : null}
    </Page>
  );
}

function leadOf({ item }: ItemLife): string {
  return [
    item.code,
    item.category,
    item.barcode === null ? '' : `条码 ${item.barcode}`,
    item.priceCentipoints === null ? '未定价' : `${pointsText(item.priceCentipoints)} 分`,
    item.active ? '' : '停用',
  ]
    .filter((part) => part !== '')
    .join('　');
}

function figuresOf(unit: string, lots: readonly LotStanding[]) {
  const sum = (of: (lot: LotStanding) => number) => lots.reduce((total, lot) => total + of(lot), 0);
  const onHand = (has: (lot: LotStanding) => boolean) => sum((lot) => (has(lot) ? lot.onHandQuantity : 0));
  const expired = onHand(({ expiry }) => expiry === 'expired');
  const near = onHand(({ expiry }) => expiry === 'near');
  const unvalued = onHand(({ valueFen }) => valueFen === null);
  const earmarked = onHand(({ earmark, expiry }) => earmark !== null && expiry !== 'expired');
  const lent = sum((lot) => lot.onLoanQuantity);
  return [
    { name: `可用（${unit}）`, value: String(onHand(({ expiry }) => expiry !== 'expired')), main: true },
    ...(near > 0 ? [{ name: `其中临期（${unit}）`, value: String(near), tone: 'soon' as const }] : []),
    ...(earmarked > 0 ? [{ name: `其中定向（${unit}）`, value: String(earmarked) }] : []),
    ...(expired > 0 ? [{ name: `过期待报损（${unit}）`, value: String(expired), tone: 'bad' as const }] : []),
    ...(lent > 0 ? [{ name: `借出（${unit}）`, value: String(lent) }] : []),
    { name: '货值（元）', value: yuanText(fen(sum(({ valueFen }) => valueFen ?? 0))) },
    ...(unvalued > 0 ? [{ name: `未计价（${unit}）`, value: String(unvalued) }] : []),
  ];
}
