import { closeSync, fstatSync, ftruncateSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { parseLine, type RecordLine } from '../journal/record-lines.ts';

const CHUNK = 1 << 20;
const BREAK = 0x0a;

/** Such as `aixin-record-1f2e3d4c-2026-07.txt`: the shop, and the month in which the file was begun. */
export function recordFileName(shopId: string, month: string): string {
  return `aixin-record-${shopId}-${month}.txt`;
}

/** The files of one shop's record, oldest first; none when the folder cannot be read. */
export function recordFiles(folder: string, shopId: string): string[] {
  const name = new RegExp(`^aixin-record-${shopId}-\\d{4}-\\d{2}\\.txt$`);
  try {
    return readdirSync(folder)
      .filter((file) => name.test(file))
      .sort();
  } catch {
    return [];
  }
}

/** A line that is neither whole nor the torn end of a file. */
export type DamagedLine = { readonly fileName: string; readonly line: number };

/**
 * All lines of a shop's record from the first on, as they are asked for; it ends before the first damaged one, which is
 * told. The torn end of a file, cut off by a power failure, is passed over.
 */
export function* recordLines(
  folder: string,
  shopId: string,
  onDamage: (damaged: DamagedLine) => void,
): Generator<RecordLine> {
  for (const fileName of recordFiles(folder, shopId)) {
    let line = 0;
    for (const { text, whole } of textLines(join(folder, fileName))) {
      line += 1;
      const parsed = whole ? parseLine(text) : null;
      if (parsed) yield parsed;
      else if (whole) {
        onDamage({ fileName, line });
        return;
      }
    }
  }
}

/** Lines of a text file; the last is not `whole` when nothing ends it. */
function* textLines(path: string): Generator<{ readonly text: string; readonly whole: boolean }> {
  const file = openSync(path, 'r');
  try {
    let rest = Buffer.alloc(0);
    const chunk = Buffer.alloc(CHUNK);
    for (;;) {
      const bytes = readSync(file, chunk, 0, CHUNK, null);
      if (bytes === 0) break;
      rest = Buffer.concat([rest, chunk.subarray(0, bytes)]);
      let start = 0;
      for (let end = rest.indexOf(BREAK, start); end !== -1; end = rest.indexOf(BREAK, start)) {
        yield { text: rest.toString('utf8', start, end), whole: true };
        start = end + 1;
      }
      rest = rest.subarray(start);
    }
    if (rest.length > 0) yield { text: rest.toString('utf8'), whole: false };
  } finally {
    closeSync(file);
  }
}

/** The newest file with a whole line, and that line. */
export type RecordTail = { readonly fileName: string; readonly line: RecordLine };

/**
 * Where a record ends; null when there is none. Who is going to write to it has cut off what a power failure left of a
 * line behind the last whole one; nobody else may.
 */
export function recordTail(folder: string, shopId: string, cutTorn = false): RecordTail | null {
  for (const fileName of recordFiles(folder, shopId).reverse()) {
    const line = lastLine(join(folder, fileName), cutTorn);
    if (line) return { fileName, line };
  }
  return null;
}

function lastLine(path: string, cutTorn: boolean): RecordLine | null {
  const file = openSync(path, cutTorn ? 'r+' : 'r');
  try {
    let end = fstatSync(file).size;
    for (;;) {
      const start = lineStart(file, end);
      const text = Buffer.alloc(Math.max(0, end - start));
      readSync(file, text, 0, text.length, start);
      const line = text.at(-1) === BREAK ? parseLine(text.toString('utf8', 0, text.length - 1)) : null;
      if (line) {
        if (cutTorn && end < fstatSync(file).size) ftruncateSync(file, end);
        return line;
      }
      if (start === 0) {
        if (cutTorn) ftruncateSync(file, 0);
        return null;
      }
      end = start;
    }
  } finally {
    closeSync(file);
  }
}

/** Where the line begins whose last byte stands before `end`. */
function lineStart(file: number, end: number): number {
  const chunk = Buffer.alloc(64 << 10);
  let before = end - 1;
  while (before > 0) {
    const from = Math.max(0, before - chunk.length);
    readSync(file, chunk, 0, before - from, from);
    const at = chunk.subarray(0, before - from).lastIndexOf(BREAK);
    if (at !== -1) return from + at + 1;
    before = from;
  }
  return 0;
}
