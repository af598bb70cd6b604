import { expect, test } from 'vitest';
import { villageId } from '../../../shared/kernel/brands.ts';
import * as itemDraft from '../../../renderer/features/goods/item-draft.ts';
import * as householdDraft from '../../../renderer/features/household/household-draft.ts';
import * as printerDraft from '../../../renderer/features/settings/printer-draft.ts';
import { villageNames } from '../../../renderer/features/settings/shop-draft.ts';

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
