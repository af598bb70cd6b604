import { err, ok, type Result } from '../../../kernel/result.ts';
import type { CellProblem } from './import-problem.ts';
import type { RawCell } from './raw-workbook.ts';

/** The value of a cell, null when it is empty, or why it cannot be taken. */
export type CellReading<T> = Result<T | null, CellProblem>;

/** Zero-width characters, direction marks and soft hyphens: invisible in the sheet, deadly in a comparison. */
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g;
const SPACES = /[\s\u00a0\u3000]+/g;

/** Most cells are plain words and figures: nothing to tidy. */
const PLAIN = /^[!-~\u4e00-\u9fff]*$/;
const FULL_WIDTH = /[\uff01-\uff5e]/;

/** Full-width letters, digits and signs as their plain ASCII forms: `１２（袋）` becomes `12(袋)`. */
export function halfWidth(text: string): string {
  if (!FULL_WIDTH.test(text)) return text;
  return text.replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0));
}

/** Invisible characters out, line breaks and runs of spaces to one space, ends trimmed. */
export function tidyText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(INVISIBLE, '').replace(SPACES, ' ').trim();
}

/** Without any spaces and in half width: for codes, numbers and headings. */
export function compactText(text: string): string {
  if (PLAIN.test(text)) return text;
  return halfWidth(text.replace(INVISIBLE, '').replace(SPACES, ''));
}

/**
 * Whether two names are the same name to a reader: spaces, width, case and the kind of middle dot make no difference.
 */
export function nameKey(name: string): string {
  return compactText(name)
    .replace(/[•‧∙・･.]/g, '·')
    .toLowerCase();
}

/** What a cell shows, whole, with anything a workbook could not hold made visible. */
export function fullValue(cell: RawCell | null): string {
  if (cell === null) return '';
  const text = cell.text === '' && cell.formula !== undefined ? `=${cell.formula}` : cell.text;
  return tidyText(text.replace(/\p{Cc}|\p{Cs}/gu, (character) => (/\s/.test(character) ? ' ' : '\ufffd')));
}

/** The same, short enough for a list of problems. */
export function shownValue(cell: RawCell | null): string {
  const plain = fullValue(cell);
  if (plain.length <= 40) return plain;
  const characters = [...plain];
  return characters.length <= 40 ? plain : `${characters.slice(0, 40).join('')}…`;
}

/** Functions that reach out of the sheet: nothing that they produced is taken as a fact. */
const REACHING_OUT = /\b(HYPERLINK|WEBSERVICE|FILTERXML|IMPORT[A-Z]+|CALL|REGISTER(\.ID)?|EXEC|RTD|DDE|IMAGE)\s*\(|\|/i;

/**
 * What a file without cell types means by a text: in a .csv or a web page `=HYPERLINK(…)` is a formula to every
 * spreadsheet. Null when it is no more than words, as somebody's `=1+1` is. A string cell of a workbook is always words.
 */
export function typedFormula(text: string): string | null {
  const plain = compactText(text);
  return /^[=+@-]/.test(plain) && REACHING_OUT.test(plain) ? plain.slice(1) : null;
}

/** What stands against taking any value from the cell: an error, a formula without a value or with a hostile one. */
export function cellHindrance(cell: RawCell): CellProblem | null {
  if (cell.formula !== undefined && REACHING_OUT.test(cell.formula)) return { code: 'formula_cell' };
  if (cell.kind === 'formula') return { code: 'formula_not_calculated' };
  if (cell.kind === 'error') return { code: 'error_cell' };
  return null;
}

/** The cell as tidy text. `limit` counts characters. */
export function readText(cell: RawCell | null, limit: number): CellReading<string> {
  if (cell === null) return ok(null);
  // A formula in a text column is someone's lookup at best; without a value it cannot even be shown.
  const hindrance = cellHindrance(cell);
  if (hindrance !== null)
    return err(hindrance.code === 'formula_not_calculated' ? { code: 'formula_cell' } : hindrance);
  const raw = cell.text;
  if (/\p{Cs}|[\ufffd\ufffe\uffff]/u.test(raw)) return err({ code: 'unreadable_character' });
  const text = tidyText(raw);
  if (/\p{Cc}/u.test(text)) return err({ code: 'unreadable_character' });
  if (text === '') return ok(null);
  const length = [...text].length;
  return length > limit ? err({ code: 'text_too_long', length, limit }) : ok(text);
}

/** What people write into a cell they leave empty. */
export function isPlaceholder(text: string): boolean {
  return /^([-—–_/\\、.]+|无|暂无|没有|空|n\/?a|null|none)$/i.test(compactText(text));
}
