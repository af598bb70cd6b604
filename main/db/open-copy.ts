import Database from 'better-sqlite3';
import { type Migration, MIGRATIONS, migrate } from './migrations/migrate.ts';

/** A connection that may be read and, as a whole, copied elsewhere. */
export type CopyConnection = Database.Database;

/** Opens a file that nobody works on, as it is. Throws what SQLite says of a file that is none of its own. */
export function openCopy(path: string): CopyConnection {
  return new Database(path, { readonly: true, fileMustExist: true });
}

/** Opens a copy that nobody works on, in today's form or an older one, to be rewritten as one file. */
export function openForSealing(path: string): CopyConnection {
  asOneFile(path);
  return new Database(path, { fileMustExist: true });
}

/** Makes a file that nobody works on stand alone: a copy of books in WAL mode would want companions beside it. */
export function asOneFile(path: string): void {
  const db = new Database(path, { fileMustExist: true });
  try {
    db.pragma('journal_mode = DELETE');
  } finally {
    db.close();
  }
}

/** Opens a throw-away copy with the log beside it taken in, for reading what can be read. */
export function openScratch(path: string): CopyConnection {
  const db = new Database(path, { fileMustExist: true });
  // SQLite reads nothing at all of a file that lost its end, unless it may repair it; the pages before the cut are sound.
  db.unsafeMode(true);
  db.pragma('writable_schema = ON');
  db.pragma('cell_size_check = ON');
  return db;
}

/** SQLite's own code of an error; null for any other. */
export function sqliteCodeOf(error: unknown): string | null {
  return error instanceof Database.SqliteError ? error.code : null;
}

/** Changes a file that nobody works on, in one transaction. */
export function changeCopy(path: string, work: (db: Database.Database) => void): void {
  const db = new Database(path, { fileMustExist: true });
  try {
    db.transaction(() => work(db)).immediate();
  } finally {
    db.close();
  }
}

/** Brings a file that nobody works on to today's form, as one file without companions. */
export function bringUpToDate(path: string, migrations: readonly Migration[] = MIGRATIONS): void {
  asOneFile(path);
  const db = new Database(path, { fileMustExist: true });
  try {
    migrate(db, migrations);
  } finally {
    db.close();
  }
}

/** Whether reading failed because the file is broken or foreign, rather than by a fault of the program or the disk. */
export function isDamage(error: unknown): boolean {
  if (error instanceof SyntaxError) return true;
  const code = error instanceof Database.SqliteError ? error.code : '';
  return code === 'SQLITE_NOTADB' || code === 'SQLITE_ERROR' || code.startsWith('SQLITE_CORRUPT');
}

/** Whether the database refused a row by its own rules. */
export function isConstraint(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_CONSTRAINT');
}
