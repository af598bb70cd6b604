import Database from 'better-sqlite3';
import { assert } from '../../shared/kernel/assert.ts';
import { type Migration, MIGRATIONS, migrate } from './migrations/migrate.ts';

/** The one connection that may write. */
export type WritableDatabase = Database.Database & { readonly __writable?: true };
/** Any connection; functions that take it only read. */
export type ReadableDatabase = Pick<Database.Database, 'prepare'>;

export type OpenOptions = {
  /** Told before books that were in use are changed by a migration; what it throws leaves them as they were. */
  readonly beforeMigration?: (db: WritableDatabase, found: number) => void;
  readonly migrations?: readonly Migration[];
};

/**
 * Opens and migrates the books. WAL with synchronous=FULL: an acknowledged redemption survives a power cut
 * (the driver's own default for WAL is NORMAL, which does not sync a commit).
 * Throws DatabaseFromTheFuture when a newer program wrote the file.
 */
export function openDatabase(path: string, options: OpenOptions = {}): WritableDatabase {
  const db = new Database(path);
  try {
    db.pragma('journal_mode = WAL');
    migrate(db, options.migrations ?? MIGRATIONS, (found) => options.beforeMigration?.(db, found));
    applyPragmas(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** A connection for reports: it sees one state while the host goes on writing. */
export function openForReading(path: string): Database.Database {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  db.pragma('busy_timeout = 5000');
  db.pragma('cache_size = -32768');
  return db;
}

function applyPragmas(db: Database.Database): void {
  db.pragma('foreign_keys = ON');
  db.pragma('busy_timeout = 5000');
  db.pragma('cache_size = -65536');
  // After the first write: opening in WAL mode lets the driver fall back to NORMAL once the file is touched.
  db.pragma('synchronous = FULL');
  assert(db.pragma('synchronous', { simple: true }) === 2, 'commits must be synced');
  assert(db.pragma('journal_mode', { simple: true }) === 'wal', 'the journal mode must be WAL');
}

/** Runs `work` in one IMMEDIATE transaction; a throw rolls back. Never await inside. */
export function inTransaction<T>(db: WritableDatabase, work: () => T): T {
  return db.transaction(work).immediate();
}
