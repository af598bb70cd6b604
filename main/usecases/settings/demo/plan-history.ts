import type { LocalDate } from '../../../../shared/kernel/brands.ts';
import { addDays, daysBetween, localDate, yearOf } from '../../../../shared/kernel/local-date.ts';
import type { Random } from './random.ts';

/** Something that happens in the village on one day; `minute` counts from midnight. */
export type Happening = {
  readonly date: LocalDate;
  readonly minute: number;
  readonly kind: 'award' | 'deduction' | 'quarter_award' | 'visit' | 'delivery' | 'short_dated_delivery';
  /** Index of the household; -1 for a delivery. */
  readonly household: number;
};

const DAYS_A_YEAR = 365;
const OPENING = 9 * 60;
const CLOSING = 17 * 60 + 30;
const DELIVERY_EVERY_DAYS = 30;
/** Days before today on which the lots arrive that are expired, or nearly, by today. */
const SHORT_DATED_DAYS_AGO = 40;
const LAST_AWARDS_DAYS = 25;

/** First day of a history of so many years that ends yesterday. */
export function firstDay(today: LocalDate, years: number): LocalDate {
  return addDays(today, -years * DAYS_A_YEAR);
}

/** Everything that happens from the first day to yesterday, in the order it happens. */
export function planHistory(random: Random, today: LocalDate, years: number, households: number): Happening[] {
  const from = firstDay(today, years);
  const days = years * DAYS_A_YEAR;
  const happenings = deliveries(from, days);
  const add = (day: number, kind: Happening['kind'], household: number) =>
    happenings.push({ date: addDays(from, day), minute: random.between(OPENING, CLOSING), kind, household });
  const lastFrom = Math.max(days - LAST_AWARDS_DAYS, daysBetween(from, localDate(`${yearOf(today)}-01-01`)));
  for (let household = 0; household < households; household += 1) {
    for (let year = 0; year < years; year += 1) {
      const somewhen = () => random.between(year * DAYS_A_YEAR + 1, (year + 1) * DAYS_A_YEAR - 1);
      for (let left = random.between(10, 16); left > 0; left -= 1) add(somewhen(), 'award', household);
      for (let left = random.between(4, 8); left > 0; left -= 1) add(somewhen(), 'visit', household);
      if (random.chance(12)) add(somewhen(), 'deduction', household);
    }
    if (lastFrom <= days - 1) add(random.between(lastFrom, days - 1), 'quarter_award', household);
  }
  return happenings.sort((a, b) => (a.date === b.date ? a.minute - b.minute : a.date < b.date ? -1 : 1));
}

/** Before opening time on the day: the shelf is full when the first household comes. */
function deliveries(from: LocalDate, days: number): Happening[] {
  const happenings: Happening[] = [];
  for (let day = 0; day < days; day += DELIVERY_EVERY_DAYS) {
    happenings.push({ date: addDays(from, day), minute: OPENING - 60, kind: 'delivery', household: -1 });
  }
  const late = addDays(from, days - SHORT_DATED_DAYS_AGO);
  happenings.push({ date: late, minute: OPENING - 30, kind: 'short_dated_delivery', household: -1 });
  return happenings;
}

/** Happenings in runs of at most `days` days, so that each run is one transaction. */
export function inRuns(happenings: readonly Happening[], days: number): Happening[][] {
  const runs: Happening[][] = [];
  let current: Happening[] = [];
  for (const happening of happenings) {
    const first = current[0];
    if (first && daysBetween(first.date, happening.date) >= days) {
      runs.push(current);
      current = [];
    }
    current.push(happening);
  }
  return current.length === 0 ? runs : [...runs, current];
}
