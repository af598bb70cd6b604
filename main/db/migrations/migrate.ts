import type Database from 'better-sqlite3';
import { BOOKS_MIGRATION } from './0001-books.ts';
import { TRUST_MIGRATION } from './0002-trust.ts';
import { SECOND_RECORD_MIGRATION } from './0003-second-record.ts';
import { GOODS_MIGRATION } from './0004-goods.ts';

export type Migration = { readonly version: number; readonly name: string; readonly sql: () => string };

/** Numbered from 1 without gaps, each in its own transaction, frozen once landed. */
export const MIGRATIONS: readonly Migration[] = [
  BOOKS_MIGRATION,
  TRUST_MIGRATION,
  SECOND_RECORD_MIGRATION,
  GOODS_MIGRATION,
];

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

/**
 * Brings the file from its `user_version` to the newest one. `before` is told once when books that were in use are about
 * to change; what it throws leaves the file as it was.
 */
export function migrate(
  db: Database.Database,
  migrations: readonly Migration[] = MIGRATIONS,
  before: (found: number) => void = () => undefined,
): void {
  const found = db.pragma('user_version', { simple: true }) as number;
  const known = migrations.length;
  if (found > known) throw new DatabaseFromTheFuture(found, known);
  if (found > 0 && found < known) before(found);
  for (const migration of migrations.slice(found)) {
    db.transaction(() => {
      db.exec(migration.sql());
      db.pragma(`user_version = ${migration.version}`);
    }).immediate();
  }
}
