import { expect, test } from 'vitest';
import { outLine, readLines } from '../../../renderer/features/outbound/outbound-draft.ts';
import type { LotChoice } from '../../../shared/contract/outbound.ts';
import { fen, itemId, lotId, quantity } from '../../../shared/kernel/brands.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';

const RICE = itemId('rice');
const lot = (code: string, part: Partial<LotChoice> = {}): LotChoice => ({
  lotId: lotId(code),
  lotCode: code,
  itemId: RICE,
  itemName: '大米',
  spec: '5kg',
  unit: '袋',
  receivedOn: localDate('2026-03-01'),
  expiresOn: null,
  expired: false,
  onHandQuantity: quantity(3),
  valueFen: fen(1000),
  source: 'purchase',
  supplier: '供销社',
  earmark: null,
  ...part,
});
const OLD = lot('old', { expired: true, expiresOn: localDate('2026-07-01') });
const GIFT = lot('gift', { source: 'donation', valueFen: null, earmark: '80岁以上老人' });
const BOUGHT = lot('bought');
const lotsOf = () => [OLD, GIFT, BOUGHT];
const line = (count: string, more = {}) => outLine({ itemId: RICE, quantity: count, ...more });

test('the first lot that may leave that way is chosen, and an expired one says why by itself', () => {
  const chosen = (kind: Parameters<typeof readLines>[0]) =>
    readLines(kind, [line('1')], lotsOf).map(({ lot: found, cause }) => [found?.lotCode, cause])[0];
  expect(chosen('write_off')).toEqual(['old', 'expired']);
  expect(chosen('transfer_out')).toEqual(['bought', null]);
  expect(readLines('transfer_out', [line('1')], () => [OLD, GIFT])[0]?.problems).toEqual({ lot: '请选批次。' });
  expect(readLines('supplier_return', [line('1')], () => [GIFT, OLD])[0]?.lot?.lotCode).toBe('old');
  const fresh = readLines('write_off', [line('1', { lotId: BOUGHT.lotId })], lotsOf);
  expect(fresh[0]?.problems).toEqual({ cause: '请选原因。' });
});

test('pieces of one lot in two lines cost what they will cost, and are not there twice', () => {
  const read = readLines('write_off', [line('1'), line('1'), line('1'), line('1')], lotsOf);
  expect(read.map(({ costFen }) => costFen)).toEqual([333, 333, 334, null]);
  expect(read[3]?.problems).toEqual({ quantity: '只有 0 袋。' });
  expect(readLines('write_off', [line('2'), line('2')], lotsOf)[1]?.problems).toEqual({ quantity: '只有 1 袋。' });
});

test('a quantity is a whole number from one up; goods without a value have no cost', () => {
  for (const count of ['', '0', '-1', '1.5', '两袋', '12345678']) {
    expect(readLines('write_off', [line(count)], lotsOf)[0]?.problems.quantity, count).toBe('请填整数。');
  }
  const [gift] = readLines('write_off', [line('2', { lotId: GIFT.lotId, cause: 'lost' })], lotsOf);
  expect([gift?.costFen, gift?.problems]).toEqual([null, {}]);
});
