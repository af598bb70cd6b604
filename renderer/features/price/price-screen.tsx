import { useQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useMemo, useState } from 'react';
import type { PriceRow } from '../../../shared/contract/price.ts';
import type { ItemId } from '../../../shared/kernel/brands.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Page } from '../../components/page.tsx';
import { Pager } from '../../components/pager.tsx';
import { EmptyState, FailingState, LoadingState, Notice } from '../../components/state-views.tsx';
import { searchItems } from '../../lib/item-search.ts';
import { useKeys } from '../../lib/keys.ts';
import { may } from '../../lib/permissions.ts';
import type { PlaceProps } from '../../lib/place.ts';
import { priceQueries } from '../../lib/price-queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { useHiddenColumns } from '../../lib/use-hidden-columns.ts';
import { useRemembered } from '../../lib/use-remembered.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { HistoryDialog } from './history-dialog.tsx';
import { LabelDialog } from './label-dialog.tsx';
import './price.css';
import { columnsOf, isShown, type Shown, SHOWN_OPTIONS } from './price-columns.tsx';
import { PriceListDialog } from './price-list-dialog.tsx';
import { ruleText } from './price-words.ts';
import { RateDialog } from './rate-dialog.tsx';

/** More at once would make typing in the filter slow. */
const PAGE = 100;

type Overlay =
  | { readonly type: 'history'; readonly itemId: ItemId }
  | { readonly type: 'change'; readonly rows: readonly PriceRow[] }
  | { readonly type: 'labels' | 'list' | 'rate' };

/** 价格标签: what goods cost in points, from when on, and the papers that say so on the shelf and the wall. */
export function PriceScreen({ operator, status }: PlaceProps) {
  const prices = useQuery(priceQueries.prices());
  const [query, setQuery] = useRemembered('price.query', '');
  const [shown, setShown] = useRemembered<Shown>('price.shown', 'active');
  const [offset, setOffset] = useState(0);
  const [chosen, setChosen] = useState<ReadonlySet<ItemId>>(new Set());
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const hidden = useHiddenColumns('price');
  const mayChange = may(operator.role, 'changePrices');
  useKeys({ F3: () => document.getElementById('price-filter')?.focus() });
  const all = useMemo(() => prices.data?.rows ?? [], [prices.data]);
  const found = useMemo(() => searchItems(all, query).filter((row) => isShown(row, shown)), [all, query, shown]);
  const from = offset < found.length ? offset : 0;
  const rows = found.slice(from, from + PAGE);
  const chosenRows = all.filter(({ itemId }) => chosen.has(itemId));
  const toggle = (itemId: ItemId) =>
    setChosen(
      (before) => new Set(before.has(itemId) ? [...before].filter((id) => id !== itemId) : [...before, itemId]),
    );
  const filter = (change: () => void) => {
    setOffset(0);
    change();
  };
  const opened = overlay?.type === 'history' ? all.find(({ itemId }) => itemId === overlay.itemId) : undefined;
  const close = () => setOverlay(null);
  const categories = [...new Set(all.map(({ category }) => category))].filter((name) => name !== '');
  return (
    <Page
      title="价格标签"
      lead={prices.data ? ruleText(prices.data.rule) : null}
      actions={
        all.length === 0 ? null : (
          <>
            <Button size="large" onClick={() => setOverlay({ type: 'list' })}>
              打印价目表
            </Button>
            <Button size="large" disabled={chosenRows.length === 0} onClick={() => setOverlay({ type: 'labels' })}>
              {chosenRows.length === 0 ? '打印标签' : `打印标签（${chosenRows.length} 种）`}
            </Button>
            {mayChange ? (
              <Button
                size="large"
                type="primary"
                disabled={chosenRows.length === 0}
                onClick={() => setOverlay({ type: 'change', rows: chosenRows })}
              >
                {chosenRows.length === 0 ? '调价' : `调价（${chosenRows.length} 种）`}
              </Button>
            ) : null}
          </>
        )
      }
    >
      {done ? <Notice tone="done">{done}</Notice> : null}
      {prices.data ? (
        all.length === 0 ? (
          <EmptyState title="还没有物品" hint="请先在“库存”里登记物品，或在“台账”里导入物品目录。" />
        ) : (
          <>
            <DataTable
              {...hidden}
              label="价格"
              columns={columnsOf(chosen, toggle)}
              rows={rows}
              rowKey={({ itemId }) => itemId}
              onOpen={({ itemId }) => setOverlay({ type: 'history', itemId })}
              tone={(row) => (row.aboveRate ? 'bad' : row.active ? undefined : 'quiet')}
              tools={
                <>
                  <Input
                    id="price-filter"
                    className="price-filter"
                    allowClear
                    aria-label="查找物品"
                    placeholder="名称、拼音、编码、条码（F3）"
                    value={query}
                    onChange={(event) => filter(() => setQuery(event.target.value))}
                  />
                  <Select<Shown>
                    aria-label="只看"
                    className="price-shown"
                    value={shown}
                    options={SHOWN_OPTIONS}
                    onChange={(value) => filter(() => setShown(value))}
                  />
                  <Button
                    onClick={() => setChosen(new Set(found.map(({ itemId }) => itemId)))}
                  >{`全选 ${found.length} 种`}</Button>
                  <Button disabled={chosen.size === 0} onClick={() => setChosen(new Set())}>
                    全不选
                  </Button>
                  {may(operator.role, 'setPriceRate') ? (
                    <Button onClick={() => setOverlay({ type: 'rate' })}>折合率</Button>
                  ) : null}
                </>
              }
            />
            {found.length === 0 ? (
              <EmptyState title="没有这样的物品" hint="换个名称或筛选再看。" />
            ) : (
              <Pager offset={from} limit={PAGE} total={found.length} unit="种" onOffset={setOffset} />
            )}
          </>
        )
      ) : prices.isError ? (
        <FailingState sentence={sentenceOf(prices.error)} onRetry={() => void prices.refetch()} />
      ) : (
        <LoadingState />
      )}
      {opened ? (
        <HistoryDialog
          row={opened}
          mayChange={mayChange}
          onChange={() => setOverlay({ type: 'change', rows: [opened] })}
          onClose={close}
        />
      ) : null}
      {overlay?.type === 'change' ? (
        <ChangeDialog rows={overlay.rows} today={status.businessDate} onDone={setDone} onClose={close} />
      ) : null}
      {overlay?.type === 'labels' ? <LabelDialog rows={chosenRows} onClose={close} /> : null}
      {overlay?.type === 'list' ? (
        <PriceListDialog categories={categories} today={status.businessDate} onClose={close} />
      ) : null}
      {overlay?.type === 'rate' && prices.data ? <RateDialog rule={prices.data.rule} onClose={close} /> : null}
    </Page>
  );
}
