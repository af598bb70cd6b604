import { Input, Select } from 'antd';
import { useMemo } from 'react';
import type { StockOverviewRow } from '../../../shared/contract/stock.ts';
import { categoriesOf, countShown, FILTERS, type Shown } from './shelf.ts';

const EVERY_CATEGORY = 'all';
const categoryKey = (category: string) => `of:${category}`;

/** Finding goods by typing, by what needs somebody, and by category. */
export function StockTools(props: {
  readonly rows: readonly StockOverviewRow[];
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly shown: Shown;
  readonly onShown: (shown: Shown) => void;
  readonly category: string | null;
  readonly onCategory: (category: string | null) => void;
}) {
  const { rows, shown } = props;
  const counts = useMemo(() => countShown(rows), [rows]);
  const categories = useMemo(() => categoriesOf(rows), [rows]);
  // A filter that would show nothing is only in the way, unless one stands in it.
  const offered = FILTERS.filter(({ key }) => counts[key] > 0 || key === 'all' || key === shown);
  return (
    <>
      <Input
        id="goods-filter"
        className="filter"
        allowClear
        aria-label="查找物品"
        placeholder="名称、拼音、编码、条码（F3）"
        value={props.query}
        onChange={(event) => props.onQuery(event.target.value)}
      />
      <Select<string>
        aria-label="类别"
        className="stock-category"
        value={props.category === null ? EVERY_CATEGORY : categoryKey(props.category)}
        options={[
          { value: EVERY_CATEGORY, label: '全部类别' },
          ...categories.map((category) => ({ value: categoryKey(category), label: category || '未分类' })),
        ]}
        onChange={(value) => props.onCategory(categories.find((category) => categoryKey(category) === value) ?? null)}
      />
      <div className="stock-filters" role="group" aria-label="只看">
        {offered.map(({ key, name }) => (
          <button
            key={key}
            type="button"
            className="stock-filter"
            aria-pressed={key === shown}
            onClick={() => props.onShown(key)}
          >
            {name} <span className="number">{counts[key]}</span>
          </button>
        ))}
      </div>
    </>
  );
}
