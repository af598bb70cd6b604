import { wrongCheckDigit } from '../../../shared/domain/goods/barcode.ts';
import type { Item } from '../../../shared/domain/goods/goods.ts';
import { packsText, readPacks } from '../../../shared/domain/goods/packs.ts';
import { readShelfLife } from '../../../shared/domain/goods/shelf-life.ts';
import { hundredthsText, parsePoints, parseYuan, yuanText } from '../../../shared/kernel/number-text.ts';

/** An item as typed: amounts are text until they are read exactly. */
export type ItemDraft = {
  readonly code: string;
  readonly barcode: string;
  readonly name: string;
  readonly category: string;
  readonly spec: string;
  readonly unit: string;
  readonly price: string;
  readonly reference: string;
  readonly minimumStock: string;
  readonly note: string;
  /** Why a barcode with a wrong check digit is kept. */
  readonly barcodeReason: string;
  /** `540天`, `18个月`; empty: each delivery says so itself. */
  readonly shelfLife: string;
  /** `1箱=12瓶；1件=24瓶` */
  readonly packs: string;
  /** Points for one loan of one piece, 0 for free; empty: not for loan. */
  readonly loanPrice: string;
  readonly loanDays: string;
  readonly food: boolean;
  readonly expiryTracked: boolean;
  readonly active: boolean;
};

export type TextKey = Exclude<keyof ItemDraft, 'expiryTracked' | 'active' | 'food'>;

export function draftOf(item: Item | null): ItemDraft {
  return {
    code: item?.code ?? '',
    barcode: item?.barcode ?? '',
    name: item?.name ?? '',
    category: item?.category ?? '',
    spec: item?.spec ?? '',
    unit: item?.unit ?? '',
    price: item?.priceCentipoints == null ? '' : hundredthsText(item.priceCentipoints),
    reference: item?.referenceFen == null ? '' : yuanText(item.referenceFen),
    minimumStock: String(item?.minimumStock ?? 0),
    note: item?.note ?? '',
    barcodeReason: item?.barcodeReason ?? '',
    shelfLife: item?.shelfLifeDays == null ? '' : `${item.shelfLifeDays}天`,
    packs: item === null ? '' : packsText(item),
    loanPrice: item?.loanCentipoints == null ? '' : hundredthsText(item.loanCentipoints),
    loanDays: item?.loanDays == null ? '' : String(item.loanDays),
    food: item?.food ?? false,
    expiryTracked: item?.expiryTracked ?? false,
    active: item?.active ?? true,
  };
}

/** The digit a barcode should end with, where nobody has said why it does not; null: nothing to say. */
export function doubtfulDigit(draft: ItemDraft, item: Item | null): number | null {
  const barcode = draft.barcode.trim();
  return barcode === (item?.barcode ?? '') ? null : wrongCheckDigit(barcode);
}

/** What is wrong with a draft, by field, in sentences. */
export function problemsOf(draft: ItemDraft, item: Item | null = null): Partial<Record<TextKey, string>> {
  const price = parsePoints(draft.price);
  const reference = parseYuan(draft.reference);
  const loanPrice = draft.loanPrice.trim() === '' ? null : (parsePoints(draft.loanPrice) ?? undefined);
  const digit = doubtfulDigit(draft, item);
  return {
    ...(digit !== null && draft.barcodeReason.trim() === ''
      ? { barcodeReason: `校验位不对，最后一位应为${digit}。请再扫一次；确实这样印的就写明原因。` }
      : {}),
    ...(draft.shelfLife.trim() !== '' && shelfLifeDays(draft.shelfLife) === null
      ? { shelfLife: '写成 540天、18个月 或 2年。' }
      : {}),
    ...(readPacks(draft.packs, draft.unit.trim()) === null
      ? { packs: `写成 1箱=12${draft.unit.trim() || '瓶'}，几种用分号隔开。` }
      : {}),
    ...(draft.code.trim() === '' ? { code: '请填编码。' } : {}),
    ...(draft.name.trim() === '' ? { name: '请填名称。' } : {}),
    ...(draft.unit.trim() === '' ? { unit: '请填单位，如袋、瓶。' } : {}),
    ...(draft.price.trim() !== '' && (price === null || price < 0) ? { price: '分值最多两位小数，如 6.5。' } : {}),
    ...(draft.reference.trim() !== '' && (reference === null || reference < 0)
      ? { reference: '价格最多两位小数，如 12.50。' }
      : {}),
    ...(loanPrice !== null && (loanPrice === undefined || loanPrice < 0)
      ? { loanPrice: '分值最多两位小数，免费填 0。' }
      : {}),
    ...(/^$|^[1-9]\d{0,2}$/.test(draft.loanDays.trim()) ? {} : { loanDays: '请填 1 到 999 天。' }),
    ...(/^\d{1,7}$/.test(draft.minimumStock.trim()) ? {} : { minimumStock: '请填整数，没有就填 0。' }),
  };
}

export function inputOf(item: Item | null, draft: ItemDraft) {
  return {
    itemId: item?.id ?? null,
    code: draft.code,
    barcode: draft.barcode.trim() === '' ? null : draft.barcode.trim(),
    name: draft.name,
    category: draft.category,
    spec: draft.spec,
    unit: draft.unit,
    priceCentipoints: draft.price.trim() === '' ? null : parsePoints(draft.price),
    referenceFen: draft.reference.trim() === '' ? null : parseYuan(draft.reference),
    minimumStock: Number(draft.minimumStock),
    expiryTracked: draft.expiryTracked,
    active: draft.active,
    note: draft.note,
    shelfLifeDays: shelfLifeDays(draft.shelfLife),
    packs: (readPacks(draft.packs, draft.unit.trim()) ?? []).map(({ name, size }) => ({ name, size })),
    food: draft.food,
    barcodeReason: wrongCheckDigit(draft.barcode.trim()) === null ? '' : draft.barcodeReason.trim(),
    loanCentipoints: draft.loanPrice.trim() === '' ? null : parsePoints(draft.loanPrice),
    loanDays: draft.loanDays.trim() === '' ? null : Number(draft.loanDays),
    partnerId: item?.partnerId ?? null,
    settleFen: item?.settleFen ?? null,
    capFen: item?.capFen ?? null,
  };
}

/** Days to the last good day; a month counts 30 and a year 365, as the tiers of near expiry do. */
function shelfLifeDays(text: string): number | null {
  const life = readShelfLife(text);
  if (life === null) return null;
  if (life.unit === 'day') return life.count;
  return Math.floor(life.count / 12) * 365 + (life.count % 12) * 30;
}

/** WP038 is followed by WP039. */
export function nextCode(items: readonly Item[]): string {
  const numbers = items.map(({ code }) => Number(/^WP(\d{1,9})$/.exec(code)?.[1] ?? 0));
  return `WP${String(Math.max(0, ...numbers) + 1).padStart(3, '0')}`;
}
