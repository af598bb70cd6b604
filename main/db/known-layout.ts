import Database from 'better-sqlite3';
import { type Migration, MIGRATIONS, migrate } from './migrations/migrate.ts';
import type { ReadableDatabase } from './open-database.ts';

type Part = { readonly type: string; readonly name: string; readonly sql: string | null };
const layouts = new Map<number, ReadonlyMap<string, string | null>>();

/** Whether the file has the tables, indexes and triggers of this version of the books, word for word. */
export function hasKnownLayout(db: ReadableDatabase, version: number): boolean {
  const known = layoutOf(version);
  const found = partsOf(db);
  return found.size === known.size && [...known].every(([name, sql]) => found.has(name) && found.get(name) === sql);
}

/** Whether there is anything in the file that this program did not put there or anything at all. */
export function hasAnyTable(db: ReadableDatabase): boolean {
  return partsOf(db).size > 0;
}

function layoutOf(version: number, migrations: readonly Migration[] = MIGRATIONS): ReadonlyMap<string, string | null> {
  const known = layouts.get(version);
  if (known) return known;
  const scratch = new Database(':memory:');
  try {
    migrate(scratch, migrations.slice(0, version));
    const layout = partsOf(scratch);
    layouts.set(version, layout);
    return layout;
  } finally {
    scratch.close();
  }
}

function partsOf(db: ReadableDatabase): ReadonlyMap<string, string | null> {
  const parts = db
    .prepare("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\'")
    .all() as Part[];
  return new Map(parts.map(({ type, name, sql }) => [`${type} ${name}`, sql]));
}

/** Books of nobody: a host in rescue needs something to look into that is empty and never reaches a disk. */
export function openNoBooks(): Database.Database {
  const db = new Database(':memory:');
  migrate(db);
  return db;
}
