import {
  columnScale,
  columnsOf,
  DOTS_PER_COLUMN,
  type ReceiptTextBlock,
} from '../../../shared/domain/redemption/receipt-layout.ts';
import { must } from '../../../shared/kernel/assert.ts';
import { GLYPH_DOTS, glyphOf } from './glyphs.ts';
import { MISSING } from './printable-text.ts';

/** A one-bit picture as wide as the paper; the leftmost dot of a byte is its highest bit, 1 is black. */
export type RasterLine = { readonly widthDots: number; readonly heightDots: number; readonly bits: Uint8Array };

/** One printed line drawn from the glyph table, as high as the printer's own line of this size (`heightDots`). */
export function rasterLine(block: ReceiptTextBlock, columns: number, heightDots: number): RasterLine {
  const widthDots = columns * DOTS_PER_COLUMN;
  const picture = { widthDots, heightDots, bits: new Uint8Array((widthDots / 8) * heightDots) };
  const scaleX = columnScale(block.size);
  const scaleY = block.size === 'normal' ? 1 : 2;
  for (const run of block.runs) {
    let left = run.column * DOTS_PER_COLUMN;
    for (const character of run.text) {
      const glyph = must(
        glyphOf(character) ?? glyphOf(MISSING),
        'the glyph table has the sign for a missing character',
      );
      drawGlyph(picture, glyph, { left, scaleX, scaleY, bold: block.bold });
      left += columnsOf(character) * DOTS_PER_COLUMN * scaleX;
    }
  }
  return picture;
}

type Placement = { readonly left: number; readonly scaleX: number; readonly scaleY: number; readonly bold: boolean };

function drawGlyph(picture: RasterLine, glyph: Uint8Array, { left, scaleX, scaleY, bold }: Placement): void {
  for (let row = 0; row < GLYPH_DOTS; row += 1) {
    for (let column = 0; column < GLYPH_DOTS; column += 1) {
      if (((glyph[row * 3 + (column >> 3)] ?? 0) & (0x80 >> (column & 7))) === 0) continue;
      // Printers embolden by striking once more, one dot to the right.
      for (let x = 0; x < scaleX + (bold ? 1 : 0); x += 1) {
        for (let y = 0; y < scaleY; y += 1) setDot(picture, left + column * scaleX + x, row * scaleY + y);
      }
    }
  }
}

function setDot({ widthDots, heightDots, bits }: RasterLine, x: number, y: number): void {
  if (x >= widthDots || y >= heightDots) return;
  const at = y * (widthDots / 8) + (x >> 3);
  bits[at] = (bits[at] ?? 0) | (0x80 >> (x & 7));
}
