import type { ReadableDatabase, WritableDatabase } from '../open-database.ts';
import { allRows, getRow, run } from '../statements.ts';

export type StationRow = {
  readonly id: string;
  readonly name: string;
  readonly tokenHash: string;
  readonly pairedAt: string;
  readonly lastSeenAt: string;
  readonly revokedAt: string | null;
};

const COLUMNS = `id, name, token_hash AS tokenHash, paired_at AS pairedAt, last_seen_at AS lastSeenAt,
  revoked_at AS revokedAt`;

/** A station that may come in; a revoked one is none. */
export function findStation(db: ReadableDatabase, id: string): StationRow | null {
  return getRow<StationRow>(db, `SELECT ${COLUMNS} FROM station WHERE id = ? AND revoked_at IS NULL`, id);
}

/** In the order in which they were let in. */
export function listStations(db: ReadableDatabase): StationRow[] {
  return allRows<StationRow>(db, `SELECT ${COLUMNS} FROM station WHERE revoked_at IS NULL ORDER BY paired_at, id`);
}

export function listRevokedStationIds(db: ReadableDatabase): string[] {
  return allRows<{ id: string }>(db, 'SELECT id FROM station WHERE revoked_at IS NOT NULL').map(({ id }) => id);
}

export function insertStation(db: WritableDatabase, station: Omit<StationRow, 'revokedAt'>): void {
  const { id, name, tokenHash, pairedAt, lastSeenAt } = station;
  run(
    db,
    'INSERT INTO station (id, name, token_hash, paired_at, last_seen_at) VALUES (?, ?, ?, ?, ?)',
    id,
    name,
    tokenHash,
    pairedAt,
    lastSeenAt,
  );
}

/** How many were revoked: none when it was already, or never was. */
export function revokeStationRow(db: WritableDatabase, id: string, at: string): number {
  return run(db, 'UPDATE station SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL', at, id);
}

export function writeStationSeen(db: WritableDatabase, id: string, at: string): void {
  run(db, 'UPDATE station SET last_seen_at = ? WHERE id = ?', at, id);
}

/** Rows written through this connection since it was opened: another number means that something was written. */
export function writtenRows(db: ReadableDatabase): number {
  return getRow<{ n: number }>(db, 'SELECT total_changes() AS n')?.n ?? 0;
}
