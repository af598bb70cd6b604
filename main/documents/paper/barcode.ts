import { toSVG } from 'bwip-js/node';
import { must } from '../../../shared/kernel/assert.ts';
import { hasValidEanCheckDigit } from '../../../shared/kernel/check-digit.ts';

/** Code 128 holds printable ASCII only. */
const ASCII = /^[\x20-\x7e]+$/;
const EAN = /^(\d{8}|\d{13})$/;
/** The thinnest bar, in millimetres, that a label printer of 203 dots an inch draws and a cheap scanner reads. */
const THINNEST_MM = 0.19;
/** Makes codes about four times as wide as high, as on goods. */
const BAR_HEIGHT = 8;
/** Width of a module in the drawing. */
const MODULE = 2;

/**
 * A barcode as a drawing of its bars, or null where no scanner would read it on so many millimetres. EAN where the check
 * digit is right, as on the goods themselves; Code 128 for everything else, so that what is scanned is what the books hold.
 */
export function barcodeSvg(text: string, widthMm: number): string | null {
  const ean = EAN.test(text) && hasValidEanCheckDigit(text);
  if (!ean && !ASCII.test(text)) return null;
  const bcid = ean ? (text.length === 13 ? 'ean13' : 'ean8') : 'code128';
  const svg = toSVG({ bcid, text, includetext: false, height: BAR_HEIGHT });
  const drawn = Number(must(/viewBox="0 0 (\d+) /.exec(svg), 'a drawing has its size')[1]);
  return (widthMm * MODULE) / drawn < THINNEST_MM ? null : svg;
}
