import type { LocalDate } from '../../shared/kernel/brands.ts';

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'] as const;

/** 2026-07-01 09:05 on this PC's clock, from an instant. */
export function shortMoment(instant: string): string {
  const at = new Date(instant);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** 2026年7月1日 星期三 */
export function longDate(date: LocalDate): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const weekday = WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? '';
  return `${year}年${month}月${day}日 星期${weekday}`;
}
