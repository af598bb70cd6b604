import { closeSync, fdatasyncSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { SecondRecordState } from '../../shared/domain/settings/second-record.ts';
import type { CopyConnection } from '../db/open-copy.ts';
import { readSetting } from '../db/repositories/settings-repository.ts';
import {
  booksPosition,
  hashAt,
  lineText,
  linesSince,
  NOTHING_RECORDED,
  RECORD_FORMAT,
  type RecordLine,
  type RecordPosition,
  shopIdOf,
} from '../journal/record-lines.ts';
import { planReplay } from '../journal/replay.ts';
import { syncFolder } from '../files/durable-files.ts';
import { recordFileName, recordFiles, recordLines, recordTail } from './record-folder.ts';

/** So much is given to the disk at a time. */
const PIECE = 1 << 20;
/** And so many entries are read from one state of the books, so that a slow medium does not hold up the log's clearing. */
const ENTRIES_A_TIME = 2000;

export type RecordWriterParts = {
  /** A connection of its own, on which each look sees one state of the books. */
  readonly db: CopyConnection;
  readonly folder: string;
  /** Such as `2026-07`: a new file is begun in a new month. */
  readonly month: () => string;
};

export type RecordStep = Omit<SecondRecordState, 'path'>;
const AWAY: RecordStep = { condition: 'absent', behind: null, ahead: null };

type Known = { readonly shopId: string; readonly fileName: string | null; readonly at: RecordPosition };

/**
 * Brings a second record up to the books, whenever asked. What it has is read from the record itself, so nothing is
 * missed by a medium that was away, and nothing need be remembered anywhere else.
 */
export class RecordWriter {
  readonly #parts: RecordWriterParts;
  /** What the record is known to have; null until it was looked at, and again after it was away or failed. */
  #known: Known | null = null;
  /** Books that ended before the record when last looked at. */
  #ahead: { readonly books: RecordPosition; readonly step: RecordStep } | null = null;

  constructor(parts: RecordWriterParts) {
    this.#parts = parts;
  }

  /**
   * Appends what the record lacks, or a large part of it (`behind` is what is left), and syncs it. A medium that is gone or fails is told,
   * never thrown.
   */
  catchUp(): RecordStep {
    const { db, folder } = this.#parts;
    if (!isFolder(folder)) {
      this.#known = null;
      return AWAY;
    }
    db.exec('BEGIN');
    try {
      return this.#follow();
    } catch (error) {
      if (!isOfTheMedium(error)) throw error;
      this.#known = null;
      return isFolder(folder) ? { condition: 'failing', behind: null, ahead: null } : AWAY;
    } finally {
      db.exec('COMMIT');
    }
  }

  #follow(): RecordStep {
    const { db, folder } = this.#parts;
    const shopId = shopIdOf(db);
    if (shopId === null) return { condition: 'present', behind: 0, ahead: null };
    const books = booksPosition(db);
    if (this.#ahead && samePosition(this.#ahead.books, books)) return this.#ahead.step;
    this.#ahead = null;
    if (this.#known?.shopId !== shopId) {
      const tail = recordTail(folder, shopId, true);
      this.#known = { shopId, fileName: tail?.fileName ?? null, at: tail?.line.at ?? NOTHING_RECORDED };
    }
    const { at } = this.#known;
    const continues = hashAt(db, at.seq) === at.hash;
    if (continues && at.change <= books.change) {
      if (!samePosition(at, books)) this.#append(shopId, linesSince(db, at, at.change === 0, ENTRIES_A_TIME));
      return this.#present(books);
    }
    const common = continues ? at.seq : this.#lastCommonSeq(shopId);
    if (common === books.seq) return this.#stayBehind(shopId, books);
    // The books went back and on without what the record has: from here on the record tells their way.
    const back: RecordPosition = { seq: common, hash: hashAt(db, common) ?? '', change: 0 };
    this.#append(shopId, [{ type: 'rewound', at: back }]);
    this.#append(shopId, linesSince(db, back, true, ENTRIES_A_TIME));
    return this.#present(books);
  }

  #present(books: RecordPosition): RecordStep {
    return { condition: 'present', behind: books.seq - (this.#known?.at.seq ?? 0), ahead: null };
  }

  /** The books are a part of what the record has: it is left as it is, until they have caught up or gone another way. */
  #stayBehind(shopId: string, books: RecordPosition): RecordStep {
    const ahead = replayable(this.#parts.folder, shopId, books);
    const step: RecordStep = { condition: 'ahead', behind: 0, ahead };
    this.#ahead = { books, step };
    // It is looked at anew once the books have moved.
    this.#known = null;
    return step;
  }

  #lastCommonSeq(shopId: string): number {
    const { db, folder } = this.#parts;
    let common = 0;
    for (const line of recordLines(folder, shopId, () => undefined)) {
      if (line.type === 'rewound') common = Math.min(common, line.at.seq);
      if (line.type === 'entry' && hashAt(db, line.entry.seq) === line.entry.hash) common = line.entry.seq;
    }
    return common;
  }

  /** All lines, then one sync: only what is on the medium counts as recorded. */
  #append(shopId: string, lines: Iterable<RecordLine>): void {
    const { db, folder } = this.#parts;
    const newest = recordFiles(folder, shopId).at(-1) ?? '';
    const ofMonth = recordFileName(shopId, this.#parts.month());
    // A clock that went back keeps the file: files are read in the order of their names.
    const fileName = ofMonth > newest ? ofMonth : newest;
    const file = openSync(join(folder, fileName), 'a');
    try {
      let at = this.#known?.at ?? NOTHING_RECORDED;
      let text = '';
      if (fileName !== this.#known?.fileName) {
        const shopName = readSetting(db, 'shop.name') ?? '';
        text = lineText({ type: 'opened', format: RECORD_FORMAT, shopId, shopName, at });
      }
      for (const line of lines) {
        text += lineText(line);
        at = line.at;
        if (text.length >= PIECE) {
          writeWhole(file, text);
          text = '';
        }
      }
      writeWhole(file, text);
      fdatasyncSync(file);
      if (fileName !== newest) syncFolder(folder);
      this.#known = { shopId, fileName, at };
    } catch (error) {
      this.#known = null;
      throw error;
    } finally {
      closeSync(file);
    }
  }
}

/** What a record has beyond books that end at `books`; null when nothing of it could be brought back. */
export function replayable(folder: string, shopId: string, books: RecordPosition): SecondRecordState['ahead'] {
  let damagedLine: number | null = null;
  const plan = planReplay(
    recordLines(folder, shopId, ({ line }) => (damagedLine = line)),
    books,
  );
  if (!plan.ok) return null;
  const { entries, newerRows: rows, lastDocumentNo } = plan.value;
  return { entries: entries.length, rows, lastDocumentNo, damagedLine };
}

function writeWhole(file: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

function samePosition(a: RecordPosition, b: RecordPosition): boolean {
  return a.seq === b.seq && a.hash === b.hash && a.change === b.change;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** A system call that failed, rather than a bug: it has the name of the call. */
function isOfTheMedium(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
