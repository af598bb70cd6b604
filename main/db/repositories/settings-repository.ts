import type { ReadableDatabase, WritableDatabase } from '../open-database.ts';
import { getRow, run } from '../statements.ts';

/** Text kept under a name; null when it was never set. */
export function readSetting(db: ReadableDatabase, key: string): string | null {
  return getRow<{ value: string }>(db, 'SELECT value FROM setting WHERE key = ?', key)?.value ?? null;
}

export function writeSetting(db: WritableDatabase, key: string, value: string): void {
  run(
    db,
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    key,
    value,
  );
}
