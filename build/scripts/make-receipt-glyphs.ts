/**
 * Draws the one-bit glyph table of the receipt printer (main/documents/receipt/glyphs.bin) from Noto Sans CJK SC
 * (SIL Open Font License). Run by hand when the selection changes; the result is committed, so nobody else needs the font:
 *   node build/scripts/make-receipt-glyphs.ts     needs fonts-noto-cjk, fontconfig and chromium (CHROMIUM=path)
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { gbkBytes } from '../../main/documents/receipt/gbk.ts';
import { packGlyphs } from '../../main/documents/receipt/glyphs.ts';

const OUTPUT = new URL('../../main/documents/receipt/glyphs.bin', import.meta.url);
const FONT = 'Noto Sans CJK SC';
const HALF_WIDTH_FONT = 'Noto Sans Mono CJK SC';

/** Han, and what may stand beside it in a name of a person, a village or an article. No Hangul, no emoji. */
const WANTED: readonly (readonly [number, number])[] = [
  [0x20, 0x7e],
  [0xa1, 0x2ff],
  [0x370, 0x45f],
  [0x1e00, 0x1eff],
  [0x2010, 0x2060],
  [0x2070, 0x20bf],
  [0x2100, 0x23ff],
  [0x2460, 0x27bf],
  [0x2e80, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe6f],
  [0xff01, 0xffee],
  [0x20000, 0x323af],
];
const UNWANTED = /[\p{M}\p{C}\p{Z}\p{Script=Hangul}]/u;

const fontconfig = (program: 'fc-match' | 'fc-query', ...args: string[]): string =>
  execFileSync(program, args, { encoding: 'utf8' });

function fontCoverage(): Set<number> {
  const file = fontconfig('fc-match', '-f', '%{file}:%{index}', `${FONT}:style=Regular`);
  const [path, index] = file.split(':');
  const ranges = fontconfig('fc-query', '-i', String(index), '-f', '%{charset}', String(path));
  const covered = new Set<number>();
  for (const range of ranges.trim().split(' ')) {
    const [from, to] = range.split('-').map((hex) => Number.parseInt(hex, 16));
    for (let code = from ?? 0; code <= (to ?? from ?? -1); code += 1) covered.add(code);
  }
  return covered;
}

function selection(): number[] {
  const covered = fontCoverage();
  const codes: number[] = [];
  for (const [from, to] of WANTED) {
    for (let code = from; code <= to; code += 1) {
      const character = String.fromCodePoint(code);
      // What the printer's own font has must be here too: a line with one rare character is drawn as a whole.
      if (gbkBytes(character) !== null || (covered.has(code) && !UNWANTED.test(character))) codes.push(code);
    }
  }
  return codes;
}

/** Runs in the page: 24 x 24 cells (12 wide for ASCII), one bit a dot, base64 of 72 bytes a glyph, left-aligned. */
function drawInPage(input: { codes: number[]; font: string; halfWidthFont: string }): string {
  const canvas = document.createElement('canvas');
  canvas.width = 24;
  canvas.height = 24;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return '';
  context.textAlign = 'center';
  const bytes = new Uint8Array(input.codes.length * 72);
  input.codes.forEach((code, glyph) => {
    const half = code < 0x7f;
    context.clearRect(0, 0, 24, 24);
    context.font = `400 24px "${half ? input.halfWidthFont : input.font}"`;
    context.fillText(String.fromCodePoint(code), half ? 6 : 12, 21);
    const { data } = context.getImageData(0, 0, half ? 12 : 24, 24);
    const width = half ? 12 : 24;
    // Hairlines of frames fall between two dots, each of them half covered.
    const threshold = code >= 0x2500 && code < 0x2580 ? 48 : 128;
    for (let dot = 0; dot < width * 24; dot += 1) {
      if ((data[dot * 4 + 3] ?? 0) < threshold) continue;
      const at = glyph * 72 + Math.floor(dot / width) * 3 + ((dot % width) >> 3);
      bytes[at] = (bytes[at] ?? 0) | (0x80 >> ((dot % width) & 7));
    }
  });
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  const page = await browser.newPage();
  await page.setContent('<p style="font-family: \'Noto Sans CJK SC\'">字</p>');
  const codes = selection();
  const drawn = await page.evaluate(drawInPage, { codes, font: FONT, halfWidthFont: HALF_WIDTH_FONT });
  const packed = packGlyphs(codes, Buffer.from(drawn, 'base64'));
  writeFileSync(OUTPUT, packed);
  console.log(`${codes.length} glyphs, ${packed.length} bytes`);
} finally {
  await browser.close();
}
