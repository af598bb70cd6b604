import type { ItemLife, LotHousehold, LotLife, LotOrigin, LotStanding } from '../../../shared/contract/stock.ts';
import { expiryState } from '../../../shared/domain/goods/expiry-tiers.ts';
import type { Item } from '../../../shared/domain/goods/goods.ts';
import { flowKind, type MovementKind } from '../../../shared/domain/goods/movements.ts';
import type { GoodsRefusal } from '../../../shared/domain/goods/refusals.ts';
import { maskName } from '../../../shared/domain/household/masking.ts';
import type { RedemptionRefusal } from '../../../shared/domain/redemption/refusals.ts';
import { must } from '../../../shared/kernel/assert.ts';
import { type EntryId, fen, type ItemId, type LocalDate, type LotId, quantity } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { findDonation } from '../../db/repositories/donation-repository.ts';
import { findDonor } from '../../db/repositories/donor-repository.ts';
import { findItem } from '../../db/repositories/item-repository.ts';
import {
  findLotOrigin,
  findLotStanding,
  listLotHouseholds,
  type LotHouseholdRow,
  listLotStandings,
  type LotStandingRow,
  sumLotFlows,
} from '../../db/repositories/lot-life-repository.ts';
import {
  type BareMovement,
  listItemMovements,
  listLotMovements,
} from '../../db/repositories/stock-movement-repository.ts';
import { movementPage, type MovementDays } from './read-movements.ts';

type Viewed = MovementDays & {
  readonly today: LocalDate;
  /** Names of households are for eyes outside the office. */
  readonly masked: boolean;
};

/** An item with every lot it ever had and every movement of the days asked for. */
export function readItemLife(
  db: ReadableDatabase,
  itemId: ItemId,
  view: Viewed,
): Result<ItemLife, Extract<RedemptionRefusal, { code: 'item_not_found' }>> {
  const item = findItem(db, itemId, view.today);
  if (!item) return err({ code: 'item_not_found' });
  return ok({
    item,
    lots: listLotStandings(db, itemId).map((row) => standingOf(row, item, view.today)),
    movements: movementPage(db, listItemMovements(db, itemId), view, view.masked),
  });
}

/** A lot reaches few enough households to be listed whole; a list beyond that says how many there are. */
const MOST_HOUSEHOLDS = 2_000;

/** A lot from where it came from to each household that has something of it. */
export function readLotLife(
  db: ReadableDatabase,
  lotId: LotId,
  view: Viewed,
): Result<LotLife, Extract<GoodsRefusal, { code: 'lot_not_found' }>> {
  const row = findLotStanding(db, lotId);
  if (!row) return err({ code: 'lot_not_found' });
  const item = must(findItem(db, row.itemId, view.today), 'a lot has an item');
  const movements = listLotMovements(db, lotId);
  const households = listLotHouseholds(db, lotId, MOST_HOUSEHOLDS);
  const { id, code, name, spec, unit } = item;
  return ok({
    item: { id, code, name, spec, unit },
    lot: standingOf(row, item, view.today),
    earmarkedFor: row.earmarkedFor,
    consent: row.consent,
    origin: originOf(db, row, movements),
    flows: flowsOf(db, row),
    households: households.map((row) => householdOf(row, view.masked)),
    householdCount: households[0]?.households ?? 0,
    movements: movementPage(db, movements, view, view.masked),
  });
}

function householdOf(
  {
    householdId,
    householdNo,
    headName,
    villageName,
    groupName,
    quantity: taken,
    onLoanQuantity,
    lastOn,
  }: LotHouseholdRow,
  masked: boolean,
): LotHousehold {
  const name = masked ? maskName(headName) : headName;
  return { householdId, householdNo, headName: name, villageName, groupName, quantity: taken, onLoanQuantity, lastOn };
}

function standingOf(row: LotStandingRow, item: Item, today: LocalDate): LotStanding {
  const { lotId, code, producedOn, expiresOn, receivedOn, onHandQuantity, onLoanQuantity, supplier } = row;
  return {
    lotId,
    code,
    producedOn,
    expiresOn,
    receivedOn,
    expiry: expiryState(row, item, today),
    onHandQuantity,
    onLoanQuantity,
    valueFen: row.valued === 1 ? row.valueFen : null,
    earmark: row.earmark,
    supplier,
  };
}

/** A lot that a count or a partner shop brought has no line of an inbound: its first movement says how much it was. */
function originOf(db: ReadableDatabase, row: LotStandingRow, movements: readonly BareMovement[]): LotOrigin {
  const origin = must(findLotOrigin(db, row.lotId), 'a lot has its document');
  const first = movements[0];
  return {
    ...origin,
    supplier: origin.supplier ?? row.supplier,
    quantity: origin.quantity ?? quantity(first?.quantity ?? 0),
    costFen: row.valued === 0 ? null : (origin.costFen ?? fen(first?.valueFen ?? 0)),
    costBasis: origin.costBasis ?? '',
    invoiceNo: origin.invoiceNo ?? '',
    fundSource: origin.fundSource ?? '',
    handler: origin.handler ?? '',
    inspector: origin.inspector ?? '',
    note: origin.note ?? '',
    donation: donationOf(db, origin.entryId),
  };
}

function donationOf(db: ReadableDatabase, inbound: EntryId): LotOrigin['donation'] {
  const donation = findDonation(db, inbound);
  if (donation === null) return null;
  const { donorId, donationNo, intention, receiverOne, receiverTwo, certificateNo, externalReceiptNo } = donation;
  const donorName = must(findDonor(db, donorId), 'a gift has its donor').name;
  return { donorId, donorName, donationNo, intention, receiverOne, receiverTwo, certificateNo, externalReceiptNo };
}

function flowsOf(db: ReadableDatabase, row: LotStandingRow): LotLife['flows'] {
  const flows = new Map<MovementKind, { quantity: number; valueFen: number }>();
  for (const { kind, quantity: moved, valueFen } of sumLotFlows(db, row.lotId)) {
    const known = flows.get(flowKind(kind)) ?? { quantity: 0, valueFen: 0 };
    flows.set(flowKind(kind), { quantity: known.quantity + moved, valueFen: known.valueFen + valueFen });
  }
  return [...flows]
    .filter(([, flow]) => flow.quantity !== 0 || flow.valueFen !== 0)
    .map(([kind, flow]) => ({
      kind,
      quantity: quantity(flow.quantity),
      valueFen: row.valued === 1 ? fen(flow.valueFen) : null,
    }));
}
