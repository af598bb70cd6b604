import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BackupMoment, DrilledBackup, ListedBackup } from '../../shared/domain/settings/backup.ts';
import { openDatabase } from '../db/open-database.ts';
import { verify } from '../journal/verify.ts';
import { photosLackingIn, photosOfBooks } from './photo-copies.ts';
import { readContents } from './read-contents.ts';
import { previewRestore, restoreBooks } from './restore-books.ts';

/**
 * Restores a backup for trial, as it would be restored in earnest, into a folder that is then removed; opens what came
 * out as the program opens its books, counts it, and compares its end with what the backup's name says.
 * Throws what the disk throws.
 */
export async function drillRestore(backup: ListedBackup, ownFolder: string, at: BackupMoment): Promise<DrilledBackup> {
  const scratch = join(ownFolder, 'drill');
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true, mode: 0o700 });
  try {
    const { fileName, place } = backup;
    return { fileName, place, ...(await tryIn(scratch, ownFolder, backup, at)) };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function tryIn(
  scratch: string,
  ownFolder: string,
  { path, lastSeq, hashPrefix }: ListedBackup,
  at: BackupMoment,
): Promise<Pick<DrilledBackup, 'entries' | 'problem'>> {
  const databasePath = join(scratch, 'shop.db');
  openDatabase(databasePath).close();
  const preview = previewRestore(databasePath, path, scratch);
  if (!preview.ok) return { entries: 0, problem: preview.error.code };
  const { lastHash, lostEntries } = preview.value;
  const restored = await restoreBooks({
    databasePath,
    path,
    ownFolder: scratch,
    at,
    expected: { lastHash, lostEntries },
  });
  if (!restored.ok) return { entries: 0, problem: restored.error.code };
  const db = openDatabase(databasePath);
  try {
    const { entries, problem } = verify(db);
    if (problem) return { entries, problem: 'not_sound' };
    const contents = readContents(db);
    const same = contents.entries === lastSeq && contents.lastHash.startsWith(hashPrefix);
    if (!same) return { entries, problem: 'other_books' };
    const lacking = photosLackingIn(dirname(path), photosOfBooks(db), dirname(ownFolder));
    return { entries, problem: lacking > 0 ? 'photos_missing' : null };
  } finally {
    db.close();
  }
}
