import type { ParsedRow, StocktakeDraft } from '../../../shared/domain/ledger/import/drafts.ts';
import type { ProblemDetail } from '../../../shared/domain/ledger/import/import-problem.ts';
import { newLotCode, valueOfDifference } from '../../../shared/domain/stocktake/decide-stocktake.ts';
import type { StocktakeRefusal } from '../../../shared/domain/stocktake/refusals.ts';
import type { LotOnShelf } from '../../../shared/domain/stocktake/stocktake.ts';
import { must } from '../../../shared/kernel/assert.ts';
import { type Fen, fen, type ItemId, type LotId, quantity } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { findItem } from '../../db/repositories/item-repository.ts';
import { findLot } from '../../db/repositories/lot-repository.ts';
import { listStocktakeRecords, type StocktakeRecord } from '../../db/repositories/stocktake-lookup.ts';
import { readLotOnShelf } from '../../db/repositories/stocktake-repository.ts';
import type { UseCaseContext } from '../context.ts';
import { findReplay, requestDigest } from '../idempotency.ts';
import { postStocktake, type StocktakeLineInput } from '../stocktake/post-stocktake.ts';
import { codeKey, type KnownItem, type KnownLot } from './import-books.ts';
import { periodOf } from './import-points.ts';
import {
  badVerdict,
  type CheckContext,
  type CheckedSheet,
  importedId,
  type ImportUnit,
  problemOf,
  Tally,
  type Verdict,
} from './import-verdict.ts';

type NewLine = {
  readonly verdict: Verdict;
  readonly draft: StocktakeDraft;
  readonly itemId: ItemId;
  /** Null: goods that the books do not know get a lot. */
  readonly lotCode: string | null;
  readonly ordinal: number;
};

/** Past counts against the books; lines of one day and number become one document. */
export function checkStocktakeRows(rows: readonly ParsedRow<StocktakeDraft>[], check: CheckContext): CheckedSheet {
  const items = rows.map((row) => check.books.resolveItem(must(row.item, 'a line of a count refers to an item')));
  const known = matchRecords(
    rows,
    items.map((item) => (item.ok ? item.value : null)),
    check,
  );
  const verdicts: Verdict[] = [];
  const lines: NewLine[] = [];
  const twins = new Tally([]);
  for (const [index, row] of rows.entries()) {
    const item = must(items[index], 'every row was looked up');
    const { draft } = row;
    const says = row.item?.itemCode ?? row.item?.barcode ?? row.item?.itemName ?? null;
    if (!item.ok || draft === null) {
      const refused = !item.ok && says !== null;
      verdicts.push(badVerdict(row, refused ? [problemOf(check, row, item.error.key, item.error.detail)] : []));
      continue;
    }
    const { ordinal } = twins.next(JSON.stringify([item.value.code, draft]));
    if (known.has(index)) {
      verdicts.push({ row, outcome: 'known', problems: row.problems });
      continue;
    }
    const lot = lotOf(item.value, draft);
    if (!lot.ok) {
      verdicts.push(badVerdict(row, [problemOf(check, row, lot.error.key, lot.error.detail)]));
      continue;
    }
    const verdict: Verdict = { row, outcome: 'add', problems: row.problems };
    verdicts.push(verdict);
    foresee(item.value, draft, lot.value);
    const itemId = item.value.id;
    if (itemId !== null) lines.push({ verdict, draft, itemId, lotCode: lot.value?.code ?? null, ordinal });
  }
  return { verdicts, units: unitsOf(lines) };
}

type LotProblem = { readonly key: string; readonly detail: ProblemDetail };

/** The lot a line is about; null: one that the books do not know. */
function lotOf(item: KnownItem, draft: StocktakeDraft): Result<KnownLot | null, LotProblem> {
  const difference = draft.countedQuantity - draft.bookQuantity;
  const { lotCode } = draft;
  const [first, ...others] =
    lotCode === null ? item.lots : item.lots.filter(({ code }) => codeKey(code) === codeKey(lotCode));
  if (lotCode === null && others.length > 0) {
    return err({ key: 'lotCode', detail: { code: 'lot_ambiguous', lots: item.lots.length } });
  }
  if (first === undefined) {
    // What the paper's book had of it came in by a paper that is not here yet: only the rest would be taken over.
    if (draft.bookQuantity === 0 && difference > 0) return ok(null);
    return err({ key: 'lotCode', detail: { code: 'unknown_lot', lotCode: lotCode ?? '' } });
  }
  if (first.onHand + difference >= 0) return ok(first);
  const detail = { code: 'loss_exceeds', available: first.onHand, loss: -difference, unit: item.unit } as const;
  return err({ key: 'countedQuantity', detail });
}

/** What later rows and sheets of the same file will find. */
function foresee(item: KnownItem, draft: StocktakeDraft, lot: KnownLot | null): void {
  const difference = draft.countedQuantity - draft.bookQuantity;
  if (lot !== null) {
    lot.onHand += difference;
    if (difference < 0) lot.alsoTakenFrom = true;
    return;
  }
  const code = newLotCode(draft.lotCode ?? '', draft.date);
  item.lots.push({ code, expiresOn: draft.newLotExpiresOn, receivedOn: draft.date, onHand: difference });
}

/** Rows that are in the books already; each line of the books answers for one row. */
function matchRecords(
  rows: readonly ParsedRow<StocktakeDraft>[],
  items: readonly (KnownItem | null)[],
  check: CheckContext,
): ReadonlySet<number> {
  const period = periodOf(rows.flatMap((row) => (row.draft === null ? [] : [row.draft.date])));
  const records = period === null ? [] : listStocktakeRecords(check.db, period);
  const known = new Set<number>();
  const used = new Set<StocktakeRecord>();
  const byKey = new Map<string, StocktakeRecord[]>();
  for (const record of records) {
    const key = keyOf(record.itemId, record);
    byKey.set(key, [...(byKey.get(key) ?? []), record]);
  }
  for (const exact of [true, false]) {
    for (const [index, { draft }] of rows.entries()) {
      const itemId = items[index]?.id ?? null;
      if (known.has(index) || draft === null || itemId === null) continue;
      const found = byKey
        .get(keyOf(itemId, draft))
        ?.find((record) => !used.has(record) && isSame(draft, record, exact));
      if (found === undefined) continue;
      used.add(found);
      known.add(index);
    }
  }
  return known;
}

function keyOf(itemId: ItemId, line: Pick<StocktakeRecord, 'date' | 'bookQuantity' | 'countedQuantity'>): string {
  return JSON.stringify([itemId, line.date, line.bookQuantity, line.countedQuantity]);
}

/** A batch that was taken when it came in got a suffix; where paper names none, any will do. */
function isSame(draft: StocktakeDraft, record: StocktakeRecord, exact: boolean): boolean {
  if (draft.documentNo !== null && codeKey(draft.documentNo) !== codeKey(record.documentNo)) return false;
  if (draft.lotCode === null) return true;
  const [wanted, there] = [codeKey(draft.lotCode), codeKey(record.lotCode)];
  if (there === wanted) return true;
  return !exact && there.startsWith(`${wanted}-`) && /^\d+$/.test(there.slice(wanted.length + 1));
}

function unitsOf(lines: readonly NewLine[]): ImportUnit[] {
  const documents = new Map<string, NewLine[]>();
  for (const line of lines) {
    const { date, documentNo, watchedBy, approvedBy } = line.draft;
    const key = JSON.stringify([date, documentNo, watchedBy, approvedBy]);
    documents.set(key, [...(documents.get(key) ?? []), line]);
  }
  return [...documents.values()].map(unitOf);
}

function unitOf(document: readonly NewLine[]): ImportUnit {
  const { draft } = must(document[0], 'a document has a line');
  const key = JSON.stringify(document.map((line) => [line.itemId, line.draft, line.ordinal]));
  const requestId = importedId('stocktake', key, 1);
  return {
    verdicts: document.map((line) => line.verdict),
    movedOn: draft.date,
    apply: (context) => {
      const digest = requestDigest([key]);
      const replay = findReplay(context.db, requestId, digest);
      if (!replay.ok) return replay;
      if (replay.value) return ok('known');
      const lines: StocktakeLineInput[] = [];
      const shelf = new Map<LotId, LotOnShelf>();
      for (const line of document) {
        const taken = lineInput(context, line, shelf);
        if (!taken.ok) return taken;
        lines.push(taken.value);
      }
      const { date, documentNo, watchedBy, approvedBy } = draft;
      postStocktake(context, { requestId, digest, date, watchedBy, approvedBy, sourceNo: documentNo, note: '', lines });
      return ok('added');
    },
  };
}

/** A line as it is posted. `shelf` carries what the lines before it leave of each lot. */
function lineInput(
  context: UseCaseContext,
  { draft, itemId, lotCode }: NewLine,
  shelf: Map<LotId, LotOnShelf>,
): Result<StocktakeLineInput, StocktakeRefusal> {
  const { bookQuantity, countedQuantity, reason, countedBy, newLotExpiresOn } = draft;
  const rest = { itemId, bookQuantity, countedQuantity, reason, countedBy };
  const found = lotCode === null ? null : findLot(context.db, itemId, lotCode);
  if (found === null) {
    const born = { code: draft.lotCode ?? '', expiresOn: newLotExpiresOn };
    return ok({ ...rest, lot: born, differenceFen: draft.differenceFen });
  }
  const lot = shelf.get(found.id) ?? readLotOnShelf(context.db, found.id, Number.MAX_SAFE_INTEGER);
  const difference = countedQuantity - bookQuantity;
  const left = lot.onHandQuantity + difference;
  if (left < 0) {
    const item = findItem(context.db, itemId, context.today);
    return err({
      code: 'stocktake_below_zero',
      itemName: item?.name ?? '',
      unit: item?.unit ?? '',
      lotCode: found.code,
      onHandQuantity: lot.onHandQuantity,
      lossQuantity: quantity(-difference),
    });
  }
  const differenceFen = valueOf(lot, difference, draft.differenceFen);
  const valueFen = fen(lot.valueFen + (differenceFen ?? 0));
  shelf.set(found.id, { ...lot, onHandQuantity: quantity(left), valueFen });
  return ok({ ...rest, lot: found.id, differenceFen });
}

/** What paper says the difference was worth, as far as the lot can bear it; a lot that ends up empty is worth nothing. */
function valueOf(lot: LotOnShelf, difference: number, said: Fen | null): Fen | null {
  const own = valueOfDifference(difference, lot);
  if (own === null || said === null || difference === 0) return own;
  if (difference > 0) return said;
  return lot.onHandQuantity + difference === 0 ? own : fen(Math.max(said, -lot.valueFen));
}
