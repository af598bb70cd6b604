import { useQuery } from '@tanstack/react-query';
import { Button, Radio } from 'antd';
import { useState } from 'react';
import type { LoanRow } from '../../../shared/contract/loan.ts';
import type { Operator } from '../../../shared/contract/staff.ts';
import type { EntryId } from '../../../shared/kernel/brands.ts';
import { LOAN_STATE_TEXT } from '../../../shared/messages/loan-text.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Sheet } from '../../components/page.tsx';
import { EmptyState, FailingState, LoadingState } from '../../components/state-views.tsx';
import { may } from '../../lib/permissions.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { LoanDrawer } from './loan-drawer.tsx';
import { SettleDialog } from './settle-dialog.tsx';

type Which = 'out' | 'overdue' | 'all';

const NOTHING: Readonly<Record<Which, { readonly title: string; readonly hint: string }>> = {
  out: { title: '没有借出的工具', hint: '都在店里。' },
  overdue: { title: '没有逾期的', hint: '借出的都还没到应还日期。' },
  all: { title: '还没有借用单', hint: '借出一件，就列在这里。' },
};

/** What is out, what is late, and the latest loans. */
export function LoansSheet(props: { readonly operator: Operator; readonly onDone: (sentence: string) => void }) {
  const [which, setWhich] = useState<Which>('out');
  const [opened, setOpened] = useState<EntryId | null>(null);
  const [settling, setSettling] = useState<LoanRow | null>(null);
  const loans = useQuery(queries.loans(which));
  const everything = useQuery({ ...queries.loans('all'), enabled: opened !== null });
  const shown = [...(loans.data?.rows ?? []), ...(everything.data?.rows ?? [])].find(
    ({ entryId }) => entryId === opened,
  );
  const mayLend = may(props.operator.role, 'lendTools');
  return (
    <Sheet
      title="借用单"
      extra={
        <Radio.Group
          optionType="button"
          aria-label="看哪些"
          value={which}
          options={[
            { value: 'out', label: `未还${countText(loans.data?.out)}` },
            { value: 'overdue', label: `逾期${countText(loans.data?.overdue)}` },
            { value: 'all', label: '最近全部' },
          ]}
          onChange={(event) => setWhich(event.target.value as Which)}
        />
      }
    >
      {loans.data ? (
        loans.data.rows.length === 0 ? (
          <EmptyState {...NOTHING[which]} />
        ) : (
          <DataTable
            label="借用单"
            columns={mayLend ? [...COLUMNS, backColumn(setSettling)] : COLUMNS}
            rows={loans.data.rows}
            rowKey={(row) => row.entryId}
            tone={(row) =>
              row.state === 'overdue'
                ? 'bad'
                : row.state === 'settled' || row.state === 'reversed'
                  ? 'quiet'
                  : undefined
            }
            onOpen={(row) => setOpened(row.entryId)}
          />
        )
      ) : loans.isError ? (
        <FailingState sentence={sentenceOf(loans.error)} onRetry={() => void loans.refetch()} />
      ) : (
        <LoadingState />
      )}
      {shown ? (
        <LoanDrawer loan={shown} operator={props.operator} onDone={props.onDone} onClose={() => setOpened(null)} />
      ) : null}
      {settling ? (
        <SettleDialog way="back" loan={settling} onDone={props.onDone} onClose={() => setSettling(null)} />
      ) : null}
    </Sheet>
  );
}

function countText(count: number | undefined): string {
  return count === undefined ? '' : ` ${count}`;
}

/** What of a loan is still out; of one that is settled, what was lent. */
function goodsText({ lines, state }: LoanRow): string {
  const out = state === 'out' || state === 'overdue';
  return lines
    .filter(({ openQuantity }) => !out || openQuantity > 0)
    .map((line) => `${line.itemName}×${out ? line.openQuantity : line.quantity}${line.unit}`)
    .join('、');
}

const COLUMNS: readonly Column<LoanRow>[] = [
  { key: 'due', title: '应还日期', whole: true, text: (row) => row.dueOn },
  { key: 'household', title: '户', text: (row) => `${row.householdNo} ${row.headName}` },
  { key: 'borrower', title: '借用人', text: (row) => (row.borrower === '' ? row.headName : row.borrower) },
  { key: 'goods', title: '工具', text: goodsText },
  { key: 'date', title: '借出日期', whole: true, text: (row) => row.businessDate },
  { key: 'document', title: '单号', whole: true, text: (row) => row.documentNo },
  {
    key: 'state',
    title: '状态',
    text: stateText,
    show: (row) => (row.state === 'overdue' ? <span className="mark-bad">✕ {stateText(row)}</span> : stateText(row)),
  },
];

export function stateText({ state, daysOverdue }: LoanRow): string {
  return state === 'overdue' ? `逾期 ${daysOverdue} 天` : LOAN_STATE_TEXT[state];
}

function backColumn(onBack: (row: LoanRow) => void): Column<LoanRow> {
  return {
    key: 'back',
    title: '操作',
    text: () => '',
    show: (row) =>
      row.state === 'out' || row.state === 'overdue' ? (
        <Button
          size="small"
          aria-label={`归还 ${row.documentNo}`}
          onClick={(event) => {
            event.stopPropagation();
            onBack(row);
          }}
        >
          归还
        </Button>
      ) : null,
  };
}
