import type { StockOverviewRow } from '../../../shared/contract/stock.ts';
import { fen } from '../../../shared/kernel/brands.ts';
import { pointsText, yuanText } from '../../../shared/kernel/number-text.ts';
import type { Column } from '../../components/data-table.tsx';
import { available, marksOf, worthText } from './shelf.ts';

type Row = StockOverviewRow;

const NEVER = '9999';
const byText = (of: (row: Row) => string) => (a: Row, b: Row) => (of(a) < of(b) ? -1 : of(a) > of(b) ? 1 : 0);
const byNumber = (of: (row: Row) => number) => (a: Row, b: Row) => of(a) - of(b);
const orNone = (quantity: number) => (quantity === 0 ? '' : String(quantity));

/** The columns of the overview, with the totals of the rows that are shown. */
export function stockColumns(rows: readonly Row[]): readonly Column<Row>[] {
  return [
    { key: 'code', title: '编码', text: ({ code }) => code, compare: byText(({ code }) => code) },
    {
      key: 'name',
      title: '物品',
      text: ({ name }) => name,
      show: ({ name }) => <strong>{name}</strong>,
      // By its pinyin, as a drawer of cards would be.
      compare: byText(({ pinyin }) => pinyin),
    },
    { key: 'spec', title: '规格', text: ({ spec }) => spec },
    { key: 'category', title: '类别', text: ({ category }) => category },
    { key: 'unit', title: '单位', text: ({ unit }) => unit },
    {
      key: 'price',
      title: '分值（分）',
      numeric: true,
      text: ({ priceCentipoints }) => (priceCentipoints === null ? '未定价' : pointsText(priceCentipoints)),
      compare: byNumber(({ priceCentipoints }) => priceCentipoints ?? -1),
    },
    {
      key: 'available',
      title: '可用库存',
      numeric: true,
      text: (row) => String(available(row)),
      compare: byNumber(available),
    },
    { key: 'minimum', title: '最低库存', numeric: true, text: ({ minimumStock }) => orNone(minimumStock) },
    {
      key: 'expiry',
      title: '最近到期',
      whole: true,
      text: ({ nearestExpiry }) => nearestExpiry ?? '',
      compare: byText(({ nearestExpiry }) => nearestExpiry ?? NEVER),
    },
    {
      key: 'value',
      title: '货值（元）',
      numeric: true,
      text: (row) => worthText(row.valueFen, row.onHandQuantity, row.unvaluedQuantity),
      total: totalValue(rows),
      compare: byNumber(({ valueFen }) => valueFen),
    },
    {
      key: 'state',
      title: '状态',
      text: (row) =>
        marksOf(row)
          .map(({ text }) => text)
          .join('，') || '正常',
      show: (row) => <Marks row={row} />,
    },
  ];
}

/** Exact, and it says whether goods of unknown value are among the rows. */
function totalValue(rows: readonly Row[]): string {
  const value = rows.reduce((sum, { valueFen }) => sum + valueFen, 0);
  const unvalued = rows.some(({ unvaluedQuantity }) => unvaluedQuantity > 0);
  return `${yuanText(fen(value))}${unvalued ? ' + 未计价' : ''}`;
}

function Marks({ row }: { readonly row: Row }) {
  const marks = marksOf(row);
  if (marks.length === 0) return '正常';
  return (
    <span className="stock-marks">
      {marks.map(({ tone, text }) => (
        <span key={text} className={{ bad: 'mark-bad', soon: 'mark-soon', plain: 'stock-mark' }[tone]}>
          {text}
        </span>
      ))}
    </span>
  );
}
