import { eanCheckDigit } from '../../kernel/check-digit.ts';

/**
 * The last digit that an EAN-8, UPC-A or EAN-13 should have where it has another one; null: the code is right, or it is
 * none of these and has no check digit.
 */
export function wrongCheckDigit(barcode: string): number | null {
  if (!/^(\d{8}|\d{12}|\d{13})$/.test(barcode)) return null;
  const expected = eanCheckDigit(barcode.slice(0, -1));
  return expected === Number(barcode.at(-1)) ? null : expected;
}
