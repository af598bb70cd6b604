import { eanCheckDigit, residentIdCheckCharacter } from '../../../kernel/check-digit.ts';
import { localDateOf } from '../../../kernel/local-date.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import { cellHindrance, type CellReading, compactText, isPlaceholder, readText } from './cell-text.ts';
import type { CellProblem } from './import-problem.ts';
import type { RawCell } from './raw-workbook.ts';

/** Spreadsheets keep fifteen digits of a number; the rest of a longer one is gone for good. */
const DIGITS_KEPT = 15;

/** `5.00239E+17` as text: somebody copied what the sheet showed. */
const SCIENTIFIC = /^\d(\.\d+)?E\+?\d+$/i;

type Digits = { readonly text: string; readonly lost: boolean };

/** The characters of a code, and whether a spreadsheet has eaten some of them. Null when the cell is empty. */
function readCharacters(cell: RawCell | null, limit: number): CellReading<Digits> {
  if (cell === null) return ok(null);
  const hindrance = cellHindrance(cell);
  if (hindrance !== null) return err(hindrance);
  if (cell.kind === 'number') {
    const { number } = cell;
    if (!Number.isFinite(number) || number < 0) return err({ code: 'not_a_number' });
    // 017 kept as a number with the format 000 shows its zero; the sheet's own spelling wins while it is the same number.
    const shown = compactText(cell.text);
    if (/^\d+$/.test(shown) && Number(shown) === number && number < 1e15) return ok({ text: shown, lost: false });
    const whole = Math.trunc(number);
    return ok({ text: number >= 1e21 ? shown : String(whole), lost: number >= 10 ** DIGITS_KEPT });
  }
  if (cell.kind !== 'text') return err({ code: 'identifier_lost_digits' });
  const reading = readText(cell, limit);
  if (!reading.ok || reading.value === null) return reading.ok ? ok(null) : reading;
  const text = compactText(reading.value).replace(/^['’`]/, '');
  if (text === '' || isPlaceholder(text)) return ok(null);
  return ok({ text, lost: SCIENTIFIC.test(text) });
}

/** Numbers that people give to things: 户编号, 物品编码, 单号. Inner spaces go, letters stay as they are. */
export function readCode(cell: RawCell | null, limit: number): CellReading<string> {
  const reading = readCharacters(cell, limit);
  if (!reading.ok || reading.value === null) return reading.ok ? ok(null) : reading;
  return reading.value.lost ? err({ code: 'identifier_lost_digits' }) : ok(reading.value.text);
}

/**
 * A resident identity number, 18 characters with a right check character (GB 11643-1999). Numbers of the first
 * generation (15 digits) come back in their 18-character form, so that one person has one number.
 */
export function readIdNumber(cell: RawCell | null): CellReading<string> {
  const reading = readCharacters(cell, 200);
  if (!reading.ok || reading.value === null) return reading.ok ? ok(null) : reading;
  const text = reading.value.text.toUpperCase();
  if (isMasked(text)) return ok(null);
  if (reading.value.lost) return err({ code: 'id_number_lost_digits' });
  if (/^\d{15}$/.test(text)) return fromFirstGeneration(text);
  if (!/^\d{17}[\dX]$/.test(text)) return err({ code: 'id_number_length', length: [...text].length });
  const expected = residentIdCheckCharacter(text.slice(0, 17));
  if (text.at(-1) !== expected) {
    // Three zeros at the end and a wrong check digit: a number that went through a spreadsheet as a number.
    return err(text.endsWith('000') ? { code: 'id_number_lost_digits' } : { code: 'id_number_check_digit', expected });
  }
  return withBirthday(text);
}

/** A number that was taken out with asterisks, or sealed: the cell says nothing, what is kept stays. */
export function isMasked(text: string): boolean {
  return /[*＊]|密钥/.test(text);
}

function fromFirstGeneration(text: string): Result<string, CellProblem> {
  const first17 = `${text.slice(0, 6)}19${text.slice(6)}`;
  return withBirthday(first17 + residentIdCheckCharacter(first17));
}

function withBirthday(text: string): Result<string, CellProblem> {
  const birthday = localDateOf(Number(text.slice(6, 10)), Number(text.slice(10, 12)), Number(text.slice(12, 14)));
  return birthday === null ? err({ code: 'id_number_birthday' }) : ok(text);
}

/** Mobile and landline numbers; of several in one cell the first is taken and `several` is set. */
export function readPhone(cell: RawCell | null): CellReading<{ readonly phone: string; readonly several: boolean }> {
  const reading = readCharacters(cell, 100);
  if (!reading.ok || reading.value === null) return reading.ok ? ok(null) : reading;
  if (isMasked(reading.value.text)) return ok(null);
  if (reading.value.lost) return err({ code: 'phone_lost_digits' });
  const parts = reading.value.text.split(/[/、,;，；]|或/).filter((part) => part !== '');
  const phone = plainPhone(parts[0] ?? '');
  return phone === null ? err({ code: 'phone_invalid' }) : ok({ phone, several: parts.length > 1 });
}

function plainPhone(text: string): string | null {
  const digits = text.replace(/^(\+|00)86/, '').replace(/[-—–()转]/g, (sign) => (sign === '转' ? '-' : ''));
  if (/^1[3-9]\d{9}$/.test(digits)) return digits;
  if (/^(0\d{2,3})?[2-9]\d{6,7}(-\d{1,5})?$/.test(digits)) return text.replace(/^(\+|00)86/, '');
  return /^(400|800)\d{7}$/.test(digits) ? digits : null;
}

/**
 * A barcode: EAN-8, UPC-A and EAN-13 with their check digit, unless somebody said why theirs is another; other lengths
 * are a shop's own codes.
 */
export function readBarcode(cell: RawCell | null, checked = true): CellReading<string> {
  const reading = readCharacters(cell, 64);
  if (!reading.ok || reading.value === null) return reading.ok ? ok(null) : reading;
  const { text, lost } = reading.value;
  if (lost) return err({ code: 'barcode_lost_digits' });
  if (!/^[0-9A-Za-z-]{4,32}$/.test(text)) return err({ code: 'barcode_invalid' });
  if (!checked || !/^(\d{8}|\d{12}|\d{13})$/.test(text)) return ok(text);
  const expected = eanCheckDigit(text.slice(0, -1));
  return Number(text.at(-1)) === expected ? ok(text) : err({ code: 'barcode_check_digit', expected });
}
