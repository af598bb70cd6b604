import type { PriceRow } from '../../../shared/contract/price.ts';
import type { ItemId } from '../../../shared/kernel/brands.ts';
import { hundredthsText, yuanText } from '../../../shared/kernel/number-text.ts';
import { UNIT_VALUE_TEXT } from '../../../shared/messages/price-text.ts';
import type { Column } from '../../components/data-table.tsx';
import { priceText } from './price-words.ts';

export type Shown = 'active' | 'above' | 'unpriced' | 'planned' | 'inactive';

export const SHOWN_OPTIONS: { readonly value: Shown; readonly label: string }[] = [
  { value: 'active', label: '在用的物品' },
  { value: 'above', label: '超过每分限额的' },
  { value: 'unpriced', label: '没有定分值的' },
  { value: 'planned', label: '将要调价的' },
  { value: 'inactive', label: '停用的' },
];

export function isShown(row: PriceRow, shown: Shown): boolean {
  if (shown === 'inactive') return !row.active;
  if (!row.active) return false;
  if (shown === 'above') return row.aboveRate;
  if (shown === 'unpriced') return row.priceCentipoints === null;
  return shown === 'active' || row.next !== null;
}

function stateText(row: PriceRow): string {
  if (row.aboveRate)
    return `! 超限额${row.lowestCentipoints === null ? '' : `，最低 ${hundredthsText(row.lowestCentipoints)} 分`}`;
  if (row.priceCentipoints === null) return '未定价';
  return row.active ? '正常' : '停用';
}

export function columnsOf(chosen: ReadonlySet<ItemId>, toggle: (itemId: ItemId) => void): readonly Column<PriceRow>[] {
  return [
    {
      key: 'chosen',
      title: '选',
      text: ({ itemId }) => (chosen.has(itemId) ? '✓' : ''),
      show: (row) => (
        // The cell around it takes the click too, so that nobody has to aim.
        <label className="price-choose" onClick={(event) => event.stopPropagation()}>
          <input
            type="checkbox"
            aria-label={`选${row.name} ${row.spec}`}
            checked={chosen.has(row.itemId)}
            onChange={() => toggle(row.itemId)}
          />
        </label>
      ),
    },
    { key: 'code', title: '编码', text: ({ code }) => code },
    { key: 'name', title: '物品', text: ({ name }) => name, show: ({ name }) => <strong>{name}</strong> },
    { key: 'spec', title: '规格', text: ({ spec }) => spec },
    { key: 'category', title: '类别', text: ({ category }) => category },
    { key: 'unit', title: '单位', text: ({ unit }) => unit },
    {
      key: 'price',
      title: '分值（分）',
      numeric: true,
      text: ({ priceCentipoints: price }) => (price === null ? '不兑换' : hundredthsText(price, 1)),
      show: ({ priceCentipoints: price }) => (
        <strong className="points">{price === null ? '不兑换' : hundredthsText(price, 1)}</strong>
      ),
    },
    {
      key: 'next',
      title: '将调为',
      text: ({ next }) => (next === null ? '' : `${next.effectiveFrom} 起 ${priceText(next.priceCentipoints)}`),
    },
    {
      key: 'value',
      title: '单位价值（元）',
      numeric: true,
      text: ({ unitFen }) => (unitFen === null ? '未计价' : yuanText(unitFen)),
    },
    { key: 'basis', title: '价值来自', text: ({ basis }) => (basis === null ? '' : UNIT_VALUE_TEXT[basis]) },
    {
      key: 'rate',
      title: '每分合（元）',
      numeric: true,
      text: ({ fenPerPoint }) => (fenPerPoint === null ? '' : yuanText(fenPerPoint)),
    },
    {
      key: 'suggested',
      title: '建议（分）',
      numeric: true,
      text: ({ suggestedCentipoints: price }) => (price === null ? '' : hundredthsText(price, 1)),
    },
    {
      key: 'state',
      title: '状态',
      text: stateText,
      show: (row) => <span className={row.aboveRate ? 'mark-bad' : ''}>{stateText(row)}</span>,
    },
  ];
}
