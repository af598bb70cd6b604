import { toSVG } from 'bwip-js/node';
import { hasValidEanCheckDigit } from '../../../shared/kernel/check-digit.ts';

/** Code 128 holds printable ASCII only. */
const ASCII = /^[\x20-\x7e]+$/;
const EAN = /^(\d{8}|\d{13})$/;

/**
 * A barcode as an SVG of bars without its text, or null where the text fits no code that scanners read. EAN where the check digit is
 * right, as on the goods themselves; Code 128 for everything else, so that what the books hold is what is scanned.
 */
export function barcodeSvg(text: string): string | null {
  if (EAN.test(text) && hasValidEanCheckDigit(text)) {
    return toSVG({ bcid: text.length === 13 ? 'ean13' : 'ean8', text, includetext: false, height: 10 });
  }
  if (!ASCII.test(text) || text.length > LONGEST) return null;
  return toSVG({ bcid: 'code128', text, includetext: false, height: 10 });
}

/** Longer ones have bars too thin for a label. */
const LONGEST = 20;
