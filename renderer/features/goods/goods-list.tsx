import { useQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useMemo, useState } from 'react';
import type { Item } from '../../../shared/domain/goods/goods.ts';
import { fen } from '../../../shared/kernel/brands.ts';
import { pointsText, yuanText } from '../../../shared/kernel/number-text.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Page } from '../../components/page.tsx';
import { EmptyState, FailingState, LoadingState } from '../../components/state-views.tsx';
import { searchItems } from '../../lib/item-search.ts';
import { useKeys } from '../../lib/keys.ts';
import { go } from '../../lib/navigation.ts';
import { may } from '../../lib/permissions.ts';
import type { PlaceProps } from '../../lib/place.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { useHiddenColumns } from '../../lib/use-hidden-columns.ts';
import { useRemembered } from '../../lib/use-remembered.ts';
import { ItemDialog } from './item-dialog.tsx';
import { LotsDrawer } from './lots-drawer.tsx';
import { type ShelfRow, shelfRows } from './shelf.ts';

type Shown = 'all' | 'low' | 'expiry' | 'inactive';
type Overlay =
  | { readonly type: 'lots'; readonly itemId: string }
  | { readonly type: 'edit'; readonly item: Item | null };

const STATE_WORD: Readonly<Record<ShelfRow['state'], string>> = {
  ok: '正常',
  low: '! 低于最低库存',
  near: '! 临期',
  expired: '✕ 有过期',
  inactive: '停用',
};

export function GoodsList({ status, operator }: PlaceProps) {
  const items = useQuery(queries.items());
  const stock = useQuery(queries.stock());
  const counter = useQuery(queries.counterItems());
  const [query, setQuery] = useRemembered('goods.query', '');
  const [shown, setShown] = useRemembered<Shown>('goods.shown', 'all');
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const hiddenColumns = useHiddenColumns('goods');
  const mayEdit = may(operator.role, 'receiveGoods');
  useKeys({ F3: () => document.getElementById('goods-filter')?.focus() });
  const shelf = useMemo(
    () => shelfRows(items.data ?? [], stock.data ?? [], counter.data ?? [], status.businessDate),
    [items.data, stock.data, counter.data, status.businessDate],
  );
  const rows = searchItems(shelf, query).filter((row) => isShown(row, shown));
  const failed = items.error ?? stock.error;
  const retry = () => void Promise.all([items.refetch(), stock.refetch()]);
  const opened = overlay?.type === 'lots' ? shelf.find(({ item }) => item.id === overlay.itemId) : undefined;
  return (
    <Page
      title="物资"
      lead={summary(shelf)}
      actions={
        mayEdit ? (
          <>
            <Button size="large" onClick={() => setOverlay({ type: 'edit', item: null })}>
              登记新物品
            </Button>
            <Button size="large" type="primary" onClick={() => go('/goods/receive')}>
              入库
            </Button>
          </>
        ) : null
      }
    >
      {items.data && stock.data ? (
        shelf.length === 0 ? (
          <EmptyState
            title="还没有物品"
            hint={mayEdit ? '可以在“台账”里导入物品目录，或点右上角“登记新物品”。' : '请经办人先登记物品并入库。'}
          />
        ) : (
          <>
            <DataTable
              {...hiddenColumns}
              label="物资"
              columns={columnsOf(rows)}
              rows={rows}
              rowKey={({ item }) => item.id}
              onOpen={({ item }) => setOverlay({ type: 'lots', itemId: item.id })}
              tone={(row) =>
                row.state === 'expired'
                  ? 'bad'
                  : row.state === 'inactive'
                    ? 'quiet'
                    : row.state === 'ok'
                      ? undefined
                      : 'soon'
              }
              tools={
                <>
                  <Input
                    id="goods-filter"
                    className="filter"
                    allowClear
                    aria-label="查找物品"
                    placeholder="名称、拼音、首字母、编码、条码（F3）"
                    value={query}
                    onChange={(event) => setQuery(event.target.value)}
                  />
                  <Select<Shown>
                    aria-label="只看"
                    value={shown}
                    options={[
                      { value: 'all', label: '在用的物品' },
                      { value: 'low', label: '库存不足的' },
                      { value: 'expiry', label: '临期和过期的' },
                      { value: 'inactive', label: '停用的' },
                    ]}
                    onChange={setShown}
                  />
                </>
              }
            />
            {rows.length === 0 ? <EmptyState title="没有这样的物品" hint="换个名称或筛选再看。" /> : null}
          </>
        )
      ) : failed ? (
        <FailingState sentence={sentenceOf(failed)} onRetry={retry} />
      ) : (
        <LoadingState />
      )}
      {opened ? (
        <LotsDrawer
          row={opened}
          onEdit={mayEdit ? () => setOverlay({ type: 'edit', item: opened.item }) : null}
          onClose={() => setOverlay(null)}
        />
      ) : null}
      {overlay?.type === 'edit' ? <ItemDialog item={overlay.item} onClose={() => setOverlay(null)} /> : null}
    </Page>
  );
}

function isShown(row: ShelfRow, shown: Shown): boolean {
  if (shown === 'inactive') return row.state === 'inactive';
  if (row.state === 'inactive') return false;
  if (shown === 'low') return row.available < row.item.minimumStock || row.available === 0;
  return shown === 'all' || row.state === 'near' || row.state === 'expired';
}

function summary(shelf: readonly ShelfRow[]): string {
  const count = (state: ShelfRow['state']) => shelf.filter((row) => row.state === state).length;
  const inUse = shelf.length - count('inactive');
  return `在用 ${inUse} 种，库存不足 ${count('low')} 种，临期 ${count('near')} 种，有过期 ${count('expired')} 种`;
}

function columnsOf(rows: readonly ShelfRow[]): readonly Column<ShelfRow>[] {
  const valued = rows.reduce((sum, { valueFen }) => sum + (valueFen ?? 0), 0);
  const unvalued = rows.filter(({ valueFen }) => valueFen === null).length;
  return [
    { key: 'code', title: '编码', text: ({ item }) => item.code },
    { key: 'name', title: '物品', text: ({ item }) => item.name, show: ({ item }) => <strong>{item.name}</strong> },
    { key: 'spec', title: '规格', text: ({ item }) => item.spec },
    { key: 'category', title: '类别', text: ({ item }) => item.category },
    { key: 'unit', title: '单位', text: ({ item }) => item.unit },
    {
      key: 'price',
      title: '兑换分值（分）',
      numeric: true,
      text: ({ item }) => (item.priceCentipoints === null ? '未定价' : pointsText(item.priceCentipoints)),
    },
    { key: 'available', title: '可用库存', numeric: true, text: ({ available }) => String(available) },
    { key: 'minimum', title: '最低库存', numeric: true, text: ({ item }) => String(item.minimumStock) },
    { key: 'expired', title: '过期', numeric: true, text: ({ expired }) => (expired === 0 ? '' : String(expired)) },
    { key: 'expiry', title: '最近到期', text: ({ nearestExpiry }) => nearestExpiry ?? '' },
    {
      key: 'value',
      title: '货值（元）',
      numeric: true,
      text: ({ valueFen }) => (valueFen === null ? '未计价' : yuanText(valueFen)),
      total: `${yuanText(fen(valued))}${unvalued > 0 ? `，另 ${unvalued} 种未计价` : ''}`,
    },
    {
      key: 'state',
      title: '状态',
      text: ({ state }) => STATE_WORD[state],
      show: ({ state }) => (
        <span className={state === 'expired' ? 'mark-bad' : state === 'low' || state === 'near' ? 'mark-soon' : ''}>
          {STATE_WORD[state]}
        </span>
      ),
    },
  ];
}
