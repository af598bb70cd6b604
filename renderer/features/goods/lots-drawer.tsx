import { Button, Drawer } from 'antd';
import type { StockRow } from '../../../shared/contract/goods.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/state-views.tsx';
import type { ShelfRow } from './shelf.ts';

const COLUMNS: readonly Column<StockRow>[] = [
  { key: 'lot', title: '批次', text: (lot) => lot.lotCode },
  { key: 'received', title: '入库日期', text: (lot) => lot.receivedOn },
  {
    key: 'expires',
    title: '保质期至',
    text: (lot) => lot.expiresOn ?? '不限',
    show: (lot) =>
      lot.expired ? <span className="mark-bad">✕ {lot.expiresOn} 已过期</span> : (lot.expiresOn ?? '不限'),
  },
  { key: 'quantity', title: '在库', numeric: true, text: (lot) => String(lot.onHandQuantity) },
  {
    key: 'value',
    title: '货值（元）',
    numeric: true,
    text: (lot) => (lot.valueFen === null ? '未计价' : yuanText(lot.valueFen)),
  },
];

/** One kind of goods by lot; what expires first is handed out first. */
export function LotsDrawer(props: {
  readonly row: ShelfRow;
  readonly onEdit: (() => void) | null;
  readonly onClose: () => void;
}) {
  const { row } = props;
  return (
    <Drawer
      open
      size="42rem"
      title={`${row.item.name} ${row.item.spec}`}
      onClose={props.onClose}
      extra={props.onEdit ? <Button onClick={props.onEdit}>更正物品</Button> : null}
    >
      {row.lots.length === 0 ? (
        <EmptyState title="没有库存" hint="入库后这里按批次列出，先到期的先发。" />
      ) : (
        <DataTable
          label="批次"
          columns={COLUMNS}
          rows={row.lots}
          rowKey={(lot) => lot.lotId}
          tone={(lot) => (lot.expired ? 'bad' : undefined)}
        />
      )}
    </Drawer>
  );
}
