import type { LocalDate } from '../../kernel/brands.ts';
import { addDays, localDateOf } from '../../kernel/local-date.ts';

export type ShelfLife = { readonly count: number; readonly unit: 'day' | 'month' };

/** `18个月`, `2年`, `180天`; a bare number counts days. Null: not a shelf life, or longer than a hundred years. */
export function readShelfLife(text: string): ShelfLife | null {
  const match = /^(\d{1,5})(个月|月|年|天|日)?$/.exec(text.replace(/\s+/g, ''));
  const count = Number(match?.[1] ?? 0);
  if (!match || count < 1) return null;
  const [, , unit = '天'] = match;
  const life: ShelfLife =
    unit === '天' || unit === '日'
      ? { count, unit: 'day' }
      : { count: unit === '年' ? count * 12 : count, unit: 'month' };
  return life.count <= (life.unit === 'day' ? 36_500 : 1_200) ? life : null;
}

/** The last day on which goods made on `producedOn` are good. A month after the 31st is the last day of a shorter month. */
export function lastGoodDay(producedOn: LocalDate, life: ShelfLife): LocalDate | null {
  const [year = 0, month = 0, day = 0] = producedOn.split('-').map(Number);
  if (life.unit === 'day') {
    const end = new Date(Date.UTC(year, month - 1, day + life.count));
    return localDateOf(end.getUTCFullYear(), end.getUTCMonth() + 1, end.getUTCDate());
  }
  const months = month - 1 + life.count;
  const lastOfMonth = new Date(Date.UTC(year, months + 1, 0));
  return localDateOf(
    lastOfMonth.getUTCFullYear(),
    lastOfMonth.getUTCMonth() + 1,
    Math.min(day, lastOfMonth.getUTCDate()),
  );
}

/** Six months from a day: food received with less than that left is flagged. */
export function sixMonthsAfter(date: LocalDate): LocalDate {
  return lastGoodDay(date, { count: 6, unit: 'month' }) ?? addDays(date, 183);
}
