import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RedemptionListRow } from '../../../shared/contract/redemption.ts';
import type { EntryId, HouseholdId } from '../../../shared/kernel/brands.ts';
import { pointsText } from '../../../shared/kernel/number-text.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Sheet } from '../../components/page.tsx';
import { Pager } from '../../components/pager.tsx';
import { ReceiptDrawer } from '../../components/receipt-drawer.tsx';
import { EmptyState, FailingState, LoadingState } from '../../components/state-views.tsx';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { useReceipt } from '../../lib/use-receipt.ts';

const PAGE_SIZE = 20;
const RETURNED = { none: '', part: '已退一部分', whole: '已全退' } as const;

const COLUMNS: readonly Column<RedemptionListRow>[] = [
  { key: 'date', title: '日期', text: (row) => row.businessDate },
  { key: 'time', title: '时间', text: (row) => row.timeOfDay },
  { key: 'document', title: '单号', text: (row) => row.documentNo },
  { key: 'kind', title: '类别', text: (row) => (row.kind === 'return' ? '退回' : '兑换') },
  { key: 'summary', title: '物品', text: (row) => row.summary },
  { key: 'total', title: '积分（分）', numeric: true, text: (row) => pointsText(row.totalCentipoints) },
  { key: 'returned', title: '退回情况', text: (row) => RETURNED[row.returned] },
  { key: 'operator', title: '经办人', text: (row) => row.operatorName },
];

/** Shown where somebody had to agree. */
const APPROVER: Column<RedemptionListRow> = {
  key: 'approver',
  title: '同意人',
  text: (row) => row.approvedByName ?? '',
};

/** What the household took home and brought back; a row opens its slip. */
export function HouseholdRedemptions({ householdId }: { readonly householdId: HouseholdId }) {
  const [offset, setOffset] = useState(0);
  const [open, setOpen] = useState<EntryId | null>(null);
  const list = useQuery(queries.redemptions({ from: null, to: null, householdId, offset, limit: PAGE_SIZE }));
  return (
    <Sheet title="兑换与退回">
      {list.data ? (
        list.data.total === 0 ? (
          <EmptyState title="还没有兑换过" />
        ) : (
          <>
            <DataTable
              label="兑换与退回"
              columns={list.data.rows.some((row) => row.approvedByName !== null) ? [...COLUMNS, APPROVER] : COLUMNS}
              rows={list.data.rows}
              rowKey={(row) => row.id}
              onOpen={(row) => setOpen(row.id)}
            />
            <Pager offset={offset} limit={PAGE_SIZE} total={list.data.total} unit="笔" onOffset={setOffset} />
          </>
        )
      ) : list.isError ? (
        <FailingState sentence={sentenceOf(list.error)} onRetry={() => void list.refetch()} />
      ) : (
        <LoadingState />
      )}
      {open ? <Slip id={open} onClose={() => setOpen(null)} /> : null}
    </Sheet>
  );
}

function Slip({ id, onClose }: { readonly id: EntryId; readonly onClose: () => void }) {
  return <ReceiptDrawer {...useReceipt(id)} onClose={onClose} />;
}
