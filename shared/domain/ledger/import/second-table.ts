import type { ColumnMapping } from '../import-report.ts';
import { headingScore, normaliseHeading } from './heading.ts';
import { IMPORT_COLUMNS, type ImportableLedger } from './import-columns.ts';
import type { RawRow } from './raw-workbook.ts';

export type SecondTable = { readonly column: number; readonly headings: readonly string[] };

/** One word that some ledger knows may be a remark; two of different meaning are headings. */
const FEWEST = 2;
const SHOWN = 4;

/**
 * A table that stands to the right of the one that is read, and would be left out without a word: headings that
 * mean something, behind an empty column or saying once more what the first table has said, with cells under them.
 */
export function secondTable(
  ledger: ImportableLedger,
  mapping: ColumnMapping,
  headings: readonly string[],
  rows: readonly RawRow[],
): SecondTable | null {
  const mapped = new Set(Object.values(mapping));
  const first = Math.min(...mapped);
  for (let start = first + 1; start < headings.length; start += 1) {
    if (mapped.has(start) || (headings[start] ?? '') === '') continue;
    const behindGap = (headings[start - 1] ?? '') === '' && !isCellBelow(rows, start - 1);
    const found = headings.slice(start).map((text, offset) => ({ text, column: start + offset }));
    const own = behindGap ? found.slice(0, endOf(found)) : found;
    if (own.some(({ column }) => mapped.has(column))) continue;
    const meanings = new Set(own.flatMap(({ text }) => meaningsOf(text, behindGap ? null : { ledger, mapping })));
    const words = own.filter(({ text }) => text !== '');
    if (meanings.size < FEWEST || !words.some(({ column }) => isCellBelow(rows, column))) continue;
    return { column: start, headings: words.slice(0, SHOWN).map(({ text }) => text) };
  }
  return null;
}

/** Up to the next empty heading. */
function endOf(columns: readonly { readonly text: string }[]): number {
  const gap = columns.findIndex(({ text }) => text === '');
  return gap < 0 ? columns.length : gap;
}

/** What a heading means to any ledger; without a gap before it only what repeats a column that is read already. */
function meaningsOf(
  text: string,
  only: { readonly ledger: ImportableLedger; readonly mapping: ColumnMapping } | null,
): string[] {
  if (text === '' || text.length > 40) return [];
  const heading = normaliseHeading(text);
  const ledgers = only === null ? Object.values(IMPORT_COLUMNS) : [IMPORT_COLUMNS[only.ledger]];
  const best = ledgers
    .flat()
    .map(({ key, ...column }) => ({ key, score: headingScore({ key, ...column }, heading) }))
    .sort((a, b) => b.score - a.score)[0];
  if (best === undefined || best.score < 60) return [];
  return only === null || best.key in only.mapping ? [best.key] : [];
}

function isCellBelow(rows: readonly RawRow[], column: number): boolean {
  return rows.some(({ cells }) => (cells[column] ?? null) !== null && cells[column]?.merged !== true);
}

/** 1 -> A, 27 -> AA: as a spreadsheet names its columns. */
export function columnName(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}
