import { expect, test } from 'vitest';
import { wrongCheckDigit } from '../../../shared/domain/goods/barcode.ts';
import { noteWithExtras, readNote } from '../../../shared/domain/goods/item-extras.ts';
import {
  packNamed,
  packsText,
  pricePerUnit,
  readCount,
  readPacks,
  unitsIn,
} from '../../../shared/domain/goods/packs.ts';
import { lastGoodDay, readShelfLife, sixMonthsAfter } from '../../../shared/domain/goods/shelf-life.ts';
import { fen, quantity } from '../../../shared/kernel/brands.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';

const BOX = { name: '箱', size: quantity(12) };
const OIL = { unit: '瓶', packs: [BOX, { name: '件', size: quantity(4) }] };

test('counts as people say them, in bottles', () => {
  const counts = ['63', '5箱3瓶', '5箱 3', '2件', '1箱1件1瓶'].map((text) => readCount(text, OIL));
  expect(counts).toEqual([63, 63, 63, 8, 17]);
  const wrong = ['', '箱', '2.5', '-3', '3提', '1箱2箱', '3 5瓶x'].map((text) => readCount(text, OIL));
  expect(wrong).toEqual(wrong.map(() => null));
});

test('a pack is exact or nothing: too many to count, and prices that do not divide', () => {
  expect(packNamed(OIL, null)).toEqual({ name: '瓶', size: 1 });
  expect([packNamed(OIL, '箱'), packNamed(OIL, '提')]).toEqual([BOX, null]);
  expect([unitsIn(5, BOX), unitsIn(Number.MAX_SAFE_INTEGER, BOX)]).toEqual([60, null]);
  expect([pricePerUnit(fen(12_000), BOX), pricePerUnit(fen(10_000), BOX)]).toEqual([1_000, null]);
});

test('packs as typed and as shown are the same', () => {
  expect(readPacks('1箱=12瓶；件＝4', '瓶')).toEqual(OIL.packs);
  expect(readPacks(packsText(OIL), '瓶')).toEqual(OIL.packs);
  expect(readPacks(' ', '瓶')).toEqual([]);
  const wrong = ['箱=1', '箱=12袋', '瓶=12', '箱=12；箱=24', '12'].map((text) => readPacks(text, '瓶'));
  expect(wrong).toEqual(wrong.map(() => null));
});

test('a shelf life counts days, or months that end with their month', () => {
  const ends = (text: string, from: string) => {
    const life = readShelfLife(text);
    return life && lastGoodDay(localDate(from), life);
  };
  expect(ends('540', '2026-01-31')).toBe('2027-07-25');
  expect(ends('1个月', '2026-01-31')).toBe('2026-02-28');
  expect(ends('1年', '2024-02-29')).toBe('2025-02-28');
  expect(ends('0天', '2026-01-31')).toBeNull();
  expect(ends('200年', '2026-01-31')).toBeNull();
  expect(sixMonthsAfter(localDate('2026-08-31'))).toBe('2027-02-28');
});

test('only codes of the right length have a check digit', () => {
  expect(['6901234567892', '6901234567840', '96385074', '96385075', '12345', 'WP001'].map(wrongCheckDigit)).toEqual([
    null,
    7,
    null,
    4,
    null,
    null,
  ]);
});

test('what the catalogue has no column for goes behind its note and comes back', () => {
  const extras = { packs: OIL.packs, shelfLifeDays: 540, food: true, barcodeReason: '厂家；就是这样印的' };
  const text = noteWithExtras('避光；防潮', '瓶', extras);
  expect(text).toBe('避光；防潮；1箱=12瓶；1件=4瓶；保质期540天；食品；条码说明：厂家；就是这样印的');
  expect(readNote(text, '瓶')).toEqual({ note: '避光；防潮', ...extras });
  const nothing = { packs: null, shelfLifeDays: null, food: null, barcodeReason: null };
  expect(readNote('保质期看包装；1箱=12袋', '瓶')).toEqual({ note: '保质期看包装；1箱=12袋', ...nothing });
  const plain = { packs: [], shelfLifeDays: null, food: false, barcodeReason: '' };
  expect(noteWithExtras('', '瓶', plain)).toBe('');
});
