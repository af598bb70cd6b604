import type { LocalDate } from '../../../shared/kernel/brands.ts';
import { addDays, localDate } from '../../../shared/kernel/local-date.ts';

export type Period = { readonly from: LocalDate | null; readonly to: LocalDate | null };

export const ALL_TIME: Period = { from: null, to: null };

/** The stretches that are asked for again and again; the month and the quarter run to their last day. */
export function usualPeriods(today: LocalDate): readonly { readonly name: string; readonly period: Period }[] {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  const quarter = month - ((month - 1) % 3);
  return [
    { name: '本月', period: months(year, month, 1) },
    { name: '上月', period: month === 1 ? months(year - 1, 12, 1) : months(year, month - 1, 1) },
    { name: '本季', period: months(year, quarter, 3) },
    { name: '今年', period: months(year, 1, 12) },
    { name: '全部日期', period: ALL_TIME },
  ];
}

/** `count` whole months from the first of `month`; none of them reaches into another year. */
function months(year: number, month: number, count: number): Period {
  const after = month + count;
  const next = after > 12 ? firstDay(year + 1, 1) : firstDay(year, after);
  return { from: firstDay(year, month), to: addDays(next, -1) };
}

function firstDay(year: number, month: number): LocalDate {
  return localDate(`${year}-${String(month).padStart(2, '0')}-01`);
}
