import type { SchemeId } from '../../../shared/domain/settings/scheme.ts';

/** A shop to be, as typed. */
export type ShopDraft = {
  readonly scheme: SchemeId;
  readonly shopName: string;
  readonly villages: string;
  readonly pin: string;
  readonly pinAgain: string;
};

/** Village names as typed: one a line, or with commas between them. */
export function villageNames(text: string): readonly string[] {
  return [...new Set(text.split(/[\n,，、;；]/).map((name) => name.trim()))].filter((name) => name !== '');
}
