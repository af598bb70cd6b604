import { columnsOf } from '../../../shared/domain/redemption/receipt-layout.ts';

/** Never at the start of a line. */
const CLOSING = /^[，。、；：！？）》」』】〉”’％…·,.;:!?)\]}%°℃]$/u;
/** Never at the end of a line. */
const OPENING = /^[（《「『【〈“‘￥([{#]$/u;

/** What must stay together: a word, a number with its unit, or one character with the punctuation that clings to it. */
function unbreakableParts(text: string): string[] {
  const parts: string[] = [];
  for (const piece of text.match(/[!-~]+|\s+|[^!-~\s]/gu) ?? []) {
    const previous = parts.at(-1);
    const clings = CLOSING.test(piece) || (previous !== undefined && OPENING.test([...previous].at(-1) ?? ''));
    if (previous !== undefined && previous.trim() !== '' && piece.trim() !== '' && clings) {
      parts[parts.length - 1] = previous + piece;
    } else {
      parts.push(piece);
    }
  }
  return parts;
}

/** Cuts a part that is wider than a whole line wherever the line ends. */
function chopped(part: string, columns: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const character of part) {
    if (piece !== '' && columnsOf(piece + character) > columns) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
}

/**
 * Breaks a text into lines of at most `columns` columns (two or more): between Han characters anywhere, in Latin text at spaces,
 * never before closing or after opening punctuation. At least one line, possibly empty.
 */
export function wrapText(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of unbreakableParts(text)) {
    for (const piece of columnsOf(part) > columns ? chopped(part, columns) : [part]) {
      if (columnsOf(line + piece.trimEnd()) > columns) {
        lines.push(line.trimEnd());
        line = '';
      }
      line = line === '' ? piece.trimStart() : line + piece;
    }
  }
  return line.trimEnd() === '' && lines.length > 0 ? lines : [...lines, line.trimEnd()];
}

/** As few lines as `wrapText` needs, of about the same length: a heading must not leave one character alone on its second line. */
export function wrapBalanced(text: string, columns: number): string[] {
  let lines = wrapText(text, columns);
  const count = lines.length;
  for (let width = columns - 1; count > 1 && width >= columns / 2; width -= 1) {
    const narrower = wrapText(text, width);
    if (narrower.length > count) break;
    lines = narrower;
  }
  return lines;
}

/** An article's name and its size: the size goes whole to the next line rather than being torn apart. */
export function wrapNameAndSpec(name: string, spec: string, columns: number): string[] {
  const whole = spec === '' ? name : `${name} ${spec}`;
  if (columnsOf(whole) <= columns || spec === '') return wrapText(whole, columns);
  const lines = wrapText(name, columns);
  const last = lines.at(-1) ?? '';
  const joined = `${last} ${spec}`;
  if (columnsOf(joined) <= columns) return [...lines.slice(0, -1), joined];
  return columnsOf(spec) <= columns ? [...lines, spec] : wrapText(whole, columns);
}
