/** The most characters a spreadsheet cell holds; a longer one makes Excel offer a repair. */
const LONGEST_CELL = 32_767;

const NEEDS_CARE = /[&<>\p{Cc}\p{Cs}\ufffe\uffff]|_x|^\s|\s$/u;
// Everything XML 1.0 cannot carry (section 2.2): control characters, lone surrogates, the two non-characters.
const FORBIDDEN = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

/** Text as a spreadsheet may hold it: no characters that XML cannot carry, one kind of line break, not too long. */
export function cleanText(text: string): string {
  if (!NEEDS_CARE.test(text) && text.length <= LONGEST_CELL) return text;
  const clean = text.replace(/\r\n?/g, '\n').replace(FORBIDDEN, '');
  return clean.length <= LONGEST_CELL ? clean : `${clean.slice(0, LONGEST_CELL - 2).replace(/[\ud800-\udbff]$/, '')}…`;
}

/**
 * Text as the content of an inline string. It is always text, whatever it begins with: a spreadsheet takes a
 * formula only from an `f` element. `_x0041_` is how the format spells a character, so a text that says it is escaped.
 */
export function inlineString(text: string): string {
  if (!NEEDS_CARE.test(text) && text.length <= LONGEST_CELL) return `<is><t>${text}</t></is>`;
  const clean = cleanText(text)
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
  return /^\s|\s$|[\n\t]/.test(clean) ? `<is><t xml:space="preserve">${clean}</t></is>` : `<is><t>${clean}</t></is>`;
}

/** Columns a text takes on screen and paper: a Han character or full-width sign 2, the rest 1; the widest line counts. */
export function displayWidth(text: string): number {
  let widest = 0;
  let width = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 10) {
      widest = Math.max(widest, width);
      width = 0;
    } else if (code < 0x1100) {
      width += 1;
    } else if (code < 0xdc00 || code > 0xdfff) {
      width += 2;
    }
  }
  return Math.max(widest, width);
}
