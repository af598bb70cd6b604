import { compactText } from './cell-text.ts';
import type { ImportColumn } from './import-column.ts';
import { FOREIGN_HEADINGS } from './import-columns.ts';

export type Heading = {
  /** Without spaces, line breaks, width and case. */
  readonly full: string;
  /** The same without what stands in brackets or behind a slash: `数量(袋)` is about 数量. */
  readonly bare: string;
};

export function normaliseHeading(text: string): Heading {
  const full = compactText(text)
    .replace(/[【[{〔]/g, '(')
    .replace(/[】\]}〕]/g, ')')
    .replace(/^[*★☆※#●\d.、]+(?=\D)/, '')
    .replace(/[*:：;；,，.。]+$/, '')
    .toLowerCase();
  const bare = full.replace(/\([^)]*\)?/g, '').replace(/\/(元|分|袋|人|户|个|件|kg|公斤)$/, '');
  return { full, bare: bare === '' ? full : bare };
}

const FORMS = new Map<ImportColumn, { readonly heading: string; readonly names: ReadonlyMap<string, number> }>();

function formsOf(column: ImportColumn): { readonly heading: string; readonly names: ReadonlyMap<string, number> } {
  const known = FORMS.get(column);
  if (known !== undefined) return known;
  const names = new Map(column.names.map((name, index) => [normaliseHeading(name).full, index]));
  const forms = { heading: normaliseHeading(column.heading).full, names };
  FORMS.set(column, forms);
  return forms;
}

/**
 * How surely a heading means a column: 100 its own name, 60 to 92 another word for it, 50 the shape of one,
 * 0 not at all. A heading that belongs to none of the ledgers is never taken by its shape.
 */
export function headingScore(column: ImportColumn, heading: Heading): number {
  if (heading.full === '') return 0;
  const forms = formsOf(column);
  if (heading.full === forms.heading) return 100;
  const full = forms.names.get(heading.full);
  if (full !== undefined) return Math.max(62, 92 - full / 2);
  if (heading.bare === forms.heading) return 95;
  const bare = forms.names.get(heading.bare);
  if (bare !== undefined) return Math.max(60, 90 - bare / 2);
  if (FOREIGN_HEADINGS.test(heading.full)) return 0;
  return column.pattern?.test(heading.bare) === true || column.pattern?.test(heading.full) === true ? 50 : 0;
}

/** Headings that are known and mean nothing here: contents must not speak for them either. */
export function isForeign(heading: Heading): boolean {
  return FOREIGN_HEADINGS.test(heading.full);
}
