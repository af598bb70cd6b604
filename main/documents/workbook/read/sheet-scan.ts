import { READ_LIMITS, ReadRefusal } from './limits.ts';
import type { ZipPart } from './zip-guard.ts';

/**
 * How many rows of an xlsx must be read: those up to the last cell that holds something. Sheets whose whole
 * million rows were painted white are common and harmless; sheets whose million rows are full are refused.
 * Throws ReadRefusal sheet_too_large.
 */
export function rowsToRead(parts: readonly ZipPart[]): number {
  let most = 1;
  for (const part of parts) {
    // A binary workbook (.xlsb) has no tags to count: read it whole, as an .xls, and count afterwards.
    if (/^xl\/worksheets\/[^/]+\.bin$/i.test(part.name)) return READ_LIMITS.rows + 1;
    if (!/^xl\/worksheets\/[^/]+\.xml$/i.test(part.name)) continue;
    most = Math.max(most, lastRowWithContent(part));
  }
  return most;
}

/** Closing tags of values, formulas and inline texts, with or without a prefix. */
const CONTENT_ENDS = ['/v>', ':v>', '/f>', ':f>', '/t>', ':t>'];

function lastRowWithContent(part: ZipPart): number {
  const { bytes } = part;
  const end = Math.max(...CONTENT_ENDS.map((tag) => bytes.lastIndexOf(tag)));
  const sheet = part.name.replace(/^.*\/|\.xml$/gi, '');
  const cells = countTags(bytes, 'c', end);
  const rows = countTags(bytes, 'row', end);
  const tooMany = rows > READ_LIMITS.rows || cells > READ_LIMITS.cells;
  if (tooMany) throw new ReadRefusal({ code: 'sheet_too_large', sheet, rows, limitRows: READ_LIMITS.rows });
  return Math.max(rows, lastRowNumber(bytes, end));
}

/** `<row r="12"` of the last row that begins before `end`; 0 when rows carry no numbers. */
function lastRowNumber(bytes: Buffer, end: number): number {
  const at = bytes.lastIndexOf('row ', end);
  if (at < 0) return 0;
  const tag = bytes.toString('latin1', at, Math.min(bytes.length, at + 400)).split('>')[0] ?? '';
  return Number(/\br="(\d{1,7})"/.exec(tag)?.[1] ?? 0);
}

const LESS_THAN = 0x3c;
const COLON = 0x3a;

/** Opening tags of one name, with or without a prefix (`<c `, `<x:c `). */
function countTags(bytes: Buffer, tag: string, end: number): number {
  const needle = Buffer.from(`${tag} `);
  let count = 0;
  for (let at = bytes.indexOf(needle); at >= 0 && at < end; at = bytes.indexOf(needle, at + needle.length)) {
    const before = bytes[at - 1];
    if (before === LESS_THAN || before === COLON) count += 1;
  }
  return count;
}
