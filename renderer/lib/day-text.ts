import type { LocalDate } from '../../shared/kernel/brands.ts';
import { localDateOf } from '../../shared/kernel/local-date.ts';

/**
 * A day as people type it off a package: 20260701, 260701, 2026-7-1, 2026.7.1, 2026/7/1, 2026年7月1日. Two digits of a
 * year are of this century. Null: not a day, or one that does not exist.
 */
export function readDay(text: string): LocalDate | null {
  const said = text.replace(/\s+/g, '').replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - 0xff10));
  const match =
    /^(\d{4}|\d{2})(\d{2})(\d{2})$/.exec(said) ?? /^(\d{4}|\d{2})[-./年](\d{1,2})[-./月](\d{1,2})日?$/.exec(said);
  if (!match) return null;
  const [, year = '', month = '', day = ''] = match;
  return localDateOf(Number(year.length === 2 ? `20${year}` : year), Number(month), Number(day));
}
