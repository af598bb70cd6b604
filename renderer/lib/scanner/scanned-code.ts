import { hasValidEanCheckDigit } from '../../../shared/kernel/check-digit.ts';

export type ScannedCode =
  | { readonly kind: 'household'; readonly cardNo: string }
  | { readonly kind: 'document'; readonly documentNo: string }
  | { readonly kind: 'goods'; readonly barcode: string };

/**
 * What a scanned text names: household cards are EAN-13 from the in-store range that begins with 29, documents are
 * two letters, the day and a number (DH20260701-0012), anything else is on goods. Labels of our own fill up a short item
 * code with dots, since a burst has at least six characters.
 */
export function readScannedCode(text: string): ScannedCode {
  const code = text.trim();
  if (/^29\d{11}$/.test(code) && hasValidEanCheckDigit(code)) return { kind: 'household', cardNo: code };
  const document = /([A-Za-z]{2}\d{8}-\d{3,})$/.exec(code)?.[1];
  if (document !== undefined) return { kind: 'document', documentNo: document.toUpperCase() };
  return { kind: 'goods', barcode: code.replace(/\.+$/, '') };
}
