import { readFileSync } from 'node:fs';
import { must } from '../../../shared/kernel/assert.ts';

/** Whether a font draws a character. */
export type Coverage = (character: string) => boolean;

const FORMAT_12 = 12;
const GROUP_BYTES = 12;

/**
 * Which characters a font file has, by its cmap. Read here and not from the layout library, which draws an empty box, or nothing at
 * all, for what is missing.
 */
export function coverageOf(path: string): Coverage {
  const file = readFileSync(path);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const cmap = must(tableAt(view, 'cmap'), 'a font has a cmap');
  const groups = format12Groups(view, cmap);
  return (character) => {
    const code = character.codePointAt(0) ?? 0;
    let [low, high] = [0, groups.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const group = must(groups[middle], 'within the groups');
      if (code < group.from) high = middle - 1;
      else if (code > group.to) low = middle + 1;
      else return group.glyph + (code - group.from) !== 0;
    }
    return false;
  };
}

type Group = { readonly from: number; readonly to: number; readonly glyph: number };

function tableAt(view: DataView, tag: string): number | null {
  const tables = view.getUint16(4);
  for (let index = 0; index < tables; index += 1) {
    const at = 12 + index * 16;
    const name = String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(at + byte)));
    if (name === tag) return view.getUint32(at + 8);
  }
  return null;
}

/** The table of all planes; both shipped fonts have one. */
function format12Groups(view: DataView, cmap: number): Group[] {
  const encodings = view.getUint16(cmap + 2);
  for (let index = 0; index < encodings; index += 1) {
    const table = cmap + view.getUint32(cmap + 4 + index * 8 + 4);
    if (view.getUint16(table) !== FORMAT_12) continue;
    const count = view.getUint32(table + 12);
    return Array.from({ length: count }, (_, group) => {
      const at = table + 16 + group * GROUP_BYTES;
      return { from: view.getUint32(at), to: view.getUint32(at + 4), glyph: view.getUint32(at + 8) };
    });
  }
  throw new Error('a shipped font has no cmap of format 12');
}
