import { type Fen, fen, type LocalDate, type Quantity, quantity } from '../../kernel/brands.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { PointsRefusal } from '../points/refusals.ts';
import type { RedemptionRefusal } from '../redemption/refusals.ts';
import type { InboundSource, Item, Pack } from './goods.ts';
import { COST_BASIS_WORD } from './inbound.ts';
import { flagText, inboundFlag } from './inbound-flag.ts';
import { packNamed, packNote, pricePerUnit, unitsIn, unitsText } from './packs.ts';
import type { InboundRefusalOfGoods } from './inbound-refusals.ts';
import { lastGoodDay } from './shelf-life.ts';

/** A line as it was told: counted in a pack or in the item's own unit, with what stands on the paper. */
export type InboundLine = {
  readonly quantity: Quantity;
  /** The unit it was counted in; null: the item's own. */
  readonly packName?: string | null;
  /** Cost of the whole line; null: counted from the price, or unvalued (未计价). */
  readonly costFen: Fen | null;
  /** Price of one of the unit it was counted in, as on paper; null: not stated. */
  readonly unitCostFen?: Fen | null;
  /** In the words of the paper; empty or absent: said by whether there is a cost. */
  readonly costBasis?: string;
  readonly producedOn: LocalDate | null;
  readonly expiresOn: LocalDate | null;
  /** Days the goods keep from production, in place of an expiry date. */
  readonly shelfLifeDays?: number | null;
  readonly note?: string;
};

/** What the books have of a lot whose code a line names. */
export type KnownLot = {
  readonly code: string;
  readonly expiresOn: LocalDate | null;
  /** The write-off that took the last of it; null: not written off. */
  readonly closed: { readonly documentNo: string; readonly date: LocalDate } | null;
};

export type InboundFacts = {
  readonly source: InboundSource;
  readonly supplier: string;
  readonly date: LocalDate;
  readonly today: LocalDate;
  readonly lines: readonly InboundLine[];
  /** The item of each line; null: no such item. */
  readonly items: readonly (Item | null)[];
  /** The lot that each line's batch has already; null or absent: none. */
  readonly lots?: readonly (KnownLot | null)[];
  readonly invoiceNo?: string;
  /** The document that took this supplier's invoice in before. */
  readonly invoiceHolder?: { readonly documentNo: string; readonly date: LocalDate } | null;
  readonly handler?: string;
  readonly inspector?: string;
  /** What is told of a gift; whether that is right is for its own rules to say. */
  readonly donation?: object | null;
  /** Taken over from a paper ledger: what was done there is checked by the import, which warns instead of refusing. */
  readonly onPaper?: boolean;
};

/** A line as it goes into the books: in the item's own unit, at its exact cost. */
export type PlannedLine = {
  readonly item: Item;
  readonly quantity: Quantity;
  readonly costFen: Fen | null;
  /** Price of one of the item's own unit where it is a whole number of fen. */
  readonly unitCostFen: Fen | null;
  readonly costBasis: string;
  readonly producedOn: LocalDate | null;
  readonly expiresOn: LocalDate | null;
  readonly note: string;
};

export type InboundRefusal =
  | Exclude<InboundRefusalOfGoods, { code: 'goods_already_used' }>
  | Extract<PointsRefusal, { code: 'date_in_future' }>
  | Extract<RedemptionRefusal, { code: 'item_not_found' }>;

/** Whether these goods can be taken in, and each line as it will stand in the books. */
export function decideInbound(facts: InboundFacts): Result<readonly PlannedLine[], InboundRefusal> {
  if (facts.lines.length === 0) return err({ code: 'inbound_empty' });
  if (facts.date > facts.today) return err({ code: 'date_in_future', date: facts.date, today: facts.today });
  const wrong = facts.onPaper ? null : wrongPaper(facts);
  if (wrong) return err(wrong);
  const planned: PlannedLine[] = [];
  for (const [index, line] of facts.lines.entries()) {
    const item = facts.items[index];
    if (!item) return err({ code: 'item_not_found' });
    const plan = planLine(facts, line, item, facts.lots?.[index] ?? null);
    if (!plan.ok) return plan;
    planned.push(plan.value);
  }
  return ok(planned);
}

/** What is wrong with the paper as a whole. */
function wrongPaper(facts: InboundFacts): InboundRefusal | null {
  const { supplier, invoiceNo = '', invoiceHolder = null, handler = '', inspector = '', donation = null } = facts;
  if (invoiceNo !== '' && supplier === '') return { code: 'supplier_missing', invoiceNo };
  if (invoiceNo !== '' && invoiceHolder) return { code: 'invoice_taken', invoiceNo, supplier, ...invoiceHolder };
  if (inspector !== '' && samePerson(handler, inspector)) return { code: 'handler_is_inspector', name: inspector };
  return donation !== null && facts.source !== 'donation' ? { code: 'gift_not_donation' } : null;
}

/** 李 明 and 李明 sign alike. */
function samePerson(a: string, b: string): boolean {
  return a.replace(/\s+/g, '') === b.replace(/\s+/g, '');
}

const MOST_UNITS = 100_000_000;
const MOST_FEN = 1_000_000_000_000;

function planLine(
  facts: InboundFacts,
  line: InboundLine,
  item: Item,
  lot: KnownLot | null,
): Result<PlannedLine, InboundRefusal> {
  const itemName = item.name;
  if (line.quantity <= 0) return err({ code: 'inbound_quantity_not_positive', itemName, quantity: line.quantity });
  const packName = line.packName ?? null;
  const pack = packNamed(item, packName);
  if (!pack) return err({ code: 'pack_unknown', itemName, packName: packName ?? '', units: unitsText(item) });
  const units = unitsIn(line.quantity, pack);
  if (units === null || units > MOST_UNITS) return err({ code: 'inbound_too_large', itemName });
  const cost = costOf(facts, line, item);
  if (!cost.ok) return cost;
  const days = daysOf(facts, line, item, lot);
  if (!days.ok) return days;
  const notes = facts.onPaper ? [] : [packNote(line.quantity, pack, item.unit), flagOf(facts.date, item, days.value)];
  return ok({
    item,
    quantity: quantity(units),
    ...cost.value,
    unitCostFen: unitPriceOf(line, pack),
    ...days.value,
    note: [...notes, line.note ?? ''].filter((part) => part !== '').join('；'),
  });
}

function unitPriceOf({ unitCostFen = null }: InboundLine, pack: Pack): Fen | null {
  return unitCostFen === null ? null : pricePerUnit(unitCostFen, pack);
}

function flagOf(date: LocalDate, item: Item, { expiresOn }: Days): string {
  const flag = inboundFlag(item, date, expiresOn);
  return flag ? flagText(flag) : '';
}

type Cost = Pick<PlannedLine, 'costFen' | 'costBasis'>;

/** What the whole line cost: the amount on paper, which the price confirms, or the price times the count. */
function costOf(facts: InboundFacts, line: InboundLine, item: Item): Result<Cost, InboundRefusal> {
  const itemName = item.name;
  const { costFen, unitCostFen = null, costBasis = '' } = line;
  for (const amount of [costFen, unitCostFen]) {
    if (amount !== null && amount < 0) return err({ code: 'cost_negative', itemName, costFen: amount });
  }
  if (facts.onPaper) {
    return ok({ costFen, costBasis: line.costBasis ?? (costFen === null ? COST_BASIS_WORD.unvalued : '') });
  }
  const product = unitCostFen === null ? null : unitCostFen * line.quantity;
  if (product !== null && product > MOST_FEN) return err({ code: 'inbound_too_large', itemName });
  const total = costFen ?? (product === null ? null : fen(product));
  const unvalued = costBasis === COST_BASIS_WORD.unvalued;
  if (total === null) {
    const named = costBasis !== '' && !unvalued;
    if (named) return err({ code: 'basis_without_cost', itemName, basis: costBasis });
    return ok({ costFen: null, costBasis: COST_BASIS_WORD.unvalued });
  }
  if (unvalued) return err({ code: 'cost_without_basis', itemName, costFen: total });
  if (total === 0 && facts.source !== 'purchase') return err({ code: 'cost_zero', itemName });
  // A price rounded to the fen is at most half a fen off for each piece: 3 pieces at 3.33 may cost 10.00.
  if (product !== null && Math.abs(total - product) * 2 > line.quantity) {
    return err({ code: 'cost_mismatch', itemName, costFen: total, expectedFen: fen(product) });
  }
  const byPaper = facts.invoiceNo ? COST_BASIS_WORD.invoice : '';
  return ok({ costFen: total, costBasis: costBasis || byPaper });
}

type Days = Pick<PlannedLine, 'producedOn' | 'expiresOn'>;

/** Production and last good day; counted from the shelf life where the paper gives that instead. */
function daysOf(
  facts: InboundFacts,
  line: InboundLine,
  item: Item,
  lot: KnownLot | null,
): Result<Days, InboundRefusal> {
  const itemName = item.name;
  const { producedOn } = line;
  const expiry = facts.onPaper ? ok(line.expiresOn) : expiryOf(line, item);
  if (!expiry.ok) return expiry;
  const expiresOn = expiry.value;
  if (producedOn && expiresOn && expiresOn < producedOn) {
    return err({ code: 'expiry_before_production', itemName, producedOn, expiresOn });
  }
  if (facts.onPaper) return ok({ producedOn, expiresOn });
  if (producedOn && producedOn > facts.date) {
    return err({ code: 'produced_after_receipt', itemName, producedOn, date: facts.date });
  }
  if (lot?.closed) return err({ code: 'lot_closed', itemName, lotCode: lot.code, ...lot.closed });
  if (lot?.expiresOn && expiresOn && lot.expiresOn !== expiresOn) {
    return err({
      code: 'lot_expiry_differs',
      itemName,
      lotCode: lot.code,
      knownExpiresOn: lot.expiresOn,
      expiresOn,
    });
  }
  return ok({ producedOn, expiresOn });
}

function expiryOf(line: InboundLine, item: Item): Result<LocalDate | null, InboundRefusal> {
  const { producedOn, expiresOn, shelfLifeDays = null } = line;
  if (shelfLifeDays !== null && producedOn === null) {
    return err({ code: 'shelf_life_without_production', itemName: item.name, days: shelfLifeDays });
  }
  const days = shelfLifeDays ?? (expiresOn === null ? item.shelfLifeDays : null);
  if (days === null || producedOn === null) return ok(expiresOn);
  const countedOn = lastGoodDay(producedOn, { count: days, unit: 'day' });
  if (expiresOn !== null && countedOn !== null && expiresOn !== countedOn) {
    return err({ code: 'expiry_contradicts_shelf_life', itemName: item.name, expiresOn, countedOn });
  }
  return ok(expiresOn ?? countedOn);
}
