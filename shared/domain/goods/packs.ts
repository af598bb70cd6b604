import { type Fen, fen, type Quantity, quantity } from '../../kernel/brands.ts';
import type { Item, Pack } from './goods.ts';

type Packed = Pick<Item, 'unit' | 'packs'>;

/** The unit that goods are counted in by that name: the item's own (size 1) or one of its packs; null: it has none such. */
export function packNamed(item: Packed, name: string | null): Pack | null {
  if (name === null || name === item.unit) return { name: item.unit, size: quantity(1) };
  return item.packs.find((pack) => pack.name === name) ?? null;
}

/** So many packs in the item's own unit; null when that is more than can be counted. */
export function unitsIn(count: number, pack: Pack): Quantity | null {
  const units = count * pack.size;
  return Number.isSafeInteger(units) ? quantity(units) : null;
}

/** The price of one of the item's own units where that is a whole number of fen: ¥120 a box of 12 is ¥10, ¥100 is none. */
export function pricePerUnit(pricePerPack: Fen, pack: Pack): Fen | null {
  return pricePerPack % pack.size === 0 ? fen(pricePerPack / pack.size) : null;
}

/** All units goods may be counted in, for a sentence: `瓶、箱（12瓶）`. */
export function unitsText(item: Packed): string {
  return [item.unit, ...item.packs.map(({ name, size }) => `${name}（${size}${item.unit}）`)].join('、');
}

/** What stood on paper before it was converted: `5箱（每箱12瓶）`; '' for the item's own unit. */
export function packNote(count: number, pack: Pack, unit: string): string {
  return pack.name === unit ? '' : `${count}${pack.name}（每${pack.name}${pack.size}${unit}）`;
}

/**
 * Goods as people count them, biggest unit first: `5箱`, `5箱3瓶`, `63`, in the item's own unit. Null: not a count of
 * this item, a fraction of a piece, or a unit it does not have.
 */
export function readCount(text: string, item: Packed): Quantity | null {
  const parts = [...text.replace(/\s+/g, '').matchAll(/(\d{1,7})([^\d]*)/gy)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text.replace(/\s+/g, '')) return null;
  let units = 0;
  const seen = new Set<string>();
  for (const [, count = '', name = ''] of parts) {
    const pack = packNamed(item, name === '' ? null : name);
    if (pack === null || seen.has(pack.name)) return null;
    seen.add(pack.name);
    units += Number(count) * pack.size;
  }
  return Number.isSafeInteger(units) ? quantity(units) : null;
}

/** Reads `1箱=12瓶`, `箱=12` or several of them; null when part of it is not a pack of that unit. */
export function readPacks(text: string, unit: string): readonly Pack[] | null {
  const packs: Pack[] = [];
  for (const part of text.split(/[，,；;、\s]+/).filter((piece) => piece !== '')) {
    const match = /^1?([^\d=＝]{1,16})[=＝](\d{1,6})([^\d]*)$/.exec(part);
    const [, name = '', size = '', of = ''] = match ?? [];
    if (!match || (of !== '' && of !== unit) || name === unit || Number(size) < 2) return null;
    if (packs.some((pack) => pack.name === name)) return null;
    packs.push({ name, size: quantity(Number(size)) });
  }
  return packs;
}

/** `1箱=12瓶；1件=24瓶` */
export function packsText(item: Packed): string {
  return item.packs.map(({ name, size }) => `1${name}=${size}${item.unit}`).join('；');
}
