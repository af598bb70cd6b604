import type Database from 'better-sqlite3';
import { BOOKS_MIGRATION } from './0001-books.ts';

type Migration = { readonly version: number; readonly name: string; readonly sql: () => string };

/** Numbered from 1 without gaps, each in its own transaction, frozen once landed. */
export const MIGRATIONS: readonly Migration[] = [BOOKS_MIGRATION];

/** The file was written by a newer program: it is left as it is. */
export class DatabaseFromTheFuture extends Error {
  override readonly name = 'DatabaseFromTheFuture';
  readonly found: number;
  readonly known: number;
  constructor(found: number, known: number) {
    super(`database version ${found}, this program knows ${known}`);
    this.found = found;
    this.known = known;
  }
}

/** Brings the file from its `user_version` to the newest one. */
export function migrate(db: Database.Database): void {
  const found = db.pragma('user_version', { simple: true }) as number;
  const known = MIGRATIONS.length;
  if (found > known) throw new DatabaseFromTheFuture(found, known);
  for (const migration of MIGRATIONS.slice(found)) {
    db.transaction(() => {
      db.exec(migration.sql());
      db.pragma(`user_version = ${migration.version}`);
    }).immediate();
  }
}
