import { createHash } from 'node:crypto';
import type { ReadableDatabase } from '../../../main/db/open-database.ts';

/** What a refused call may well write: that somebody tried, and that a station was there. The rest is the shop's own. */
const ABOUT_TRIES: ReadonlySet<string> = new Set(['sign_in_attempt', 'audit_record']);
const ALL_BUT_SEEN = 'id, name, token_hash, paired_at, revoked_at';
/** Which run of the program has the books open is written by the host for itself, whatever is asked. */
const ALL_BUT_RUNS = `SELECT * FROM setting WHERE key NOT LIKE 'host.session%'`;

/** One digest for each table of the books, of all its rows. */
export function bookDigests(db: ReadableDatabase): ReadonlyMap<string, string> {
  const tables = db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`)
    .all() as { name: string }[];
  return new Map(
    tables
      .filter(({ name }) => !ABOUT_TRIES.has(name))
      .map(({ name }) => {
        const every = `SELECT ${name === 'station' ? ALL_BUT_SEEN : '*'} FROM "${name}"`;
        const rows = db
          .prepare(name === 'setting' ? ALL_BUT_RUNS : every)
          .raw()
          .all();
        return [name, createHash('sha256').update(JSON.stringify(rows)).digest('hex')];
      }),
  );
}

/** The tables that differ. */
export function changedTables(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name));
}
