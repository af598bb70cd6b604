import { type Centipoints, centipoints, type Fen, fen } from './brands.ts';

/** Hundredths as the shortest exact decimal: 650 -> "6.5", 2400 -> "24", -5 -> "-0.05". */
export function hundredthsText(value: number, minimumDecimals: 0 | 1 | 2 = 0): string {
  const sign = value < 0 ? '-' : '';
  const whole = Math.trunc(Math.abs(value) / 100);
  const decimals = String(Math.abs(value) % 100).padStart(2, '0');
  const trimmed = decimals.replace(/0{1,2}$/, '').padEnd(minimumDecimals, '0');
  return trimmed === '' ? `${sign}${whole}` : `${sign}${whole}.${trimmed}`;
}

/** Points as people read them, at least one decimal so that columns align: 650 -> "6.5", 2400 -> "24.0". */
export const pointsText = (value: Centipoints): string => hundredthsText(value, 1);

/** Yuan with two decimals and no sign of currency: 1234 -> "12.34". */
export const yuanText = (value: Fen): string => hundredthsText(value, 2);

/** Exact decimal text with at most two decimals as hundredths, or null. No rounding ever happens here. */
export function parseHundredths(text: string): number | null {
  const match = /^([+-]?)(\d{1,12})(?:\.(\d{1,2})0*)?$/.exec(text.trim());
  if (!match) return null;
  const magnitude = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  return match[1] === '-' && magnitude !== 0 ? -magnitude : magnitude;
}

export function parsePoints(text: string): Centipoints | null {
  const value = parseHundredths(text);
  return value === null ? null : centipoints(value);
}

export function parseYuan(text: string): Fen | null {
  const value = parseHundredths(text);
  return value === null ? null : fen(value);
}
