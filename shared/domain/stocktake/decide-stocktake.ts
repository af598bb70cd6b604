import { assert, must } from '../../kernel/assert.ts';
import { type Fen, fen, type LocalDate, type OperatorId, quantity, type Quantity } from '../../kernel/brands.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { costOfTaking } from '../goods/cost.ts';
import type { StocktakeRefusal } from './refusals.ts';
import { type Count, type CountedLine, lineKeyOf, type LotOnShelf, type Stocktake } from './stocktake.ts';

/**
 * What the books held of a lot once the document `seq` was posted. What other counts put right since counts as if it
 * had been right then: nobody moved anything.
 */
export function bookQuantityAt(lot: Pick<LotOnShelf, 'onHandQuantity' | 'movements'>, seq: number): number {
  return lot.movements.reduce(
    (onHand, moved) => (moved.seq > seq && !moved.correction ? onHand - moved.quantity : onHand),
    lot.onHandQuantity as number,
  );
}

/** All piles that stand, by lot, in the order in which they were first counted. `lotOf` answers for lots of the books. */
export function countedLines(counts: readonly Count[], lotOf: (lotId: string) => LotOnShelf): CountedLine[] {
  const piles = new Map<string, Count[]>();
  for (const count of counts) {
    if (count.struck) continue;
    const key = lineKeyOf(count);
    piles.set(key, [...(piles.get(key) ?? []), count]);
  }
  return [...piles].flatMap(([key, pile]) => {
    const line = lineOf(key, pile, lotOf);
    // Nothing of a lot that the books do not know either: there is nothing to say.
    return line.lotId === null && line.countedQuantity === 0 ? [] : [line];
  });
}

function lineOf(key: string, pile: readonly Count[], lotOf: (lotId: string) => LotOnShelf): CountedLine {
  const { itemId, lotId, newLotCode, newLotExpiresOn } = must(pile[0], 'a line has a pile');
  const counted = pile.reduce((sum, count) => sum + count.quantity, 0);
  const seqs = pile.map(({ atSeq }) => atSeq);
  const lot = lotId === null ? null : lotOf(lotId);
  const book = lot === null ? 0 : bookQuantityAt(lot, Math.max(...seqs));
  return {
    key,
    itemId,
    lotId,
    newLotCode,
    newLotExpiresOn,
    countedQuantity: quantity(counted),
    bookQuantity: quantity(book),
    difference: counted - book,
    movedBetween: lot === null ? 0 : book - bookQuantityAt(lot, Math.min(...seqs)),
    countedByNames: [...new Set(pile.map(({ countedByName }) => countedByName))],
  };
}

/**
 * What a difference is worth, with its sign; null when the lot is unvalued. A loss takes what goods handed out would
 * take, to the fen; a gain is worth what the lot's pieces cost now, or cost when they came in where none is left.
 */
export function valueOfDifference(difference: number, lot: LotOnShelf): Fen | null {
  if (!lot.valued) return null;
  if (difference === 0) return fen(0);
  if (difference < 0) return fen(-costOfTaking(quantity(-difference), lot.onHandQuantity, lot.valueFen));
  const basis =
    lot.onHandQuantity > 0 ? { quantity: lot.onHandQuantity, valueFen: lot.valueFen } : (lot.received ?? null);
  if (basis === null) return fen(0);
  assert(basis.quantity > 0, 'what came in with a lot is not nothing');
  return fen(Number((BigInt(basis.valueFen) * BigInt(difference)) / BigInt(basis.quantity)));
}

/** A difference, or a lot that moved between two piles, does not pass without a word. */
export function needsReason(line: Pick<CountedLine, 'difference' | 'movedBetween'>): boolean {
  return line.difference !== 0 || line.movedBetween !== 0;
}

/** A line as the reviewer sees it. */
export type ReviewedLine = CountedLine & {
  readonly itemName: string;
  readonly unit: string;
  readonly lotCode: string;
  readonly lot: LotOnShelf | null;
  readonly reason: string;
};

export type UncountedLot = { readonly itemName: string; readonly lotCode: string };

export type ApprovalFacts = {
  readonly stocktake: Stocktake;
  readonly counters: readonly OperatorId[];
  readonly approver: { readonly id: OperatorId; readonly name: string };
  readonly lines: readonly ReviewedLine[];
  readonly uncounted: readonly UncountedLot[];
  /** The reviewer has decided that lots nobody counted stay as they are. */
  readonly leaveUncounted: boolean;
  /** Whether what is to be posted is what the reviewer saw. */
  readonly asSeen: boolean;
};

/** A line with the value of its difference, ready to be posted. */
export type PlannedLine = ReviewedLine & { readonly differenceFen: Fen | null };

/** Whether a counted and watched stocktake may be posted by this person, as it was seen. */
export function decideApproval(facts: ApprovalFacts): Result<readonly PlannedLine[], StocktakeRefusal> {
  const { stocktake, approver, lines, uncounted } = facts;
  if (stocktake.status === 'counting') return err({ code: 'stocktake_still_counting', title: stocktake.title });
  if (facts.counters.includes(approver.id)) return err(same(approver.name, 'counted', 'approve'));
  if (stocktake.watchedBy === approver.id) return err(same(approver.name, 'watched', 'approve'));
  if (!facts.asSeen) return err({ code: 'stocktake_changed' });
  const [forgotten] = uncounted;
  if (forgotten && !facts.leaveUncounted) {
    return err({ code: 'stocktake_uncounted', lots: uncounted.length, ...forgotten });
  }
  const silent = lines.filter((line) => needsReason(line) && line.reason === '');
  const [first] = silent;
  if (first) {
    const { itemName, lotCode } = first;
    return err({ code: 'stocktake_reason_missing', lines: silent.length, itemName, lotCode });
  }
  const planned: PlannedLine[] = [];
  for (const line of lines) {
    const short = shortfall(line);
    if (short) return err(short);
    planned.push({ ...line, differenceFen: line.lot && valueOfDifference(line.difference, line.lot) });
  }
  return ok(planned);
}

/** More is missing than the books still have: goods that were counted as missing were handed out since. */
function shortfall(line: ReviewedLine): StocktakeRefusal | null {
  const onHandQuantity = line.lot?.onHandQuantity ?? quantity(0);
  if (line.bookQuantity >= 0 && (line.difference >= 0 || onHandQuantity + line.difference >= 0)) return null;
  const { itemName, unit, lotCode } = line;
  const lossQuantity: Quantity = quantity(Math.abs(line.difference));
  return { code: 'stocktake_below_zero', itemName, unit, lotCode, onHandQuantity, lossQuantity };
}

/** Whether this person may confirm to have watched (监盘): nobody watches himself count. */
export function decideWatch(
  counters: readonly OperatorId[],
  watcher: { readonly id: OperatorId; readonly name: string },
): Result<null, StocktakeRefusal> {
  return counters.includes(watcher.id) ? err(same(watcher.name, 'counted', 'watch')) : ok(null);
}

function same(name: string, did: 'counted' | 'watched', wants: 'watch' | 'approve'): StocktakeRefusal {
  return { code: 'stocktake_same_person', name, did, wants };
}

/** The batch of goods that the books do not know: as read off them, else made from the day. */
export function newLotCode(read: string, day: LocalDate): string {
  return read === '' ? `PD${day.replaceAll('-', '')}` : read;
}
