import type { LotStanding } from '../../../shared/contract/stock.ts';
import { type Fen } from '../../../shared/kernel/brands.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';

/** The last good day with what it means today, in words. */
export function expiryText({ expiresOn, expiry, onHandQuantity }: LotStanding): string {
  if (expiresOn === null) return '不限';
  if (onHandQuantity === 0) return expiresOn;
  const word = { undated: '', fresh: '', soon: ' 两个月内到期', near: ' 临期', expired: ' 已过期，待报损' }[expiry];
  const sign = expiry === 'expired' ? '✕ ' : expiry === 'near' ? '! ' : '';
  return `${sign}${expiresOn}${word}`;
}

/** How the last day of goods on the shelf is shown. */
export function expiryMark({ expiry, onHandQuantity }: LotStanding): string {
  if (onHandQuantity === 0) return '';
  return expiry === 'expired' ? 'mark-bad' : expiry === 'near' ? 'mark-soon' : '';
}

/** Unknown value is never called nothing. */
export function fenText(value: Fen | null): string {
  return value === null ? '未计价' : yuanText(value);
}
