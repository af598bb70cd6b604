import type { ReactNode } from 'react';
import type { DonationListRow, DonorRow } from '../../../shared/domain/donation/views.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { go } from '../../lib/navigation.ts';

/** Gifts, a row each; a row leads to what became of it. */
export function GiftsTable(props: {
  readonly rows: readonly DonationListRow[];
  /** Of one donor: their name need not stand in each row. */
  readonly ofOne?: boolean;
  readonly tools?: ReactNode;
}) {
  return (
    <DataTable
      label="捐赠"
      columns={props.ofOne ? COLUMNS.filter(({ key }) => key !== 'donor') : COLUMNS}
      rows={props.rows}
      rowKey={({ entryId }) => entryId}
      tools={props.tools}
      onOpen={({ entryId }) => go(`/goods/donations/gift/${entryId}`)}
      tone={({ reversedBy, donorId }) => (reversedBy === null ? (donorId === null ? 'soon' : undefined) : 'quiet')}
    />
  );
}

const COLUMNS: readonly Column<DonationListRow>[] = [
  { key: 'date', title: '日期', whole: true, text: ({ date }) => date },
  { key: 'no', title: '捐赠编号', whole: true, text: ({ donationNo }) => donationNo },
  {
    key: 'donor',
    title: '捐赠人',
    text: ({ donorName, donorId }) => (donorId === null ? `${donorName}（未登记）`.trim() : donorName),
    show: ({ donorName, donorId }) =>
      donorId === null ? (
        <>
          {donorName} <span className="mark-soon">! 未登记捐赠人</span>
        </>
      ) : (
        <strong>{donorName}</strong>
      ),
  },
  { key: 'goods', title: '物品', text: ({ summary }) => summary },
  { key: 'value', title: '折价（元）', numeric: true, text: valueText },
  {
    key: 'earmark',
    title: '定向',
    text: ({ earmarks }) => earmarks.join('、'),
  },
  {
    key: 'left',
    title: '还剩（件）',
    numeric: true,
    text: ({ onHandQuantity, receivedQuantity }) => `${onHandQuantity} / ${receivedQuantity}`,
  },
  { key: 'receipt', title: '外部票据号', text: ({ externalReceiptNo }) => externalReceiptNo },
  {
    key: 'state',
    title: '状态',
    text: ({ reversedBy }) => (reversedBy === null ? '' : `已由 ${reversedBy} 红冲`),
  },
];

/** What has no value is said, never counted as zero. */
export function valueText({ valueFen, unvaluedLines }: Pick<DonationListRow, 'valueFen' | 'unvaluedLines'>): string {
  if (valueFen === null) return '未计价';
  return unvaluedLines === 0 ? yuanText(valueFen) : `${yuanText(valueFen)}，另 ${unvaluedLines} 种未计价`;
}

/** What came from a donor in all. */
export function givenText({ valueFen, unvaluedLines }: Pick<DonorRow, 'valueFen' | 'unvaluedLines'>): string {
  return valueText({ valueFen: valueFen === 0 && unvaluedLines > 0 ? null : valueFen, unvaluedLines });
}
