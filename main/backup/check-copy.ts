import { copyFileSync, rmSync } from 'node:fs';
import type { Migration } from '../db/migrations/migrate.ts';
import { MIGRATIONS } from '../db/migrations/migrate.ts';
import { bringUpToDate, isDamage, openCopy } from '../db/open-copy.ts';
import { verify } from '../journal/verify.ts';
import { type BooksContents, readContents } from './read-contents.ts';

/** `damaged`: not a whole database of this program. `not_sound`: whole, but the books in it do not agree. */
export type CopyProblem =
  | { readonly code: 'damaged' }
  | { readonly code: 'from_newer_program' }
  | { readonly code: 'not_sound'; readonly where: string };

export type CheckedCopy =
  | { readonly ok: true; readonly contents: BooksContents }
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

/** The version of a file whose pages are in order; null when they are not. */
function wholeVersion(path: string): number | null {
  const db = openCopy(path);
  try {
    if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') return null;
    return db.pragma('user_version', { simple: true }) as number;
  } finally {
    db.close();
  }
}

function count(path: string): CheckedCopy {
  const db = openCopy(path);
  try {
    const { problem } = verify(db);
    const contents = readContents(db);
    if (problem) return { ok: false, problem: { code: 'not_sound', where: problem.where }, contents };
    return { ok: true, contents };
  } finally {
    db.close();
  }
}
