import { expect, test } from 'vitest';
import type { StockRow } from '../../../shared/contract/goods.ts';
import { type Item, PLAIN_ITEM } from '../../../shared/domain/goods/goods.ts';
import { fen, itemId, lotId, quantity, villageId } from '../../../shared/kernel/brands.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import * as itemDraft from '../../../renderer/features/goods/item-draft.ts';
import * as receiveDraft from '../../../renderer/features/goods/receive-draft.ts';
import { shelfRows } from '../../../renderer/features/goods/shelf.ts';
import * as householdDraft from '../../../renderer/features/household/household-draft.ts';
import * as printerDraft from '../../../renderer/features/settings/printer-draft.ts';
import { villageNames } from '../../../renderer/features/settings/shop-draft.ts';

const TODAY = localDate('2026-07-15');

function item(code: string, over: Partial<Item> = {}): Item {
  return {
    ...PLAIN_ITEM,
    id: itemId(code),
    code,
    barcode: null,
    name: code,
    category: '',
    spec: '',
    unit: '袋',
    priceCentipoints: null,
    referenceFen: null,
    minimumStock: quantity(5),
    expiryTracked: true,
    active: true,
    note: '',
    ...over,
  };
}

function lot(of: Item, onHand: number, expiresOn: string | null, valueFen: number | null = 100): StockRow {
  const last = expiresOn === null ? null : localDate(expiresOn);
  return {
    item: of,
    lotId: lotId(`${of.code}-${expiresOn ?? 'never'}`),
    lotCode: `${of.code}-1`,
    receivedOn: localDate('2026-01-01'),
    expiresOn: last,
    expired: last !== null && last < TODAY,
    onHandQuantity: quantity(onHand),
    valueFen: valueFen === null ? null : fen(valueFen),
  };
}

test('the shelf tells what is low, soon to expire and expired, and never calls unvalued goods worthless', () => {
  const [fine, low, near, expired, off, gift] = ['A', 'B', 'C', 'D', 'E', 'F'].map((code) => item(code)) as [
    Item,
    Item,
    Item,
    Item,
    Item,
    Item,
  ];
  const inactive = { ...off, active: false };
  const rows = shelfRows(
    [fine, low, near, expired, inactive, gift],
    [
      lot(fine, 5, '2027-01-01'),
      lot(fine, 4, null),
      lot(low, 4, null),
      lot(near, 9, '2026-08-14'),
      lot(expired, 9, null),
      lot(expired, 2, '2026-07-14'),
      lot(gift, 9, null, null),
    ],
    [],
    TODAY,
  );
  expect(rows.map(({ state, available, expired: gone, valueFen }) => [state, available, gone, valueFen])).toEqual([
    ['ok', 9, 0, 200],
    ['low', 4, 0, 100],
    ['near', 9, 0, 100],
    ['expired', 9, 2, 200],
    ['inactive', 0, 0, 0],
    ['ok', 9, 0, null],
  ]);
  expect(rows[0]?.nearestExpiry).toBe('2027-01-01');
});

test('an item as typed is read exactly, and what is wrong is said by field', () => {
  const draft = {
    ...itemDraft.draftOf(null),
    code: 'WP001',
    name: '大米',
    unit: '袋',
    price: '6.5',
    reference: '12.30',
  };
  expect(itemDraft.problemsOf(draft)).toEqual({});
  expect(itemDraft.inputOf(null, draft)).toMatchObject({ itemId: null, priceCentipoints: 650, referenceFen: 1230 });
  const wrong = { ...draft, code: ' ', price: '6.555', reference: '-1', minimumStock: '2.5' };
  expect(Object.keys(itemDraft.problemsOf(wrong)).sort()).toEqual(['code', 'minimumStock', 'price', 'reference']);
});

test('a line of goods received: whole pieces, exact cost, no cost is unvalued', () => {
  const line = { ...receiveDraft.emptyLine(), itemId: itemId('A'), quantity: '12', cost: '88.08' };
  expect(receiveDraft.lineProblems(line)).toEqual({});
  expect(receiveDraft.inputOf(line)).toMatchObject({ quantity: 12, costFen: 8808 });
  expect(receiveDraft.inputOf({ ...line, cost: '' }).costFen).toBeNull();
  expect(Object.keys(receiveDraft.lineProblems({ ...line, quantity: '0', cost: '1.234' }))).toEqual([
    'quantity',
    'cost',
  ]);
});

test('a household as typed: identity numbers are checked, empty secrets are left alone', () => {
  const draft = {
    ...householdDraft.draftOf(null, [{ id: villageId('v'), name: '光明村' }]),
    householdNo: 'GM001',
    headName: '冉光荣',
  };
  expect(householdDraft.problemsOf(draft)).toEqual({});
  expect(householdDraft.inputOf(null, draft)).toMatchObject({ villageId: 'v', phone: null, idNumber: null });
  const wrong = {
    ...draft,
    idNumber: '11010519491231002X'.replace('2X', '21'),
    enrolledOn: '2026-02-30',
    phone: 'abc',
  };
  expect(Object.keys(householdDraft.problemsOf(wrong)).sort()).toEqual(['enrolledOn', 'idNumber', 'phone']);
  expect(householdDraft.problemsOf({ ...draft, idNumber: '11010519491231002x' })).toEqual({});
});

test('every way to a printer comes back as it was saved', () => {
  for (const connection of [
    { type: 'none' },
    { type: 'tcp', host: '192.168.1.100', port: 9100 },
    { type: 'device', path: '/dev/usb/lp0' },
    { type: 'serial', path: 'COM3', baudRate: 115_200 },
    { type: 'share', path: '\\\\localhost\\XP-58' },
  ] as const) {
    const settings = { paperWidthMm: 80, automatic: false, connection } as const;
    const draft = printerDraft.draftOf(settings);
    expect(printerDraft.problemsOf(draft)).toEqual({});
    expect(printerDraft.settingsOf(draft)).toEqual(settings);
  }
  const draft = printerDraft.draftOf({ paperWidthMm: 58, automatic: true, connection: { type: 'none' } });
  expect(Object.keys(printerDraft.problemsOf({ ...draft, type: 'tcp', port: '70000' }))).toEqual(['host', 'port']);
  expect(Object.keys(printerDraft.problemsOf({ ...draft, type: 'serial', baudRate: '1' }))).toEqual([
    'path',
    'baudRate',
  ]);
});

test('village names: one a line or with commas, each once', () => {
  expect(villageNames(' 光明村，双河村、光明村\n\n向阳村; ')).toEqual(['光明村', '双河村', '向阳村']);
});
