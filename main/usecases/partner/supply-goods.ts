import type { Item, LotOnHand } from '../../../shared/domain/goods/goods.ts';
import { decideSupply, type SupplyTerms } from '../../../shared/domain/partner/decide-supply.ts';
import type { PartnerRefusal } from '../../../shared/domain/partner/refusals.ts';
import {
  type EntryId,
  entryId,
  fen,
  type HouseholdId,
  type LocalDate,
  lotId,
  type LotId,
  quantity,
} from '../../../shared/kernel/brands.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import { findLot } from '../../db/repositories/lot-repository.ts';
import { findPartner } from '../../db/repositories/partner-repository.ts';
import { listSuppliesOf } from '../../db/repositories/partner-supply-repository.ts';
import { FEN, partnerSource, STOCK } from '../../journal/accounts.ts';
import type { ContextRow } from '../../journal/context-tables.ts';
import type { Posting } from '../../journal/entry.ts';
import { post } from '../../journal/post.ts';
import type { UseCaseContext } from '../context.ts';
import { requestDigest } from '../idempotency.ts';

/** Pieces of one item that a partner shop hands out, on its terms, as the lot they will be for a moment. */
export type Offered = {
  readonly item: Item;
  readonly terms: SupplyTerms;
  readonly lot: LotOnHand;
  /** The lot is not in the books yet. */
  readonly isNew: boolean;
};

/**
 * What a partner shop offers of an item: as much as is wanted, at its price. Null for goods of our own. Nothing is
 * written: the supply is posted by `postSupply` once the redemption is certain.
 */
export function offerOf(
  context: UseCaseContext,
  item: Item | null,
  wanted: number,
): Result<Offered | null, PartnerRefusal> {
  if (item === null || item.partnerId === null) return ok(null);
  const terms = decideSupply(item, findPartner(context.db, item.partnerId));
  if (!terms.ok) return terms;
  const { lotCode, settleFen } = terms.value;
  const known = findLot(context.db, item.id, lotCode);
  // A count nobody can hand out is refused by the redemption itself.
  const count = Number.isSafeInteger(wanted) && wanted > 0 ? wanted : 0;
  const born = {
    id: lotId(context.newId()),
    itemId: item.id,
    code: lotCode,
    producedOn: null,
    expiresOn: null,
    receivedOn: context.today,
    valued: true,
    earmark: null,
  };
  const lot = { ...(known ?? born), onHandQuantity: quantity(count), valueFen: fen(settleFen * count) };
  return ok({ item, terms: terms.value, lot, isNew: known === null });
}

export type Handed = {
  /** The redemption or return it belongs to. */
  readonly redemptionId: EntryId;
  readonly householdId: HouseholdId;
  readonly date: LocalDate;
};

type SupplyLine = {
  readonly item: Pick<Item, 'id' | 'name' | 'unit'>;
  readonly lotId: LotId;
  /** Below zero: back to the partner shop. */
  readonly quantity: number;
  readonly terms: Pick<SupplyTerms, 'partnerId' | 'settleFen' | 'capFen'>;
};

/**
 * Takes what a household is about to get from partner shops into the books, goods and their value: the redemption that
 * follows in the same transaction takes them out again. Runs inside the caller's transaction.
 */
export function postSupply(context: UseCaseContext, offered: readonly Offered[], handed: Handed): void {
  if (offered.length === 0) return;
  const lots = offered
    .filter(({ isNew }) => isNew)
    .map(
      ({ lot }): ContextRow => ({
        table: 'lot',
        values: {
          id: lot.id,
          item_id: lot.itemId,
          code: lot.code,
          produced_on: null,
          expires_on: null,
          received_on: handed.date,
          valued: 1,
        },
      }),
    );
  const lines = offered.map(({ item, lot, terms }) => ({ item, lotId: lot.id, quantity: lot.onHandQuantity, terms }));
  postLines(context, lines, handed, { verb: '共建店供货', lots });
}

/**
 * Sends what a household brought back on to the partner shop it came from: it follows the return in the same
 * transaction, and the next settlement deducts it. Runs inside the caller's transaction.
 */
export function takeBackSupply(
  context: UseCaseContext,
  original: EntryId,
  back: readonly {
    readonly lotId: LotId;
    readonly quantity: number;
    readonly itemName: string;
    readonly unit: string;
  }[],
  handed: Handed,
): void {
  const supplies = listSuppliesOf(context.db, original);
  if (supplies.length === 0) return;
  const lines = supplies.flatMap((supply): SupplyLine[] => {
    const own = back.filter((line) => line.lotId === supply.lotId);
    const [first] = own;
    if (first === undefined) return [];
    const item = { id: supply.itemId, name: first.itemName, unit: first.unit };
    return [{ item, lotId: supply.lotId, quantity: -own.reduce((sum, line) => sum + line.quantity, 0), terms: supply }];
  });
  if (lines.length > 0) postLines(context, lines, handed, { verb: '退还共建店', lots: [] });
}

function postLines(
  context: UseCaseContext,
  lines: readonly SupplyLine[],
  handed: Handed,
  { verb, lots }: { readonly verb: string; readonly lots: readonly ContextRow[] },
): void {
  post(context.db, {
    id: entryId(context.newId()),
    kind: 'partner_supply',
    businessDate: handed.date,
    recordedAt: context.recordedAt,
    operatorId: context.operator.id,
    householdId: handed.householdId,
    summary: `${verb}：${lines.map(({ item, quantity: count }) => `${item.name}×${Math.abs(count)}${item.unit}`).join('、')}`,
    reversesId: null,
    // Asked for by the redemption, which is what a retry finds.
    requestDigest: requestDigest({ redemptionId: handed.redemptionId }),
    postings: lines.flatMap(postingsOf),
    context: [...lots, ...lines.map((line) => lineRow(line, handed.redemptionId))],
  });
}

function postingsOf({ item, lotId: lot, quantity: count, terms }: SupplyLine): Posting[] {
  const source = partnerSource(terms.partnerId);
  const value = terms.settleFen * count;
  const goods: Posting[] = [
    { book: 'goods', unit: item.id, account: STOCK, lotId: lot, amount: count },
    { book: 'goods', unit: item.id, account: source, lotId: null, amount: -count },
  ];
  if (value === 0) return goods;
  return [
    ...goods,
    { book: 'value', unit: FEN, account: STOCK, lotId: lot, amount: value },
    { book: 'value', unit: FEN, account: source, lotId: null, amount: -value },
  ];
}

function lineRow({ item, lotId: lot, quantity: count, terms }: SupplyLine, redemptionId: EntryId): ContextRow {
  return {
    table: 'partner_supply',
    values: {
      partner_id: terms.partnerId,
      item_id: item.id,
      lot_id: lot,
      quantity: count,
      settle_fen: terms.settleFen,
      cap_fen: terms.capFen,
      redemption_id: redemptionId,
    },
  };
}
