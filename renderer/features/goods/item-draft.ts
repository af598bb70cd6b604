import type { Item } from '../../../shared/domain/goods/goods.ts';
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
  readonly expiryTracked: boolean;
  readonly active: boolean;
};

export type TextKey = Exclude<keyof ItemDraft, 'expiryTracked' | 'active'>;

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
    expiryTracked: item?.expiryTracked ?? false,
    active: item?.active ?? true,
  };
}

/** What is wrong with a draft, by field, in sentences. */
export function problemsOf(draft: ItemDraft): Partial<Record<TextKey, string>> {
  const price = parsePoints(draft.price);
  const reference = parseYuan(draft.reference);
  return {
    ...(draft.code.trim() === '' ? { code: '请填编码。' } : {}),
    ...(draft.name.trim() === '' ? { name: '请填名称。' } : {}),
    ...(draft.unit.trim() === '' ? { unit: '请填单位，如袋、瓶。' } : {}),
    ...(draft.price.trim() !== '' && (price === null || price < 0) ? { price: '分值最多两位小数，如 6.5。' } : {}),
    ...(draft.reference.trim() !== '' && (reference === null || reference < 0)
      ? { reference: '价格最多两位小数，如 12.50。' }
      : {}),
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
    shelfLifeDays: item?.shelfLifeDays ?? null,
    packs: (item?.packs ?? []).map(({ name, size }) => ({ name, size })),
    food: item?.food ?? false,
    barcodeReason: item?.barcodeReason ?? '',
    loanCentipoints: item?.loanCentipoints ?? null,
    loanDays: item?.loanDays ?? null,
    partnerId: item?.partnerId ?? null,
    settleFen: item?.settleFen ?? null,
    capFen: item?.capFen ?? null,
  };
}
