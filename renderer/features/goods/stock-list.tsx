import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import type { StockOverviewRow } from '../../../shared/contract/stock.ts';
import { fen } from '../../../shared/kernel/brands.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Page } from '../../components/page.tsx';
import { EmptyState, FailingState, LoadingState } from '../../components/state-views.tsx';
import { searchItems } from '../../lib/item-search.ts';
import { useKeys } from '../../lib/keys.ts';
import { go, href } from '../../lib/navigation.ts';
import { may } from '../../lib/permissions.ts';
import type { PlaceProps } from '../../lib/place.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { useHiddenColumns } from '../../lib/use-hidden-columns.ts';
import { useScrollMemory } from '../../lib/use-scroll-memory.ts';
import { useRemembered } from '../../lib/use-remembered.ts';
import { ItemDialog } from './item-dialog.tsx';
import { countShown, rowsShown, type Shown } from './shelf.ts';
import { stockColumns } from './stock-columns.tsx';
import { StockTools } from './stock-tools.tsx';

/** 库存: every kind of goods with what is on the shelf of it, what it is worth and what needs somebody. */
export function StockList({ operator }: PlaceProps) {
  const overview = useQuery(queries.overview());
  const [query, setQuery] = useRemembered('goods.query', '');
  const [shown, setShown] = useRemembered<Shown>('goods.shown', 'all');
  const [category, setCategory] = useRemembered<string | null>('goods.category', null);
  const [registering, setRegistering] = useState(false);
  const hiddenColumns = useHiddenColumns('goods');
  const mayEdit = may(operator.role, 'receiveGoods');
  useKeys({ F3: () => document.getElementById('goods-filter')?.focus() });
  useScrollMemory('/goods', overview.data !== undefined);
  const rows = useMemo(
    () => searchItems(rowsShown(overview.data ?? [], shown, category), query),
    [overview.data, shown, category, query],
  );
  const columns = useMemo(() => stockColumns(rows), [rows]);
  const clear = () => {
    setQuery('');
    setShown('all');
    setCategory(null);
  };
  return (
    <Page
      title="物资"
      lead={overview.data ? summary(overview.data) : null}
      actions={
        <>
          <Button size="large" href={href('/goods/charts')}>
            看图表
          </Button>
          {mayEdit ? (
            <>
              <Button size="large" onClick={() => setRegistering(true)}>
                登记新物品
              </Button>
              <Button size="large" type="primary" onClick={() => go('/goods/receive')}>
                入库
              </Button>
            </>
          ) : null}
        </>
      }
    >
      {overview.data === undefined ? (
        overview.isError ? (
          <FailingState sentence={sentenceOf(overview.error)} onRetry={() => void overview.refetch()} />
        ) : (
          <LoadingState />
        )
      ) : overview.data.length === 0 ? (
        <EmptyState
          title="还没有物品"
          hint={mayEdit ? '可以在“台账”里导入物品目录，或点右上角“登记新物品”。' : '请录入员先登记物品并入库。'}
        />
      ) : (
        <>
          <DataTable
            {...hiddenColumns}
            label="物资"
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            onOpen={({ id }) => go(`/goods/item/${id}`)}
            tone={toneOf}
            tools={
              <StockTools
                rows={overview.data}
                query={query}
                onQuery={setQuery}
                shown={shown}
                onShown={setShown}
                category={category}
                onCategory={setCategory}
              />
            }
          />
          {rows.length === 0 ? (
            <EmptyState
              title="没有这样的物品"
              hint="换个名称或筛选再看。"
              action={<Button onClick={clear}>看全部在用的</Button>}
            />
          ) : null}
        </>
      )}
      {registering ? <ItemDialog item={null} onClose={() => setRegistering(false)} /> : null}
    </Page>
  );
}

function toneOf(row: StockOverviewRow): 'bad' | 'soon' | 'quiet' | undefined {
  if (!row.active) return 'quiet';
  if (row.expiredQuantity > 0) return 'bad';
  return row.nearQuantity > 0 ? 'soon' : undefined;
}

/** One line that answers what the shop has. */
function summary(rows: readonly StockOverviewRow[]): string {
  const value = rows.reduce((sum, { valueFen }) => sum + valueFen, 0);
  const unvalued = countShown(rows).unvalued;
  return `在库货值 ${yuanText(fen(value))} 元${unvalued > 0 ? `，另有 ${unvalued} 种物品未计价或部分未计价` : ''}`;
}
