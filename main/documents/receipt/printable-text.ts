import { gbkBytes } from './gbk.ts';
import { hasGlyph } from './glyphs.ts';

/** What stands for a character that neither the printer nor the glyph table has. Never a question mark. */
export const MISSING = '〓';

/** Signs that GBK lacks and that have a twin in it which looks the same. */
const TWINS: ReadonlyMap<string, string> = new Map([
  ['¥', '￥'],
  ['•', '·'],
  ['‧', '·'],
  ['・', '·'],
  ['‐', '-'],
  ['‑', '-'],
  ['−', '-'],
  ['˙', '·'],
]);

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

const isPrintable = (character: string): boolean => gbkBytes(character) !== null || hasGlyph(character);

/** Visible characters only, in their composed form; a Kangxi radical becomes the Han character it looks like. */
function cleaned(text: string): string {
  return text
    .replace(/\p{Cs}/gu, MISSING)
    .normalize('NFC')
    .replace(/[\u2f00-\u2fdf]/g, (radical) => radical.normalize('NFKC'))
    .replace(/\s+/g, ' ')
    .trim();
}

function printableCluster(cluster: string): string {
  const visible = [...cluster.replace(/[\p{Cc}\p{Cf}]/gu, '')].map((character) => TWINS.get(character) ?? character);
  if (visible.every(isPrintable)) return visible.join('');
  const [base, ...marks] = visible;
  const onlyMarksAreMissing = base !== undefined && isPrintable(base) && marks.every((mark) => /\p{M}/u.test(mark));
  return onlyMarksAreMissing ? base : MISSING;
}

/**
 * Any text from a user as one line that a receipt printer can print: control, zero-width and direction
 * characters are gone, white space is single, and what cannot be printed at all is 〓, one for each character seen.
 */
export function printableText(text: string): string {
  let printable = '';
  for (const { segment } of graphemes.segment(cleaned(text))) printable += printableCluster(segment);
  return printable.trim();
}
