import type { StockMovement, StockMovements } from '../../../shared/contract/stock.ts';
import { fen, type LocalDate, quantity } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { type BareMovement, describeMovement } from '../../db/repositories/stock-movement-repository.ts';

export type MovementDays = {
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly offset: number;
  readonly limit: number;
};

type Counted = BareMovement & {
  readonly balanceQuantity: number;
  readonly balanceFen: number;
  readonly balanceUnvalued: number;
};

/**
 * One page of movements, newest first, each with what was left after it. Balances run over all movements given, in the
 * order of the book, so that a page in the middle is right too. `masked`: names are for eyes outside the office.
 */
export function movementPage(
  db: ReadableDatabase,
  movements: readonly BareMovement[],
  days: MovementDays,
  masked: boolean,
): StockMovements {
  const counted = withBalances(movements);
  const before = counted.filter(({ businessDate }) => days.from !== null && businessDate < days.from).length;
  const after = counted.filter(({ businessDate }) => days.to !== null && businessDate > days.to).length;
  const within = counted.slice(before, counted.length - after);
  const opening = counted[before - 1];
  const sum = (sign: 1 | -1, of: (movement: Counted) => number) =>
    within.reduce((total, movement) => total + (movement.quantity * sign > 0 ? of(movement) * sign : 0), 0);
  const page = within.toReversed().slice(days.offset, days.offset + days.limit);
  return {
    total: within.length,
    rows: page.map((movement) => rowOf(db, movement, masked)),
    inQuantity: quantity(sum(1, (movement) => movement.quantity)),
    inFen: fen(sum(1, ({ valueFen }) => valueFen)),
    outQuantity: quantity(sum(-1, (movement) => movement.quantity)),
    outFen: fen(sum(-1, ({ valueFen }) => valueFen)),
    inUnvalued: quantity(sum(1, unvalued)),
    outUnvalued: quantity(sum(-1, unvalued)),
    openingQuantity: quantity(opening?.balanceQuantity ?? 0),
    openingFen: fen(opening?.balanceFen ?? 0),
  };
}

const unvalued = ({ valued, quantity: moved }: BareMovement): number => (valued ? 0 : moved);

function withBalances(movements: readonly BareMovement[]): Counted[] {
  let balanceQuantity = 0;
  let balanceFen = 0;
  let balanceUnvalued = 0;
  return movements.map((movement) => {
    balanceQuantity += movement.quantity;
    balanceFen += movement.valueFen;
    balanceUnvalued += unvalued(movement);
    return { ...movement, balanceQuantity, balanceFen, balanceUnvalued };
  });
}

function rowOf(db: ReadableDatabase, movement: Counted, masked: boolean): StockMovement {
  const { businessDate, lotId, valued } = movement;
  return {
    ...describeMovement(db, movement, masked),
    businessDate,
    lotId,
    quantity: quantity(movement.quantity),
    valueFen: valued ? fen(movement.valueFen) : null,
    balanceQuantity: quantity(movement.balanceQuantity),
    balanceFen: fen(movement.balanceFen),
    balanceUnvalued: quantity(movement.balanceUnvalued),
  };
}
