import { tidyText } from './cell-text.ts';
import { headingScore, normaliseHeading } from './heading.ts';
import { IMPORT_COLUMNS } from './import-columns.ts';
import type { RawCell, RawRow, RawSheet } from './raw-workbook.ts';

export type FoundHeading = {
  /** 1-based row of the last line of headings; 0: none was found. */
  readonly row: number;
  /** By column, empty where there is none. */
  readonly headings: readonly string[];
  /** What stands above the headings: a title, a unit, a period. */
  readonly title: string;
};

const SEARCHED_ROWS = 30;
/** Fewer known words than this are a coincidence. */
const FEWEST = 2;

/** The row of headings: the one with the most words that some ledger knows. Two rows of headings are read as one. */
export function findHeading(sheet: RawSheet): FoundHeading {
  const searched = sheet.rows.slice(0, SEARCHED_ROWS);
  let best: { readonly index: number; readonly known: number } | null = null;
  for (const [index, row] of searched.entries()) {
    const known = knownWords(row.cells.map((cell) => (cell?.merged === true ? '' : textOf(cell))));
    if (known >= FEWEST && (best === null || known > best.known)) best = { index, known };
  }
  if (best === null) return { row: 0, headings: [], title: '' };
  const row = searched[best.index];
  if (row === undefined) return { row: 0, headings: [], title: '' };
  const title = searched
    .slice(0, best.index)
    .flatMap((above) => above.cells.map(textOf))
    .filter((text) => text !== '')
    .join(' ');
  const first = row.cells.map(textOf);
  const below = searched[best.index + 1];
  if (below !== undefined && below.row === row.row + 1 && isSecondLine(row, below)) {
    return { row: below.row, headings: joined(first, below.cells.map(textOf)), title };
  }
  return { row: row.row, headings: first, title };
}

function textOf(cell: RawCell | null): string {
  return cell !== null && cell.kind === 'text' ? tidyText(cell.text) : '';
}

function knownWords(texts: readonly string[]): number {
  const known = new Set<string>();
  for (const text of texts) {
    if (text === '' || text.length > 40) continue;
    const heading = normaliseHeading(text);
    const fits = Object.values(IMPORT_COLUMNS).some((columns) =>
      columns.some((column) => headingScore(column, heading) >= 50),
    );
    if (fits) known.add(heading.full);
  }
  return known.size;
}

/**
 * A second line of headings under merged cells: it repeats those that are merged over both lines, and where it
 * says something new, that is a word and never a figure.
 */
function isSecondLine(first: RawRow, second: RawRow): boolean {
  const own = second.cells.filter((cell) => cell !== null && cell.merged !== true);
  if (own.length === 0) return second.cells.some((cell) => cell?.merged === true);
  const merged = second.cells.filter((cell) => cell?.merged === true).length;
  const words = own.every(
    (cell) => cell !== null && cell.kind === 'text' && !/\d{2,}/.test(cell.text) && cell.text.length <= 20,
  );
  const underGap = second.cells.some(
    (cell, column) => cell !== null && cell.merged !== true && textOf(first.cells[column] ?? null) === '',
  );
  return words && (merged > 0 || underGap) && knownWords(own.map(textOf)) >= Math.min(2, own.length);
}

/** The lower word where there is one; both together when the lower one alone would mean nothing. */
function joined(first: readonly string[], second: readonly string[]): string[] {
  const width = Math.max(first.length, second.length);
  let parent = '';
  return Array.from({ length: width }, (_, column) => {
    const upper = first[column] ?? '';
    const lower = second[column] ?? '';
    if (upper !== '') parent = upper;
    if (lower === '' || lower === upper) return upper;
    return knownWords([lower]) > 0 ? lower : `${parent}${lower}`;
  });
}
