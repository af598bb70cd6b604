import { type Centipoints, centipoints, type Fen, fen, type Quantity, quantity } from '../../../kernel/brands.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import { cellHindrance, type CellReading, compactText, isPlaceholder } from './cell-text.ts';
import type { CellProblem } from './import-problem.ts';
import type { RawCell } from './raw-workbook.ts';

/** An exact decimal: `digits` / 10^`scale`. */
export type Decimal = { readonly digits: bigint; readonly scale: number };

export const NUMBER_LIMITS = { points: 1_000_000, yuan: 100_000_000, quantity: 1_000_000, people: 200 } as const;

/**
 * The number in a cell and the unit written behind it, if any (`12袋`, `¥1,080.00元`). Spreadsheets hold fifteen
 * significant digits, so what lies beyond them is noise and is dropped; everything else is exact.
 */
export function readDecimal(cell: RawCell | null): CellReading<Decimal & { readonly suffix: string }> {
  if (cell === null) return ok(null);
  const hindrance = cellHindrance(cell);
  if (hindrance !== null) return err(hindrance);
  if (cell.kind === 'number') return decimalOfNumber(cell.number);
  if (cell.kind !== 'text') return err({ code: 'not_a_number' });
  const text = compactText(cell.text);
  if (text === '' || isPlaceholder(text)) return ok(null);
  // A question mark is what became of ¥ in a file that was saved as GBK.
  const match = /^(?:人民币|RMB|CNY|[¥￥?])?([+-]?)(?:[¥￥])?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?([^\d.,]*)$/i.exec(
    text,
  );
  if (!match) return err({ code: 'not_a_number' });
  const whole = (match[2] ?? '').replaceAll(',', '');
  if (whole.length > 15) return err({ code: 'number_too_large', limit: NUMBER_LIMITS.yuan });
  const decimal = decimalOfText(match[1] === '-', whole, match[3] ?? '');
  return ok({ ...decimal, suffix: match[4] ?? '' });
}

function decimalOfNumber(number: number): CellReading<Decimal & { readonly suffix: string }> {
  if (!Number.isFinite(number)) return err({ code: 'not_a_number' });
  if (Math.abs(number) >= 1e15) return err({ code: 'number_too_large', limit: NUMBER_LIMITS.yuan });
  if (number !== 0 && Math.abs(number) < 1e-6) return err({ code: 'too_many_decimals', maximum: 2 });
  const text = String(Number(Math.abs(number).toPrecision(15)));
  const [whole = '0', fraction = ''] = text.split('.');
  return ok({ ...decimalOfText(number < 0, whole, fraction), suffix: '' });
}

function decimalOfText(negative: boolean, whole: string, fraction: string): Decimal {
  const kept = fraction.replace(/0+$/, '');
  const magnitude = BigInt(whole + kept);
  return { digits: negative ? -magnitude : magnitude, scale: kept.length };
}

/** The decimal in units of 10^-`places`, or null when it has more places than that. */
export function scaledTo(decimal: Decimal, places: number): bigint | null {
  return decimal.scale > places ? null : decimal.digits * 10n ** BigInt(places - decimal.scale);
}

type Unit = { readonly suffixes: RegExp; readonly places: number; readonly limit: number };
const POINTS: Unit = { suffixes: /^(分|积分|个积分)?$/, places: 2, limit: NUMBER_LIMITS.points };
const YUAN: Unit = { suffixes: /^(元|圆|块|元整)?$/, places: 2, limit: NUMBER_LIMITS.yuan };
const PEOPLE: Unit = { suffixes: /^(人|口|口人)?$/, places: 0, limit: NUMBER_LIMITS.people };

function scaledNumber(cell: RawCell | null, unit: Unit): CellReading<number> {
  const reading = readDecimal(cell);
  if (!reading.ok) return reading;
  if (reading.value === null) return ok(null);
  if (!unit.suffixes.test(reading.value.suffix)) return err({ code: 'not_a_number' });
  const scaled = inUnits(reading.value, unit);
  return scaled;
}

function inUnits(decimal: Decimal, unit: Unit): Result<number, CellProblem> {
  const scaled = scaledTo(decimal, unit.places);
  if (scaled === null) {
    return err(unit.places === 0 ? { code: 'not_whole' } : { code: 'too_many_decimals', maximum: unit.places });
  }
  const limit = BigInt(unit.limit) * 10n ** BigInt(unit.places);
  if (scaled > limit || scaled < -limit) return err({ code: 'number_too_large', limit: unit.limit });
  return ok(Number(scaled));
}

/** Points, may be negative: at most two decimals, exact. */
export function readSignedPoints(cell: RawCell | null): CellReading<Centipoints> {
  return mapped(scaledNumber(cell, POINTS), centipoints);
}

/** Points from zero up. */
export function readPoints(cell: RawCell | null): CellReading<Centipoints> {
  return mapped(notNegative(scaledNumber(cell, POINTS)), centipoints);
}

/** Yuan, may be negative, exact to the fen. */
export function readSignedYuan(cell: RawCell | null): CellReading<Fen> {
  return mapped(scaledNumber(cell, YUAN), fen);
}

/** Yuan from zero up, exact to the fen. */
export function readYuan(cell: RawCell | null): CellReading<Fen> {
  return mapped(notNegative(scaledNumber(cell, YUAN)), fen);
}

/** A unit price may have any number of decimals, because it is often an amount divided by a count. */
export function readUnitPrice(cell: RawCell | null): CellReading<Decimal> {
  const reading = readDecimal(cell);
  if (!reading.ok || reading.value === null) return reading;
  if (!YUAN.suffixes.test(reading.value.suffix.replace(/^(元|块)?\/.*$/, '元'))) return err({ code: 'not_a_number' });
  return reading.value.digits < 0n ? err({ code: 'negative_number' }) : ok(reading.value);
}

/** People in a household, from one up. */
export function readPeople(cell: RawCell | null): CellReading<number> {
  return notNegative(scaledNumber(cell, PEOPLE));
}

/** A whole number of pieces, may be negative; `12袋` only when the row's unit is 袋 (or not known). */
export function readSignedQuantity(cell: RawCell | null, unit: string | null): CellReading<Quantity> {
  const reading = readDecimal(cell);
  if (!reading.ok || reading.value === null) return reading.ok ? ok(null) : reading;
  const { suffix } = reading.value;
  if (suffix !== '' && unit !== null && suffix !== compactText(unit)) {
    return err({ code: 'unit_mismatch', unit: suffix, expected: unit });
  }
  if (suffix !== '' && !/^[\p{L}\p{Script=Han}]{1,4}$/u.test(suffix)) return err({ code: 'not_a_number' });
  const scaled = inUnits(reading.value, { suffixes: /./, places: 0, limit: NUMBER_LIMITS.quantity });
  return scaled.ok ? ok(quantity(scaled.value)) : scaled;
}

/** Pieces from one up. */
export function readQuantity(cell: RawCell | null, unit: string | null): CellReading<Quantity> {
  const reading = readSignedQuantity(cell, unit);
  if (!reading.ok || reading.value === null) return reading;
  if (reading.value < 0) return err({ code: 'negative_number' });
  return reading.value === 0 ? err({ code: 'zero_number' }) : reading;
}

function notNegative(reading: CellReading<number>): CellReading<number> {
  return reading.ok && reading.value !== null && reading.value < 0 ? err({ code: 'negative_number' }) : reading;
}

function mapped<T>(reading: CellReading<number>, brand: (value: number) => T): CellReading<T> {
  if (!reading.ok) return reading;
  return ok(reading.value === null ? null : brand(reading.value));
}
