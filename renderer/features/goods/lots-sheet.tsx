import { Checkbox } from 'antd';
import { useState } from 'react';
import type { LotStanding } from '../../../shared/contract/stock.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Sheet } from '../../components/page.tsx';
import { EmptyState } from '../../components/state-views.tsx';
import { go } from '../../lib/navigation.ts';
import { expiryMark, expiryText, fenText } from './lot-words.ts';

const NEVER = '9999';

/** One kind of goods by lot, in the order in which they are handed out; what is used up only when asked for. */
export function LotsSheet({ lots, unit }: { readonly lots: readonly LotStanding[]; readonly unit: string }) {
  const [all, setAll] = useState(false);
  const here = lots.filter((lot) => lot.onHandQuantity > 0 || lot.onLoanQuantity > 0);
  const used = lots.length - here.length;
  const shown = all ? [...byExpiry(here), ...lots.filter((lot) => !here.includes(lot))] : byExpiry(here);
  return (
    <Sheet
      title="批次"
      extra={
        used > 0 ? (
          <Checkbox checked={all} onChange={(event) => setAll(event.target.checked)}>
            也列已发完的 {used} 批
          </Checkbox>
        ) : null
      }
    >
      {shown.length === 0 ? (
        <EmptyState title="没有库存" hint="入库后这里按批次列出，先到期的先发。" />
      ) : (
        <DataTable
          label="批次"
          columns={columnsOf(
            unit,
            shown.some(({ earmark }) => earmark !== null),
            shown.some(isLent),
          )}
          rows={shown}
          rowKey={({ lotId }) => lotId}
          onOpen={({ lotId }) => go(`/goods/lot/${lotId}`)}
          tone={toneOf}
        />
      )}
    </Sheet>
  );
}

const isLent = ({ onLoanQuantity }: LotStanding) => onLoanQuantity > 0;

function toneOf({ onHandQuantity, expiry }: LotStanding): 'bad' | 'soon' | 'quiet' | undefined {
  if (onHandQuantity === 0) return 'quiet';
  return expiry === 'expired' ? 'bad' : expiry === 'near' ? 'soon' : undefined;
}

function byExpiry(lots: readonly LotStanding[]): readonly LotStanding[] {
  const key = ({ expiresOn, receivedOn, code }: LotStanding) => `${expiresOn ?? NEVER} ${receivedOn} ${code}`;
  return [...lots].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function columnsOf(unit: string, anyEarmarked: boolean, anyLent: boolean): readonly Column<LotStanding>[] {
  return [
    { key: 'lot', title: '批次', whole: true, text: ({ code }) => code, show: ({ code }) => <strong>{code}</strong> },
    { key: 'supplier', title: '来自', text: ({ supplier }) => supplier },
    { key: 'received', title: '入库日期', whole: true, text: ({ receivedOn }) => receivedOn },
    {
      key: 'expires',
      title: '保质期至',
      whole: true,
      text: expiryText,
      show: (lot) => <span className={expiryMark(lot)}>{expiryText(lot)}</span>,
    },
    ...(anyEarmarked
      ? [
          {
            key: 'earmark',
            title: '定向',
            text: ({ earmark }: LotStanding) => (earmark === null ? '' : `只给${earmark}`),
          },
        ]
      : []),
    { key: 'quantity', title: `在库（${unit}）`, numeric: true, text: ({ onHandQuantity }) => String(onHandQuantity) },
    ...(anyLent
      ? [
          {
            key: 'lent',
            title: `借出（${unit}）`,
            numeric: true,
            text: ({ onLoanQuantity }: LotStanding) => (onLoanQuantity === 0 ? '' : String(onLoanQuantity)),
          },
        ]
      : []),
    { key: 'value', title: '货值（元）', numeric: true, text: ({ valueFen }) => fenText(valueFen) },
  ];
}
