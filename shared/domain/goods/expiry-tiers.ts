import type { LocalDate } from '../../kernel/brands.ts';
import { addDays, daysBetween, localDate } from '../../kernel/local-date.ts';
import { isExpired, type Item, type Lot } from './goods.ts';

/**
 * How many days before its last day a lot is 临期, by its whole life in days: the usual tiers of the trade. A year or
 * half a year counted from the first day ends a day early (1 January to 31 December), so these two start one short.
 */
const TIERS = [
  { fromDays: 364, nearDays: 45, name: '保质期一年以上，剩 45 天起' },
  { fromDays: 180, nearDays: 20, name: '保质期半年以上，剩 20 天起' },
  { fromDays: 90, nearDays: 15, name: '保质期 90 天以上，剩 15 天起' },
  { fromDays: 30, nearDays: 10, name: '保质期 30 天以上，剩 10 天起' },
  { fromDays: 16, nearDays: 5, name: '保质期 16 天以上，剩 5 天起' },
] as const;

const SHORT_LIVED = '保质期不到 16 天，剩 1 至 4 天起';
/** Between 1 and 4 days for goods that live up to 15: a quarter of their life, begun days counted. */
const MOST_OF_SHORT_LIVED = 4;

/** What a lot's dates say today. `soon`: its last day lies within two months, but it is not near expiry yet. */
export type ExpiryState = 'undated' | 'fresh' | 'soon' | 'near' | 'expired';

export type ExpiryTier = {
  /** From this many days before the last day on, the goods are near expiry. */
  readonly nearDays: number;
  /** The tier as people say it. */
  readonly name: string;
};

/** Days from production to the last good day; null: neither the lot nor the item says so. */
export function shelfLifeOf(
  lot: Pick<Lot, 'producedOn' | 'expiresOn'>,
  item: Pick<Item, 'shelfLifeDays'>,
): number | null {
  if (lot.producedOn !== null && lot.expiresOn !== null) return daysBetween(lot.producedOn, lot.expiresOn);
  return item.shelfLifeDays;
}

/** The tier of goods that live so many days. Of unknown life: the longest, so that they are named early rather than late. */
export function expiryTier(lifeDays: number | null): ExpiryTier {
  if (lifeDays === null) return { nearDays: TIERS[0].nearDays, name: '不知道保质期，按一年以上，剩 45 天起' };
  const tier = TIERS.find(({ fromDays }) => lifeDays >= fromDays);
  if (tier) return { nearDays: tier.nearDays, name: tier.name };
  const nearDays = Math.min(MOST_OF_SHORT_LIVED, Math.max(1, Math.ceil(lifeDays / 4)));
  return { nearDays, name: SHORT_LIVED };
}

/** The day two months on; the last day of that month where it has no such day (31 December: 28 or 29 February). */
export function twoMonthsOn(today: LocalDate): LocalDate {
  const [year, month, day] = [Number(today.slice(0, 4)), Number(today.slice(5, 7)), Number(today.slice(8))];
  const months = year * 12 + month - 1 + 2;
  const first = localDate(`${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`);
  const following = localDate(
    `${Math.floor((months + 1) / 12)}-${String(((months + 1) % 12) + 1).padStart(2, '0')}-01`,
  );
  return addDays(first, Math.min(day, daysBetween(first, following)) - 1);
}

/** Where a lot stands today between fresh and expired. */
export function expiryState(
  lot: Pick<Lot, 'producedOn' | 'expiresOn'>,
  item: Pick<Item, 'shelfLifeDays'>,
  today: LocalDate,
): ExpiryState {
  if (lot.expiresOn === null) return 'undated';
  if (isExpired(lot, today)) return 'expired';
  if (daysBetween(today, lot.expiresOn) <= expiryTier(shelfLifeOf(lot, item)).nearDays) return 'near';
  return lot.expiresOn <= twoMonthsOn(today) ? 'soon' : 'fresh';
}
