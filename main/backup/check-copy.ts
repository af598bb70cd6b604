import { copyFileSync, rmSync } from 'node:fs';
import type { Migration } from '../db/migrations/migrate.ts';
import { MIGRATIONS } from '../db/migrations/migrate.ts';
import { bringUpToDate, type CopyConnection, isDamage, openCopy } from '../db/open-copy.ts';
import { verify } from '../journal/verify.ts';
import { type BooksMark, goesOnSoundly, markBooks } from '../journal/verify-since.ts';
import { type BooksContents, readContents } from './read-contents.ts';

/** `damaged`: not a whole database of this program. `not_sound`: whole, but the books in it do not agree. */
export type CopyProblem =
  | { readonly code: 'damaged' }
  | { readonly code: 'from_newer_program' }
  | { readonly code: 'not_sound'; readonly where: string };

export type CheckedCopy =
  | {
      readonly ok: true;
      readonly contents: BooksContents;
      /** What to remember of a full check, where that was asked for. */
      readonly mark?: BooksMark;
    }
  | { readonly ok: false; readonly problem: CopyProblem; readonly contents: BooksContents | null };

/**
 * Opens a copy, has SQLite check its pages and counts the books in it again. A copy from before a migration is counted
 * as what it will become: in a migrated duplicate beside it, which is removed again.
 */
export function checkCopy(path: string, migrations: readonly Migration[] = MIGRATIONS): CheckedCopy {
  const scratch = `${path}-newer.part`;
  try {
    const version = wholeVersion(path);
    if (version === null || version === 0) return { ok: false, problem: { code: 'damaged' }, contents: null };
    if (version > migrations.length) return { ok: false, problem: { code: 'from_newer_program' }, contents: null };
    if (version === migrations.length) return count(path);
    try {
      copyFileSync(path, scratch);
      bringUpToDate(scratch, migrations);
      return count(scratch);
    } finally {
      rmSync(scratch, { force: true });
    }
  } catch (error) {
    if (isDamage(error)) return { ok: false, problem: { code: 'damaged' }, contents: null };
    throw error;
  }
}

/**
 * The same for a copy of today's form that the program makes by itself, as long as `last` tells of a full check of the
 * same books in the last seven days. It is then promised:
 * - SQLite finds every page in order.
 * - Every entry up to the mark says what it said at the full check, word by word; none was taken out or put in.
 * - Postings and rows behind those entries are as many as they were, and what they come to is the same: each posting's
 *   amount and the lengths of its texts, weighed by its place; the quantities, points and costs of the rows. A changed,
 *   lost or swapped posting shows, unless somebody works out changes that make up for each other.
 * - Everything after the mark is counted as in the full check: chain, context rows, sums of each entry.
 * - Every balance is what it was at the full check plus the postings since; none that may not be is negative, and no
 *   document number is missing.
 * A text in an old posting or an old context row (a name, a lot, a date) is looked at again by the next full check only:
 * within seven days, when somebody asks for a backup, in the monthly drill, before a restore. A copy that does not go on
 * soundly from the mark is checked in full, and only that finds it sound or not. Without a mark the check is full and
 * gives one.
 */
export function checkRegularCopy(path: string, last: BooksMark | null): CheckedCopy {
  try {
    const db = openCopy(path);
    try {
      if (!pagesInOrder(db)) return { ok: false, problem: { code: 'damaged' }, contents: null };
      if (versionOf(db) !== MIGRATIONS.length) return checkCopy(path);
      if (last !== null && goesOnSoundly(db, last)) return { ok: true, contents: readContents(db) };
      const counted = countIn(db);
      if (!counted.ok) return counted;
      const { entries: seq, lastHash: hash } = counted.contents;
      return { ...counted, mark: markBooks(db, { seq, hash }) };
    } finally {
      db.close();
    }
  } catch (error) {
    if (isDamage(error)) return { ok: false, problem: { code: 'damaged' }, contents: null };
    throw error;
  }
}

/** The version of a file whose pages are in order; null when they are not. */
function wholeVersion(path: string): number | null {
  const db = openCopy(path);
  try {
    return pagesInOrder(db) ? versionOf(db) : null;
  } finally {
    db.close();
  }
}

const pagesInOrder = (db: CopyConnection): boolean => db.pragma('quick_check(1)', { simple: true }) === 'ok';
const versionOf = (db: CopyConnection): number => db.pragma('user_version', { simple: true }) as number;

function count(path: string): CheckedCopy {
  const db = openCopy(path);
  try {
    return countIn(db);
  } finally {
    db.close();
  }
}

function countIn(db: CopyConnection): CheckedCopy {
  const { problem } = verify(db);
  const contents = readContents(db);
  if (problem) return { ok: false, problem: { code: 'not_sound', where: problem.where }, contents };
  return { ok: true, contents };
}
