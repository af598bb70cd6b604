import { Button } from 'antd';
import type { CountableItem, CountRow } from '../../../shared/contract/stocktake.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Sheet } from '../../components/page.tsx';
import { EmptyState } from '../../components/state-views.tsx';
import { shortMoment } from '../../lib/dates.ts';
import { batchText } from './use-count.ts';

/** Every pile that was counted, the latest first. A wrong one is struck out by whoever counted it, and stays to be seen. */
export function CountedSheet(props: {
  readonly items: readonly CountableItem[];
  readonly rows: readonly CountRow[];
  readonly onStrike: (row: CountRow) => void;
}) {
  const items = new Map(props.items.map((item) => [item.id, item]));
  const nameOf = (row: CountRow) => {
    const item = items.get(row.itemId);
    return `${item?.name ?? ''} ${item?.spec ?? ''}`.trim();
  };
  const columns: readonly Column<CountRow>[] = [
    { key: 'name', title: '物品', text: nameOf },
    { key: 'lot', title: '批次', whole: true, text: (row) => batchText(items.get(row.itemId) ?? null, row) },
    {
      key: 'quantity',
      title: '点到',
      numeric: true,
      text: (row) => `${row.quantity} ${items.get(row.itemId)?.unit ?? ''}`,
    },
    { key: 'by', title: '谁点的', text: (row) => row.countedByName },
    { key: 'at', title: '时间', text: (row) => shortMoment(row.countedAt) },
    {
      key: 'strike',
      title: '划去',
      text: (row) => (row.struck ? '已划去' : ''),
      show: (row) =>
        row.struck ? (
          <span>✕ 已划去，不算</span>
        ) : row.own ? (
          <Button size="small" aria-label={`划去 ${nameOf(row)} ${row.quantity}`} onClick={() => props.onStrike(row)}>
            划去
          </Button>
        ) : null,
    },
  ];
  return (
    <Sheet title="点过的">
      {props.rows.length === 0 ? (
        <EmptyState title="还没有点数" hint="一堆一堆地点，同一批放在几处的分开记，程序会加起来。" />
      ) : (
        <DataTable
          label="点过的"
          columns={columns}
          rows={[...props.rows].reverse()}
          rowKey={(row) => row.id}
          tone={(row) => (row.struck ? 'quiet' : undefined)}
        />
      )}
    </Sheet>
  );
}
