import type { LocalDate } from '../../kernel/brands.ts';
import { daysBetween } from '../../kernel/local-date.ts';
import type { Item } from './goods.ts';
import { sixMonthsAfter } from './shelf-life.ts';

/** What people should see before such goods are taken in; it is allowed, and stays written on the line. */
export type InboundFlag =
  /** Blocked from the first day: it can only be written off. */
  | { readonly code: 'expired'; readonly expiresOn: LocalDate }
  /** Food with less than six months left. */
  | { readonly code: 'short_life'; readonly daysLeft: number }
  /** The item's expiry is watched and the line has none. */
  | { readonly code: 'expiry_missing' };

export function inboundFlag(
  item: Pick<Item, 'food' | 'expiryTracked'>,
  date: LocalDate,
  expiresOn: LocalDate | null,
): InboundFlag | null {
  if (expiresOn === null) return item.expiryTracked ? { code: 'expiry_missing' } : null;
  if (expiresOn < date) return { code: 'expired', expiresOn };
  return item.food && expiresOn < sixMonthsAfter(date)
    ? { code: 'short_life', daysLeft: daysBetween(date, expiresOn) }
    : null;
}

/** As written beside the line, on the screen and in the ledger. A missing date shows by itself. */
export function flagText(flag: InboundFlag): string {
  switch (flag.code) {
    case 'expired':
      return '入库时已过期';
    case 'short_life':
      return `食品不足六个月，剩${flag.daysLeft}天`;
    case 'expiry_missing':
      return '';
  }
}
