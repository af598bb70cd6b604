import { residentIdCheckCharacter } from '../../kernel/check-digit.ts';
import { localDateOf } from '../../kernel/local-date.ts';
import { maskIdNumber } from './masking.ts';

/** Eighteen characters that are no part of a longer number. */
const CANDIDATES = /(?<!\d)\d{17}[\dXx](?!\d)/g;

/** Whether a text is a resident identity number (GB 11643-1999): its check character and its birthday are right. */
export function isIdNumber(text: string): boolean {
  if (!/^\d{17}[\dX]$/i.test(text)) return false;
  if (residentIdCheckCharacter(text.slice(0, 17)) !== text.charAt(17).toUpperCase()) return false;
  const year = Number(text.slice(6, 10));
  if (year < 1900 || year > 2099) return false;
  return localDateOf(year, Number(text.slice(10, 12)), Number(text.slice(12, 14))) !== null;
}

/** Whether free text names somebody's identity number; such numbers belong into their own, sealed field. */
export function hasIdNumber(text: string): boolean {
  return text.length >= 18 && (text.normalize('NFKC').match(CANDIDATES) ?? []).some(isIdNumber);
}

/** Free text with every identity number in it masked; the same text when there is none. */
export function maskIdNumbersIn(text: string): string {
  if (!hasIdNumber(text)) return text;
  return text.normalize('NFKC').replace(CANDIDATES, (found) => (isIdNumber(found) ? maskIdNumber(found) : found));
}
