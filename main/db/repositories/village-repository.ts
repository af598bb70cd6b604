import type { Village } from '../../../shared/domain/household/household.ts';
import type { VillageId } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase, WritableDatabase } from '../open-database.ts';
import { allRows, getRow, run } from '../statements.ts';

export function listVillages(db: ReadableDatabase): Village[] {
  return allRows<Village>(db, 'SELECT id, name FROM village ORDER BY position');
}

export function findVillage(db: ReadableDatabase, id: VillageId): Village | null {
  return getRow<Village>(db, 'SELECT id, name FROM village WHERE id = ?', id);
}

export function insertVillage(db: WritableDatabase, village: Village, position: number): void {
  run(db, 'INSERT INTO village (id, name, position) VALUES (?, ?, ?)', village.id, village.name, position);
}
