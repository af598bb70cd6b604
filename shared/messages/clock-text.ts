import type { ClockSuspicion } from '../domain/settings/clock.ts';
import type { LocalDate } from '../kernel/brands.ts';

/** 2026年7月1日 */
function dayText(date: LocalDate): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

const WHY: Readonly<Record<ClockSuspicion['kind'], string>> = {
  behind: '比上次用的日子还早',
  ahead: '比上次用的日子晚了一年多',
  before_program: '比程序做好的日子还早',
};

/** What is wrong with the day that this PC shows, and what to do. */
export function clockText({ kind, today, lastKnown }: ClockSuspicion): string {
  const last = kind === 'before_program' ? '' : `（${dayText(lastKnown)}）`;
  return `电脑日期是${dayText(today)}，${WHY[kind]}${last}。请先改对电脑的日期；日期没有错，就由管理员确认后再办`;
}
