import { expect, test } from 'vitest';
import { decideInbound, type InboundFacts } from '../../../shared/domain/goods/decide-inbound.ts';
import { compareFefo, isExpired, type Lot, PLAIN_ITEM } from '../../../shared/domain/goods/goods.ts';
import { centipoints, fen, itemId, lotId, quantity } from '../../../shared/kernel/brands.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';

const RICE = {
  ...PLAIN_ITEM,
  id: itemId('rice'),
  code: 'WP001',
  barcode: null,
  name: '大米',
  category: '粮油',
  spec: '5kg',
  unit: '袋',
  priceCentipoints: centipoints(2400),
  referenceFen: null,
  minimumStock: quantity(0),
  expiryTracked: true,
  active: true,
  note: '',
};
const LINE = { quantity: quantity(10), costFen: fen(10_000), producedOn: null, expiresOn: null };
const FACTS: InboundFacts = {
  source: 'purchase',
  supplier: '供销社',
  date: localDate('2026-07-15'),
  today: localDate('2026-07-15'),
  lines: [LINE],
  items: [RICE],
};

test('goods that came today or before are taken in, valued or not', () => {
  const planned = { item: RICE, ...LINE, unitCostFen: null, costBasis: '', note: '' };
  expect(decideInbound(FACTS)).toEqual({ ok: true, value: [planned] });
  expect(decideInbound({ ...FACTS, lines: [{ ...LINE, costFen: null }] })).toEqual({
    ok: true,
    value: [{ ...planned, costFen: null, costBasis: '未计价' }],
  });
});

test('each reason against an inbound names its numbers', () => {
  const refusal = (facts: Partial<InboundFacts>) => decideInbound({ ...FACTS, ...facts });
  const line = (given: Partial<InboundFacts['lines'][number]>) => refusal({ lines: [{ ...LINE, ...given }] });
  expect(refusal({ lines: [], items: [] })).toEqual({ ok: false, error: { code: 'inbound_empty' } });
  expect(refusal({ items: [null] })).toEqual({ ok: false, error: { code: 'item_not_found' } });
  expect(refusal({ date: localDate('2026-07-16') })).toEqual({
    ok: false,
    error: { code: 'date_in_future', date: '2026-07-16', today: '2026-07-15' },
  });
  expect(line({ quantity: quantity(0) })).toEqual({
    ok: false,
    error: { code: 'inbound_quantity_not_positive', itemName: '大米', quantity: 0 },
  });
  expect(line({ costFen: fen(-1) })).toEqual({
    ok: false,
    error: { code: 'cost_negative', itemName: '大米', costFen: -1 },
  });
  expect(line({ producedOn: localDate('2026-07-01'), expiresOn: localDate('2026-06-30') })).toEqual({
    ok: false,
    error: { code: 'expiry_before_production', itemName: '大米', producedOn: '2026-07-01', expiresOn: '2026-06-30' },
  });
});

const lot = (code: string, expiresOn: string | null, receivedOn = '2026-01-01'): Lot => ({
  id: lotId(code),
  itemId: RICE.id,
  code,
  producedOn: null,
  expiresOn: expiresOn === null ? null : localDate(expiresOn),
  receivedOn: localDate(receivedOn),
  valued: true,
});

test('the last day still counts; without a last day nothing expires', () => {
  const today = localDate('2026-07-15');
  const expired = ['2026-07-14', '2026-07-15', '2026-07-16', null].map((day) => isExpired(lot('a', day), today));
  expect(expired).toEqual([true, false, false, false]);
});

test('lots leave first expiring first, then oldest, then by code; those that keep come last', () => {
  const lots = [
    lot('keeps', null),
    lot('c', '2026-09-01'),
    lot('b', '2026-08-01', '2026-02-01'),
    lot('d', '2026-08-01', '2026-01-01'),
    lot('a', '2026-08-01', '2026-02-01'),
  ];
  expect(lots.sort(compareFefo).map(({ code }) => code)).toEqual(['d', 'a', 'b', 'c', 'keeps']);
});
