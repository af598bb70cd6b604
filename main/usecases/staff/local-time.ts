import type { Instant, LocalDate } from '../../../shared/kernel/brands.ts';

/** The instant at which a day of this PC's calendar begins. */
export function startOfDay(date: LocalDate): Instant {
  return dayOffset(date, 0);
}

/** The instant at which it is over. */
export function endOfDay(date: LocalDate): Instant {
  return dayOffset(date, 1);
}

function dayOffset(date: LocalDate, days: number): Instant {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return new Date(year, month - 1, day + days).toISOString() as Instant;
}

/** An instant by this PC's calendar and clock: YYYY-MM-DD HH:mm:ss. */
export function localTimeText(instant: string): string {
  const at = new Date(instant);
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${date} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}
