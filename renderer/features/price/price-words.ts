import type { PriceHistoryRow, PriceRow, PriceRule } from '../../../shared/contract/price.ts';
import type { Centipoints } from '../../../shared/kernel/brands.ts';
import { hundredthsText, yuanText } from '../../../shared/kernel/number-text.ts';
import { UNIT_VALUE_TEXT } from '../../../shared/messages/price-text.ts';

export const priceText = (price: Centipoints | null): string =>
  price === null ? '不兑换' : `${hundredthsText(price)} 分`;

/** 现存最贵的一批成本每袋 23.51 元. */
export function worthText({ unitFen, basis, unit }: PriceRow): string {
  return unitFen === null || basis === null
    ? '未计价，没有参考价'
    : `${UNIT_VALUE_TEXT[basis]}每${unit} ${yuanText(unitFen)} 元`;
}

export const STATE_TEXT: Readonly<Record<PriceHistoryRow['state'], string>> = {
  current: '✓ 执行中',
  planned: '未生效',
  past: '以前的',
  withdrawn: '已撤销',
};

const RATE_FROM_TEXT = { set: '管理员定的', scheme: '方案上限', shelf: '按现有分值估的' } as const;

/** What prices are measured by, above the table. */
export function ruleText({ maximumFenPerPoint, rateFen, rateFrom }: PriceRule): string {
  const limit =
    maximumFenPerPoint === null ? '方案没有限每分折合多少元' : `方案每分最多 ${yuanText(maximumFenPerPoint)} 元`;
  const rate =
    rateFen === null || rateFrom === null
      ? '还估不出建议分值'
      : `建议分值按每分 ${yuanText(rateFen)} 元（${RATE_FROM_TEXT[rateFrom]}）`;
  return `${limit}；${rate}`;
}
