import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { openDatabase } from '../../../main/db/open-database.ts';
import { allRows } from '../../../main/db/statements.ts';
import { ROWS_AT_ONCE } from '../../../main/usecases/ledger/import-commit.ts';
import { verify } from '../../../main/journal/verify.ts';
import { readShopName } from '../../../main/usecases/settings/shop-settings.ts';
import type { DiskState } from './disk-model.ts';
import { SHEETS, takenRows } from './import-workbook.ts';
import { documentsIn } from './whole-documents.ts';

/** What the program finds when it is started on what a power cut left. */
export type Found = {
  /** Everything an acknowledgement may name: `set-up`, ids of documents, sheets with how many rows. */
  readonly has: (acknowledged: string) => boolean;
  readonly entries: number;
  /** What must never be: half a document, half a portion, books that do not agree. */
  readonly broken: readonly string[];
};

/** A place in memory where there is one: what is tried here was decided by the model, not by this disk. */
export function scratchFolder(): string {
  for (const parent of ['/dev/shm', tmpdir()]) {
    try {
      return mkdtempSync(join(parent, 'aixin-cut-'));
    } catch {
      // No such place here.
    }
  }
  throw new Error('no folder for scratch files');
}

/** Lays the files of `root` out in `folder`, which is emptied first. */
export function layOut(state: DiskState, root: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [path, bytes] of state) {
    const target = join(folder, relative(root, path));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
  }
}

/** Starts the program's own database on what was laid out and looks at everything. `thorough`: counts all books again. */
export function findAfterCut(folder: string, thorough: boolean): Found {
  const db = openDatabase(join(folder, 'shop.db'));
  try {
    const { ids, broken } = documentsIn(db);
    const entries = allRows<{ seq: number; id: string }>(db, 'SELECT seq, id FROM entry ORDER BY seq');
    for (const { id } of entries) ids.add(id);
    const taken = takenRows(db);
    const all = [...broken];
    if (entries.some(({ seq }, index) => seq !== index + 1)) all.push('a gap in the sequence');
    SHEETS.forEach(({ name, rows }, index) => {
      const had = taken[index] ?? 0;
      if (had % ROWS_AT_ONCE !== 0 && had !== rows) all.push(`${name}: ${had} rows`);
    });
    const problem = thorough ? verify(db).problem : null;
    if (problem !== null) all.push(`${problem.code} ${problem.where}`);
    if (thorough && db.pragma('integrity_check', { simple: true }) !== 'ok') all.push('pages out of order');
    const setUp = readShopName(db) !== null;
    const has = (acknowledged: string): boolean => {
      const [sheet, done] = acknowledged.split(' ');
      const index = SHEETS.findIndex(({ name }) => name === sheet);
      if (index >= 0) return (taken[index] ?? 0) >= Number(done);
      return acknowledged === 'set-up' ? setUp : ids.has(acknowledged);
    };
    return { has, entries: entries.length, broken: all };
  } finally {
    db.close();
  }
}
