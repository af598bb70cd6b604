import Papa from 'papaparse';
import { typedFormula } from '../../../../shared/domain/ledger/import/cell-text.ts';
import type { RawCell, RawRow, RawSheet } from '../../../../shared/domain/ledger/import/raw-workbook.ts';
import { READ_LIMITS, ReadRefusal } from './limits.ts';

/**
 * The text of a .csv by its byte order mark, else strict UTF-8, else GB18030 (the GBK of older Excel).
 * Throws ReadRefusal file_not_a_workbook when it is neither.
 */
export function decodeText(file: Buffer): string {
  const marked = markedEncoding(file);
  if (marked !== null) return new TextDecoder(marked).decode(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    const text = new TextDecoder('gb18030').decode(file);
    const unreadable = text.split('�').length - 1;
    if (unreadable * 100 > text.length) throw new ReadRefusal({ code: 'file_not_a_workbook' });
    return text;
  }
}

function markedEncoding(file: Buffer): string | null {
  if (file.length >= 2 && file[0] === 0xff && file[1] === 0xfe) return 'utf-16le';
  if (file.length >= 2 && file[0] === 0xfe && file[1] === 0xff) return 'utf-16be';
  if (file.length >= 3 && file[0] === 0xef && file[1] === 0xbb && file[2] === 0xbf) return 'utf-8';
  return null;
}

/** One sheet of text cells: nothing is guessed to be a number here, so a long number keeps all its digits. */
export function readDelimited(file: Buffer, sheetName: string): RawSheet {
  // One kind of line break: the parser goes by the first it sees, and would take a file of two kinds for one long row.
  const text = decodeText(file).replace(/\r\n?/g, '\n');
  if (text.trim() === '') return { name: sheetName, hidden: false, rows: [] };
  const separator = /^sep=(.)\n/i.exec(text);
  const parsed = Papa.parse<string[]>(separator ? text.slice(separator[0].length) : text, {
    delimiter: separator?.[1] ?? '',
    delimitersToGuess: [',', '\t', ';', '|', ','],
    newline: '\n',
    header: false,
    skipEmptyLines: false,
    preview: READ_LIMITS.rows + 2,
  });
  const firstRow = separator ? 2 : 1;
  // Everything behind it has become one cell: rows would be missing without a word.
  const open = parsed.errors.find((error) => error.code === 'MissingQuotes');
  if (open !== undefined) throw new ReadRefusal({ code: 'file_quote_open', row: firstRow + (open.row ?? 0) });
  const rows: RawRow[] = [];
  for (const [index, record] of parsed.data.entries()) {
    const cells = record.slice(0, READ_LIMITS.columns).map(textCell);
    if (cells.some((cell) => cell !== null)) rows.push({ row: firstRow + index, cells });
  }
  if (rows.length > READ_LIMITS.rows) {
    throw new ReadRefusal({
      code: 'sheet_too_large',
      sheet: sheetName,
      rows: text.split('\n').length,
      limitRows: READ_LIMITS.rows,
    });
  }
  return { name: sheetName, hidden: false, rows };
}

/** `="0123"` is how some systems keep Excel from eating leading zeros: text, not a formula. */
function textCell(value: string): RawCell | null {
  if (value.trim() === '') return null;
  const quoted = /^="([^"]*)"$/.exec(value.trim());
  return typedCell({ kind: 'text', text: (quoted?.[1] ?? value).slice(0, READ_LIMITS.cellCharacters) });
}

/** A text cell of a file that has no other kind: what reads as a formula is marked as one. */
export function typedCell(cell: RawCell): RawCell {
  const formula = cell.kind === 'text' ? typedFormula(cell.text) : null;
  return formula === null ? cell : { ...cell, formula };
}
