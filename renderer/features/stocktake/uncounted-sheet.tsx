import type { UncountedRow } from '../../../shared/contract/stocktake.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Sheet } from '../../components/page.tsx';

const COLUMNS: readonly Column<UncountedRow>[] = [
  { key: 'code', title: '编码', text: (row) => row.itemCode },
  { key: 'name', title: '物品', text: (row) => `${row.itemName} ${row.spec}`.trim() },
  { key: 'lot', title: '批次', whole: true, text: (row) => row.lotCode },
  { key: 'expires', title: '保质期至', whole: true, text: (row) => row.expiresOn ?? '' },
  { key: 'quantity', title: '账面', numeric: true, text: (row) => `${row.onHandQuantity} ${row.unit}` },
];

/** Lots that were there and that nobody counted: never taken for missing by themselves. */
export function UncountedSheet({ rows }: { readonly rows: readonly UncountedRow[] }) {
  return (
    <Sheet title={`没有点到的 ${rows.length} 批`}>
      <p className="soft sheet-lead">没有点不等于没有。请退回补点（找不到的点 0），或在批准时决定这些批次不调整。</p>
      <DataTable label="没有点到的" columns={COLUMNS} rows={rows} rowKey={(row) => row.lotId} />
    </Sheet>
  );
}
