import { expect, test } from 'vitest';
import {
  bookQuantityAt,
  countedLines,
  newLotCode,
  valueOfDifference,
} from '../../../shared/domain/stocktake/decide-stocktake.ts';
import { type Count, type LotMovement, type LotOnShelf, overlap } from '../../../shared/domain/stocktake/stocktake.ts';
import { fen, itemId, lotId, operatorId, quantity } from '../../../shared/kernel/brands.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';

function shelf(onHand: number, value: number, movements: readonly LotMovement[] = []): LotOnShelf {
  const received = { quantity: quantity(3), valueFen: fen(1000) };
  return { onHandQuantity: quantity(onHand), valueFen: fen(value), valued: true, received, movements };
}

let piles = 0;
function pile(count: number, atSeq: number, given: Partial<Count> = {}): Count {
  piles += 1;
  return {
    id: `pile-${piles}`,
    itemId: itemId('rice'),
    lotId: lotId('lot'),
    newLotCode: '',
    newLotExpiresOn: null,
    quantity: quantity(count),
    countedBy: operatorId('one'),
    countedByName: '冉小店',
    countedAt: '2026-07-15T02:00:00.000Z',
    atSeq,
    struck: false,
    ...given,
  };
}

test('the books of an earlier moment are those of now less what goods moved since', () => {
  const lot = shelf(6, 2000, [
    { seq: 11, quantity: -2, correction: false },
    { seq: 12, quantity: 5, correction: false },
  ]);
  expect([10, 11, 12].map((seq) => bookQuantityAt(lot, seq))).toEqual([3, 1, 6]);
});

test('what another count put right since is no movement: the same gap is not posted twice', () => {
  const lot = shelf(8, 2000, [{ seq: 11, quantity: -2, correction: true }]);
  expect(bookQuantityAt(lot, 10)).toBe(8);
  expect(countedLines([pile(8, 10)], () => lot)[0]?.difference).toBe(0);
});

test('piles of a lot add up, struck ones do not, and what moved between them is said', () => {
  const lot = shelf(6, 2000, [{ seq: 11, quantity: -2, correction: false }]);
  const counts = [pile(90, 9, { struck: true }), pile(5, 10), pile(3, 12, { countedByName: '单录入' })];
  const [line] = countedLines(counts, () => lot);
  expect(line).toMatchObject({ countedQuantity: 8, bookQuantity: 6, difference: 2, movedBetween: -2 });
  expect(line?.countedByNames).toEqual(['冉小店', '单录入']);
});

test('goods of no lot go together by batch and expiry, and none of them is no line', () => {
  const strange = { lotId: null, newLotCode: 'B7' };
  const later = { ...strange, newLotExpiresOn: localDate('2027-01-01') };
  const counts = [pile(2, 1, strange), pile(3, 2, later), pile(1, 3, strange), pile(0, 4, { lotId: null })];
  const lines = countedLines(counts, () => shelf(0, 0));
  expect(lines.map(({ countedQuantity, bookQuantity }) => [countedQuantity, bookQuantity])).toEqual([
    [3, 0],
    [3, 0],
  ]);
});

test('a loss costs what goods handed out would cost, and an empty lot is worth nothing', () => {
  const three = shelf(3, 1000);
  expect([-1, -2, -3].map((difference) => valueOfDifference(difference, three))).toEqual([-333, -666, -1000]);
});

test('a gain is worth what the pieces cost now, or cost when they came in where none is left', () => {
  expect(valueOfDifference(2, shelf(4, 2000))).toBe(1000);
  expect(valueOfDifference(2, shelf(0, 0))).toBe(666);
  expect(valueOfDifference(2, { ...shelf(0, 0), received: null })).toBe(0);
});

test('unvalued goods stay without a value, however many were found', () => {
  const gift = { ...shelf(3, 0), valued: false };
  expect([-3, 0, 5].map((difference) => valueOfDifference(difference, gift))).toEqual([null, null, null]);
});

test('counts of the same categories overlap, and the whole shop overlaps with every one', () => {
  expect(overlap(['粮油'], ['日化'])).toBe(false);
  expect(overlap(['粮油', '日化'], ['日化'])).toBe(true);
  expect([overlap([], ['日化']), overlap(['日化'], []), overlap([], [])]).toEqual([true, true, true]);
});

test('goods without a batch on them get one made from the day', () => {
  expect([newLotCode('', localDate('2026-07-31')), newLotCode('B7', localDate('2026-07-31'))]).toEqual([
    'PD20260731',
    'B7',
  ]);
});
