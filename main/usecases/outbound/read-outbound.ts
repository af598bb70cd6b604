import type { ExpiringLot, LotChoice, OutboundDetail, OutboundListRow } from '../../../shared/contract/outbound.ts';
import { expiryState, expiryTier, shelfLifeOf, twoMonthsOn } from '../../../shared/domain/goods/expiry-tiers.ts';
import { compareFefo, isExpired } from '../../../shared/domain/goods/goods.ts';
import type { PointsRefusal } from '../../../shared/domain/points/refusals.ts';
import type { EntryId, ItemId, LocalDate } from '../../../shared/kernel/brands.ts';
import { daysBetween } from '../../../shared/kernel/local-date.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import {
  findOutbound,
  listLotsEndingBy,
  listLotsOfItem,
  listOutboundLines,
  listOutbounds,
  type LotOfItem,
} from '../../db/repositories/outbound-repository.ts';

/** What has expired, is near expiry by its tier, or ends within two months; the first to end first. */
export function listExpiring(db: ReadableDatabase, today: LocalDate): ExpiringLot[] {
  return listLotsEndingBy(db, twoMonthsOn(today)).flatMap((lot) => expiringLot(lot, today) ?? []);
}

function expiringLot(lot: LotOfItem, today: LocalDate): ExpiringLot | null {
  const state = expiryState(lot, lot, today);
  const { expiresOn } = lot;
  if (expiresOn === null || state === 'undated' || state === 'fresh') return null;
  const life = shelfLifeOf(lot, lot);
  const { itemCode, category, producedOn } = lot;
  return {
    ...choiceOf(lot, today),
    itemCode,
    category,
    producedOn,
    expiresOn,
    state,
    daysLeft: daysBetween(today, expiresOn),
    shelfLifeDays: life,
    nearDays: expiryTier(life).nearDays,
  };
}

/** Lots of an item with something left: first expiring first. */
export function listLotChoices(db: ReadableDatabase, itemId: ItemId, today: LocalDate): LotChoice[] {
  return listLotsOfItem(db, itemId)
    .sort(compareFefo)
    .map((lot) => choiceOf(lot, today));
}

function choiceOf(lot: LotOfItem, today: LocalDate): LotChoice {
  const { id, code, itemId, itemName, spec, unit, receivedOn, expiresOn } = lot;
  const { onHandQuantity, source, supplier, earmark } = lot;
  return {
    lotId: id,
    lotCode: code,
    itemId,
    itemName,
    spec,
    unit,
    receivedOn,
    expiresOn,
    expired: isExpired(lot, today),
    onHandQuantity,
    valueFen: lot.valued ? lot.valueFen : null,
    source,
    supplier,
    earmark,
  };
}

export function listRecentOutbounds(db: ReadableDatabase, limit: number): OutboundListRow[] {
  return listOutbounds(db, limit);
}

export function readOutbound(
  db: ReadableDatabase,
  id: EntryId,
): Result<OutboundDetail, Extract<PointsRefusal, { code: 'entry_not_found' }>> {
  const head = findOutbound(db, id);
  return head === null ? err({ code: 'entry_not_found' }) : ok({ ...head, lines: listOutboundLines(db, id) });
}
