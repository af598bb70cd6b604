import type { RedemptionListRow } from '../../../shared/contract/redemption.ts';
import type { HeldBasket } from '../../../shared/domain/redemption/held-basket.ts';
import type { RedemptionRecord } from '../../../shared/domain/redemption/redemption.ts';
import type { RedemptionRefusal } from '../../../shared/domain/redemption/refusals.ts';
import { centipoints, type EntryId } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { listHeldBaskets } from '../../db/repositories/held-basket-repository.ts';
import {
  findRedemption,
  findRedemptionIdByNo,
  listRedemptions,
  type RedemptionFilter,
  type RedemptionSummary,
} from '../../db/repositories/redemption-repository.ts';

type NotFound = Extract<RedemptionRefusal, { code: 'redemption_not_found' }>;

/** A redemption or return by its id, or by the number on its slip (a scanner may add spaces). */
export function getRedemption(
  db: ReadableDatabase,
  input: { readonly id: EntryId | null; readonly documentNo: string | null },
): Result<RedemptionRecord, NotFound> {
  const id =
    input.id ?? (input.documentNo === null ? null : findRedemptionIdByNo(db, input.documentNo.trim().toUpperCase()));
  const found = id === null ? null : findRedemption(db, id);
  return found ? ok(found) : err({ code: 'redemption_not_found' });
}

/** Newest first, with what came back of each. */
export function listRedemptionRows(
  db: ReadableDatabase,
  input: RedemptionFilter & { readonly offset: number; readonly limit: number },
): { readonly total: number; readonly rows: readonly RedemptionListRow[] } {
  const { total, rows } = listRedemptions(db, input, input.offset, input.limit);
  return { total, rows: rows.map(toRow) };
}

function toRow(row: RedemptionSummary): RedemptionListRow {
  const {
    id,
    kind,
    documentNo,
    businessDate,
    timeOfDay,
    householdNo,
    headName,
    summary,
    operatorName,
    approvedByName,
  } = row;
  const totalCentipoints = kind === 'return' ? centipoints(-row.totalCentipoints) : row.totalCentipoints;
  const returned = row.returnedQuantity === 0 ? 'none' : row.returnedQuantity < row.quantity ? 'part' : 'whole';
  return {
    id,
    kind,
    documentNo,
    businessDate,
    timeOfDay,
    householdNo,
    headName,
    summary,
    totalCentipoints,
    operatorName,
    approvedByName,
    returned,
  };
}

export function listBaskets(db: ReadableDatabase): HeldBasket[] {
  return listHeldBaskets(db);
}
