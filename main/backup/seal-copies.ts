import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { isDamage, openCopy, openForSealing } from '../db/open-copy.ts';
import { PersonalSeal } from '../db/personal/personal-seal.ts';
import { holdsClearNumbers, sealBooks } from '../db/personal/seal-books.ts';
import { giveNameDurably } from '../files/durable-files.ts';
import { listBackups, partPath } from './backup-names.ts';

/**
 * Seals the numbers of people in copies that were made before numbers were sealed at all. The journal in them is not
 * touched, so their names stay true. @returns how many copies still hold clear numbers: damaged ones, which nobody can
 * rewrite.
 */
export function sealCopies(folders: readonly string[], key: Uint8Array): number {
  const seal = new PersonalSeal(key);
  let left = 0;
  for (const folder of folders.filter((each) => existsSync(each))) {
    for (const { path } of listBackups(folder, 'own')) {
      if (!sealCopy(folder, path, seal)) left += 1;
    }
  }
  return left;
}

/** In a duplicate that takes the copy's place only when it is whole: a power cut leaves the one or the other. */
function sealCopy(folder: string, path: string, seal: PersonalSeal): boolean {
  const part = partPath(folder, 'sealed');
  try {
    if (!holdsClear(path)) return true;
    copyFileSync(path, part);
    const db = openForSealing(part);
    try {
      sealBooks(db, seal);
    } finally {
      db.close();
    }
    giveNameDurably(part, path);
    return true;
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  } finally {
    rmSync(part, { force: true });
  }
}

function holdsClear(path: string): boolean {
  const db = openCopy(path);
  try {
    return holdsClearNumbers(db);
  } finally {
    db.close();
  }
}
