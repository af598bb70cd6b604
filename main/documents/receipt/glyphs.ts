import { readFileSync } from 'node:fs';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';

/** A glyph is 24 rows of 3 bytes, the leftmost dot in the highest bit; ASCII uses the left 12 dots only. */
export const GLYPH_DOTS = 24;
const ROW_BYTES = 3;
const GLYPH_BYTES = GLYPH_DOTS * ROW_BYTES;

type GlyphTable = { readonly indexes: ReadonlyMap<number, number>; readonly bitmaps: Buffer };

let table: GlyphTable | null = null;

/** The file: brotli over [count: u32 LE] [code points, each as its distance from the one before: u32 LE] [bitmaps]. */
export function packGlyphs(codes: readonly number[], bitmaps: Uint8Array): Buffer {
  const head = Buffer.alloc(4 + codes.length * 4);
  head.writeUInt32LE(codes.length, 0);
  codes.forEach((code, index) => head.writeUInt32LE(code - (codes[index - 1] ?? 0), 4 + index * 4));
  return brotliCompressSync(Buffer.concat([head, bitmaps]), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
  });
}

function unpackGlyphs(file: Uint8Array): GlyphTable {
  const raw = brotliDecompressSync(file);
  const count = raw.readUInt32LE(0);
  const indexes = new Map<number, number>();
  let code = 0;
  for (let index = 0; index < count; index += 1) {
    code += raw.readUInt32LE(4 + index * 4);
    indexes.set(code, index);
  }
  return { indexes, bitmaps: raw.subarray(4 + count * 4) };
}

/** Read when first needed: most slips have no rare character. The file lies beside this module, and beside the built bundle. */
function loadedTable(): GlyphTable {
  table ??= unpackGlyphs(readFileSync(new URL('./glyphs.bin', import.meta.url)));
  return table;
}

/** Can the character be drawn? */
export function hasGlyph(character: string): boolean {
  return loadedTable().indexes.has(character.codePointAt(0) ?? -1);
}

/** The 72 bytes of one character's picture, or null beyond the table. */
export function glyphOf(character: string): Uint8Array | null {
  const { indexes, bitmaps } = loadedTable();
  const index = indexes.get(character.codePointAt(0) ?? -1);
  return index === undefined ? null : bitmaps.subarray(index * GLYPH_BYTES, (index + 1) * GLYPH_BYTES);
}
