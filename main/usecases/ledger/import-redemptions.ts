import { isExpired } from '../../../shared/domain/goods/goods.ts';
import type { ItemReference, ParsedRow, RedemptionDraft } from '../../../shared/domain/ledger/import/drafts.ts';
import type { FoundProblem } from '../../../shared/domain/ledger/import/import-problem.ts';
import { must } from '../../../shared/kernel/assert.ts';
import { type LocalDate, type Quantity, quantity } from '../../../shared/kernel/brands.ts';
import { yearOf } from '../../../shared/kernel/local-date.ts';
import { codeKey, type KnownHousehold, type KnownItem, type KnownLot } from './import-books.ts';
import { ReturnPool } from './import-returns.ts';
import { type AllocatedLine, documentUnits } from './import-redemption-units.ts';
import { RedemptionMatcher } from './match-redemptions.ts';
import { badVerdict, type CheckContext, type CheckedSheet, problemOf, Tally, type Verdict } from './import-verdict.ts';

type Resolved = { readonly household: KnownHousehold; readonly item: KnownItem };

/** Past redemptions against the books: who, what, out of which lot, and what the books have already. */
export function checkRedemptionRows(rows: readonly ParsedRow<RedemptionDraft>[], check: CheckContext): CheckedSheet {
  const matcher = new RedemptionMatcher(check.db, rows);
  const pool = new ReturnPool(check.db);
  const resolved = rows.map((row) => resolve(row, check));
  const known = matcher.match(rows, (index) => {
    const found = must(resolved[index], 'every row was looked up').value;
    return found === null ? null : { householdId: found.household.id, itemId: found.item.id };
  });
  const verdicts: Verdict[] = [];
  const lines: AllocatedLine[] = [];
  const spending = new Spending(check);
  const twins = new Tally([]);
  for (const [index, { draft }] of rows.entries()) {
    const { value, problems } = must(resolved[index], 'every row was looked up');
    if (value !== null && draft !== null && problems.length === 0 && !known.has(index)) foreseeReturn(value, draft);
  }
  for (const [index, row] of rows.entries()) {
    const { value, problems } = must(resolved[index], 'every row was looked up');
    const { draft } = row;
    if (value === null || draft === null || problems.length > 0) {
      verdicts.push(badVerdict(row, problems));
      continue;
    }
    const { ordinal } = twins.next(JSON.stringify([value.household.householdNo, value.item.code, draft]));
    if (known.has(index)) {
      verdicts.push({ row, outcome: 'known', problems: row.problems });
      continue;
    }
    const taken =
      draft.quantity < 0 ? takeBack(row, draft, value, pool, check) : handOut(row, draft, value, pool, check);
    if (taken.problem !== null) {
      verdicts.push(badVerdict(row, [taken.problem]));
      continue;
    }
    const noted = [...row.problems];
    const verdict: Verdict = { row, outcome: 'add', problems: noted };
    verdicts.push(verdict);
    lines.push({ verdict, draft, ...value, lots: taken.lots, ordinal, index });
    spending.note(verdict, value, draft, noted);
  }
  spending.warn();
  return { verdicts, units: documentUnits(lines) };
}

type Spent = {
  readonly row: Verdict['row'];
  readonly household: KnownHousehold;
  readonly year: number;
  readonly noted: FoundProblem[];
};

/** What paper says was handed out is taken over; that it was more than a household had is said at its last row. */
class Spending {
  private readonly check: CheckContext;
  private readonly last = new Map<string, Spent>();

  constructor(check: CheckContext) {
    this.check = check;
  }

  /** `noted` are the row's problems, to which a warning may be added later. */
  note({ row }: Verdict, { household, item }: Resolved, draft: RedemptionDraft, noted: FoundProblem[]): void {
    const year = yearOf(draft.date);
    const points = draft.pointsCentipoints ?? (item.priceCentipoints ?? 0) * draft.quantity;
    this.check.books.points.redeem(household, year, points);
    this.last.set(`${year} ${household.householdNo}`, { row, household, year, noted });
  }

  warn(): void {
    for (const { row, household, year, noted } of this.last.values()) {
      const shortCentipoints = this.check.books.points.arrears(household, year);
      if (shortCentipoints === 0) continue;
      const detail = { code: 'points_overdrawn', year, shortCentipoints } as const;
      noted.push(problemOf(this.check, row, 'points', detail, 'warning'));
    }
  }
}

function resolve(
  row: ParsedRow<RedemptionDraft>,
  check: CheckContext,
): { readonly value: Resolved | null; readonly problems: readonly FoundProblem[] } {
  const reference = must(row.household, 'a redemption row refers to a household');
  const goods = must(row.item, 'a redemption row refers to an item');
  const household = check.books.resolveHousehold(reference);
  const item = check.books.resolveItem(goods);
  const problems: FoundProblem[] = [];
  const names = reference.householdNo ?? reference.headName ?? reference.idNumber ?? null;
  if (!household.ok && names !== null)
    problems.push(problemOf(check, row, household.error.key, household.error.detail));
  const says = goods.itemCode ?? goods.barcode ?? goods.itemName ?? null;
  // An old slip carries the name the goods had then; a code that is known outweighs it.
  const renamed = !item.ok && item.error.detail.code === 'item_name_mismatch' ? byCode(goods, check) : null;
  if (!item.ok && says !== null && renamed === null) {
    problems.push(problemOf(check, row, item.error.key, item.error.detail));
  }
  const meant = item.ok ? item.value : renamed;
  return { value: household.ok && meant !== null ? { household: household.value, item: meant } : null, problems };
}

function byCode(goods: ItemReference, check: CheckContext): KnownItem | null {
  return goods.itemCode === null ? null : check.books.itemByCode(goods.itemCode);
}

export type LotShare = { readonly lotCode: string; readonly quantity: Quantity };
type Taken = { readonly lots: readonly LotShare[]; readonly problem: FoundProblem | null };

function handOut(
  row: ParsedRow<RedemptionDraft>,
  draft: RedemptionDraft,
  { household, item }: Resolved,
  pool: ReturnPool,
  check: CheckContext,
): Taken {
  if (draft.pointsCentipoints === null && item.priceCentipoints === null) {
    return { lots: [], problem: problemOf(check, row, 'points', { code: 'missing' }) };
  }
  const lots = item.lots.filter((lot) => draft.lotCode === null || isLot(lot, draft.lotCode));
  const [named] = lots;
  if (item.stored !== null && item.stored.partnerId !== null && !holds(lots, draft.quantity)) {
    // A partner shop hands it out from its own shelf: the books take it in when the row is taken over.
    pool.handOut(household, item, draft.quantity);
    return { lots: [{ lotCode: draft.lotCode ?? '', quantity: quantity(draft.quantity) }], problem: null };
  }
  if (draft.lotCode !== null && named === undefined) {
    return { lots: [], problem: problemOf(check, row, 'lotCode', { code: 'unknown_lot', lotCode: draft.lotCode }) };
  }
  const shares = allocate(lots, draft.lotCode, draft.quantity, draft.date);
  if (shares === null) {
    const available = lots.reduce((sum, lot) => sum + (isExpired(lot, draft.date) ? 0 : lot.onHand), 0);
    return {
      lots: [],
      problem: problemOf(check, row, 'quantity', { code: 'stock_short', available, unit: item.unit }),
    };
  }
  pool.handOut(household, item, draft.quantity);
  return { lots: shares, problem: null };
}

function holds(lots: readonly KnownLot[], wanted: number): boolean {
  return lots.reduce((sum, lot) => sum + lot.onHand, 0) >= wanted;
}

function takeBack(
  row: ParsedRow<RedemptionDraft>,
  draft: RedemptionDraft,
  { household, item }: Resolved,
  pool: ReturnPool,
  check: CheckContext,
): Taken {
  if (pool.takeBack(household, item, -draft.quantity, draft.date)) {
    // Back on the shelf, where a later row may take it again; a partner shop's goods go back to it.
    if (item.stored !== null && item.stored.partnerId !== null) return { lots: [], problem: null };
    const lot = lotNamed(item, draft);
    if (lot && lot.alsoTakenFrom === undefined) lot.onHand -= draft.quantity;
    return { lots: [], problem: null };
  }
  return { lots: [], problem: problemOf(check, row, 'quantity', { code: 'original_not_found' }) };
}

function lotNamed(item: KnownItem, { lotCode }: RedemptionDraft): KnownLot | undefined {
  return item.lots.find(({ code }) => lotCode !== null && codeKey(code) === codeKey(lotCode));
}

/**
 * What comes back to a lot that other sheets take from counts from the beginning: it may have been what was written off,
 * and the documents of all sheets are taken over in the order of their days.
 */
function foreseeReturn({ item }: Resolved, draft: RedemptionDraft): void {
  const lot = item.stored?.partnerId ? undefined : lotNamed(item, draft);
  if (lot?.alsoTakenFrom && draft.quantity < 0) lot.onHand -= draft.quantity;
}

/** The lot of that code, or the same batch received again, which got a running suffix. */
function isLot(lot: KnownLot, code: string): boolean {
  const [own, wanted] = [codeKey(lot.code), codeKey(code)];
  return own === wanted || (own.startsWith(`${wanted}-`) && /^\d+$/.test(own.slice(wanted.length + 1)));
}

/**
 * Takes the quantity out of the lots, the named one first, then those that had come by that day, each first expiring
 * first. Lots that came later are the last resort: paper dates are often a little off. Null when they do not hold it.
 */
function allocate(lots: readonly KnownLot[], code: string | null, wanted: number, date: LocalDate): LotShare[] | null {
  const never = '9999-12-31';
  const rank = (lot: KnownLot): string => {
    const named = code !== null && codeKey(lot.code) === codeKey(code) ? 0 : 1;
    const there = lot.receivedOn <= date ? 0 : 1;
    return `${named}${there}${lot.expiresOn ?? never}${lot.receivedOn}${lot.code}`;
  };
  const usable = lots
    .filter((lot) => lot.onHand > 0 && !isExpired(lot, date))
    .sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  if (usable.reduce((sum, lot) => sum + lot.onHand, 0) < wanted) return null;
  const shares: LotShare[] = [];
  let left = wanted;
  for (const lot of usable) {
    const share = Math.min(left, lot.onHand);
    if (share === 0) break;
    lot.onHand -= share;
    left -= share;
    shares.push({ lotCode: lot.code, quantity: quantity(share) });
  }
  return shares;
}
