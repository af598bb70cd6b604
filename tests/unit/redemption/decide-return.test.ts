import { expect, test } from 'vitest';
import {
  decideReturn,
  type ReturnableLine,
  type ReturnFacts,
} from '../../../shared/domain/redemption/decide-return.ts';
import { centipoints, fen, itemId, lotId, quantity } from '../../../shared/kernel/brands.ts';

const line = (lineNo: number, count: number, costFen: number | null, back = 0, backCost = 0): ReturnableLine => ({
  lineNo,
  itemId: itemId('rice'),
  itemCode: 'WP001',
  itemName: '大米',
  spec: '5kg',
  unit: '袋',
  lotId: lotId('lot'),
  lotCode: '20260101',
  quantity: quantity(count),
  unitPriceCentipoints: centipoints(650),
  totalCentipoints: centipoints(650 * count),
  costFen: costFen === null ? null : fen(costFen),
  returnedQuantity: quantity(back),
  returnedCostFen: costFen === null ? null : fen(backCost),
});

const FACTS: ReturnFacts = {
  redemption: { kind: 'redemption', documentNo: 'DH20260715-0001' },
  lines: [line(1, 3, 1000), line(2, 1, null)],
  requested: null,
  reason: '拿错',
};
const decide = (given: Partial<ReturnFacts>) => decideReturn({ ...FACTS, ...given });
const short = (result: ReturnType<typeof decide>) =>
  result.ok
    ? [
        result.value.totalCentipoints,
        result.value.whole,
        result.value.lines.map((back) => [back.line.lineNo, back.quantity, back.costFen]),
      ]
    : result.error;

test('a whole return takes everything back at its price and cost', () => {
  const everything = [
    [1, 3, 1000],
    [2, 1, null],
  ];
  expect(short(decide({}))).toEqual([2600, true, everything]);
  const named = [
    { lineNo: 2, quantity: 1 },
    { lineNo: 1, quantity: 3 },
  ];
  expect(short(decide({ requested: named }))).toEqual([2600, true, everything.toReversed()]);
});

test('parts come back with their share of the cost, the last with the rest', () => {
  const one = [{ lineNo: 1, quantity: 1 }];
  expect(short(decide({ requested: one }))).toEqual([650, false, [[1, 1, 333]]]);
  expect(short(decide({ requested: one, lines: [line(1, 3, 1000, 1, 333)] }))).toEqual([650, false, [[1, 1, 333]]]);
  expect(short(decide({ requested: one, lines: [line(1, 3, 1000, 2, 666)] }))).toEqual([650, false, [[1, 1, 334]]]);
  expect(short(decide({ requested: null, lines: [line(1, 3, 1000, 1, 333)] }))).toEqual([1300, false, [[1, 2, 667]]]);
});

test('the same line named twice is added up before it is judged', () => {
  const twice = [
    { lineNo: 1, quantity: 2 },
    { lineNo: 1, quantity: 2 },
  ];
  expect(short(decide({ requested: twice }))).toEqual({
    code: 'return_exceeds_line',
    itemName: '大米',
    unit: '袋',
    requestedQuantity: 4,
    returnableQuantity: 3,
  });
});

test('what cannot come back is refused by name', () => {
  const documentNo = 'DH20260715-0001';
  expect([
    short(decide({ redemption: null })),
    short(decide({ redemption: { kind: 'return', documentNo: 'TH20260715-0001' } })),
    short(decide({ reason: ' ' })),
    short(decide({ requested: [{ lineNo: 9, quantity: 1 }] })),
    short(decide({ requested: [{ lineNo: 1, quantity: 0 }] })),
    short(decide({ lines: [line(1, 3, 1000, 3, 1000)] })),
    short(decide({ lines: [line(1, 3, 1000, 3, 1000)], requested: [{ lineNo: 1, quantity: 1 }] })),
  ]).toEqual([
    { code: 'redemption_not_found' },
    { code: 'return_of_return', documentNo: 'TH20260715-0001' },
    { code: 'reason_missing' },
    { code: 'return_line_not_found', documentNo, lineNo: 9 },
    { code: 'quantity_not_positive', itemName: '大米', quantity: 0 },
    { code: 'already_returned', documentNo, itemName: null },
    { code: 'already_returned', documentNo, itemName: '大米' },
  ]);
});
