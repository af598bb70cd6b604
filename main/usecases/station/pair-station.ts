import { createHash, timingSafeEqual } from 'node:crypto';
import type { StationRefusal } from '../../../shared/domain/station/refusals.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction, type ReadableDatabase } from '../../db/open-database.ts';
import {
  findStation,
  insertStation,
  listStations,
  revokeStationRow,
} from '../../db/repositories/station-repository.ts';
import type { UseCaseContext } from '../context.ts';
import { recordAuditWithin } from '../staff/record-audit.ts';

export type Station = { readonly id: string; readonly name: string };

/** Whether another station answers to that name; told apart by name, they must differ. */
export function stationNameTaken(db: ReadableDatabase, name: string): boolean {
  return listStations(db).some((station) => station.name === name);
}

/** Lets another PC in under a name and with a secret of its own, of which only the digest is kept. */
export function pairStation(
  context: UseCaseContext,
  input: { readonly name: string; readonly secret: string },
): Result<Station, Extract<StationRefusal, { code: 'station_name_taken' }>> {
  const { db, recordedAt } = context;
  return inTransaction(db, () => {
    if (stationNameTaken(db, input.name)) return err({ code: 'station_name_taken', name: input.name });
    const station: Station = { id: context.newId(), name: input.name };
    const tokenHash = digestOf(input.secret).toString('hex');
    insertStation(db, { ...station, tokenHash, pairedAt: recordedAt, lastSeenAt: recordedAt });
    recordAuditWithin({ ...context, station }, { kind: 'station_paired', subject: station.name });
    return ok(station);
  });
}

/** The station whose cookie (`<id>.<secret>`) this is; null for a stranger and for a revoked one. */
export function stationOf(db: ReadableDatabase, token: string): Station | null {
  const at = token.indexOf('.');
  const row = at < 1 ? null : findStation(db, token.slice(0, at));
  if (row === null) return null;
  const kept = Buffer.from(row.tokenHash, 'hex');
  const given = digestOf(token.slice(at + 1));
  return kept.length === given.length && timingSafeEqual(kept, given) ? { id: row.id, name: row.name } : null;
}

/** From then on it is a stranger. */
export function revokeStation(
  context: UseCaseContext,
  id: string,
): Result<Station, Extract<StationRefusal, { code: 'station_not_found' }>> {
  return inTransaction(context.db, () => {
    const row = findStation(context.db, id);
    if (row === null) return err({ code: 'station_not_found' });
    revokeStationRow(context.db, id, context.recordedAt);
    recordAuditWithin(context, { kind: 'station_revoked', subject: row.name });
    return ok({ id, name: row.name });
  });
}

function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
