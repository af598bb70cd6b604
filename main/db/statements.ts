import type Database from 'better-sqlite3';
import type { ReadableDatabase } from './open-database.ts';

type Statement = Database.Statement<unknown[], unknown>;
const cache = new WeakMap<ReadableDatabase, Map<string, Statement>>();

/**
 * A text parameter that the query planner cannot look into. In a join, SQLite weighs the value of a bare `?`
 * and therefore compiles the statement anew whenever it is bound again: several times the cost of running it.
 */
export const TEXT_PARAMETER = 'CAST(? AS TEXT)';

/** The prepared statement of `sql` on this connection, compiled once. */
export function statement(db: ReadableDatabase, sql: string): Statement {
  let statements = cache.get(db);
  if (!statements) {
    statements = new Map();
    cache.set(db, statements);
  }
  let prepared = statements.get(sql);
  if (!prepared) {
    prepared = db.prepare(sql);
    statements.set(sql, prepared);
  }
  return prepared;
}

/** One row or null. The caller names the row's shape, which the query's column list must match. */
export function getRow<Row>(db: ReadableDatabase, sql: string, ...parameters: readonly unknown[]): Row | null {
  return (statement(db, sql).get(...parameters) as Row | undefined) ?? null;
}

export function allRows<Row>(db: ReadableDatabase, sql: string, ...parameters: readonly unknown[]): Row[] {
  return statement(db, sql).all(...parameters) as Row[];
}

/** Rows as bare values in the order of the columns, for reading very many. `sql` must be asked for in this way only. */
export function rawRows<Row extends readonly unknown[]>(
  db: ReadableDatabase,
  sql: string,
  ...parameters: readonly unknown[]
): Row[] {
  return statement(db, sql)
    .raw()
    .all(...parameters) as Row[];
}

/** Runs a write and returns how many rows it changed. */
export function run(db: ReadableDatabase, sql: string, ...parameters: readonly unknown[]): number {
  return statement(db, sql).run(...parameters).changes;
}
