import type { PartnerRow, SettlementDetail, UnsettledSupplies } from '../../../shared/contract/partner.ts';
import { sharesByVillage } from '../../../shared/domain/partner/by-village.ts';
import { settlementOf } from '../../../shared/domain/partner/decide-settlement.ts';
import { isOverCap, type OverCap, type PartnerSettlement } from '../../../shared/domain/partner/partner.ts';
import type { PointsRefusal } from '../../../shared/domain/points/refusals.ts';
import { type EntryId, fen, type LocalDate, type PartnerId } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { listItems } from '../../db/repositories/item-repository.ts';
import { listPartners } from '../../db/repositories/partner-repository.ts';
import {
  findSettlement,
  listSettled,
  listSettlements,
  listUnsettled,
  sumUnsettled,
} from '../../db/repositories/partner-supply-repository.ts';

/** The register, each with its items and what is open. */
export function listPartnerRows(db: ReadableDatabase, today: LocalDate): PartnerRow[] {
  const items = listItems(db, today);
  const open = new Map(sumUnsettled(db).map((unsettled) => [unsettled.partnerId, unsettled]));
  return listPartners(db).map((partner) => ({
    ...partner,
    items: items.filter(({ partnerId }) => partnerId === partner.id),
    unsettledSupplies: open.get(partner.id)?.supplies ?? 0,
    unsettledFen: open.get(partner.id)?.settleFen ?? fen(0),
    unsettledFrom: open.get(partner.id)?.firstOn ?? null,
  }));
}

export type UnsettledQuestion = {
  readonly partnerId: PartnerId;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly overCap: OverCap;
};

/** What a settlement of this period would cite and come to. */
export function readUnsettled(db: ReadableDatabase, question: UnsettledQuestion): UnsettledSupplies {
  const { partnerId, from, to, overCap } = question;
  const supplies = listUnsettled(db, partnerId, from, to);
  const { lines, amountFen } = settlementOf(supplies, overCap);
  return {
    lines,
    amountFen,
    costFen: settlementOf(supplies, 'pay_full').amountFen,
    overCapLines: supplies.filter(isOverCap).length,
    villages: sharesByVillage(lines),
  };
}

export function readSettlements(db: ReadableDatabase, partnerId: PartnerId | null, limit: number): PartnerSettlement[] {
  return listSettlements(db, partnerId, limit);
}

export function readSettlement(
  db: ReadableDatabase,
  id: EntryId,
): Result<SettlementDetail, Extract<PointsRefusal, { code: 'entry_not_found' }>> {
  const settlement = findSettlement(db, id);
  if (!settlement) return err({ code: 'entry_not_found' });
  const lines = listSettled(db, id);
  return ok({ ...settlement, lines, villages: sharesByVillage(lines) });
}
