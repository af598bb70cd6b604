import type { CountableItem, CountRow } from '../../../shared/contract/stocktake.ts';
import type { ItemId, LotId } from '../../../shared/kernel/brands.ts';

/** A pile that is being counted, as typed. */
export type CountDraft = {
  readonly itemId: ItemId;
  /** 'new': of no batch in the books; null: not chosen yet. */
  readonly lot: LotId | 'new' | null;
  readonly newLotCode: string;
  readonly newLotExpiresOn: string | null;
  /** What was typed in single units and in each bigger unit, by name; '' for none. */
  readonly units: string;
  readonly packs: Readonly<Record<string, string>>;
};

const MOST = 1_000_000;

/** A pile of an item before anything is typed. A single batch needs no choosing. */
export function draftOf(item: CountableItem, scanned: number | null = null): CountDraft {
  const [only, ...others] = item.lots;
  return {
    itemId: item.id,
    lot: only === undefined ? 'new' : others.length === 0 ? only.lotId : null,
    newLotCode: '',
    newLotExpiresOn: null,
    units: scanned === null ? '' : String(scanned),
    packs: {},
  };
}

/** The pieces of a pile in the item's own unit; null while nothing, or no whole number, is typed. */
export function piecesOf(item: CountableItem, draft: CountDraft): number | null {
  const parts = [
    { text: draft.units, size: 1 },
    ...item.packs.map(({ name, size }) => ({ text: draft.packs[name] ?? '', size: Number(size) })),
  ];
  if (parts.every(({ text }) => text.trim() === '')) return null;
  let pieces = 0;
  for (const { text, size } of parts) {
    const typed = text.trim() === '' ? '0' : text.trim();
    if (!/^\d{1,7}$/.test(typed)) return null;
    pieces += Number(typed) * size;
  }
  return pieces <= MOST ? pieces : null;
}

/** One more scan of what is being counted. */
export function scannedAgain(draft: CountDraft, by: number): CountDraft {
  const units = /^\d{1,7}$/.test(draft.units.trim()) ? Number(draft.units) : 0;
  return { ...draft, units: String(units + by) };
}

/** Whether something was typed that is not written down yet. */
export function isUnsaved(draft: CountDraft | null): boolean {
  return draft !== null && [draft.units, ...Object.values(draft.packs)].some((text) => text.trim() !== '');
}

/** A batch somebody has to look for and nobody has counted. */
export type Missing = { readonly item: CountableItem; readonly lot: CountableItem['lots'][number] };

export function missingOf(items: readonly CountableItem[], rows: readonly CountRow[]): readonly Missing[] {
  const counted = new Set(rows.filter(({ struck }) => !struck).map(({ lotId }) => lotId));
  return items.flatMap((item) =>
    item.lots.filter(({ lotId, expected }) => expected && !counted.has(lotId)).map((lot) => ({ item, lot })),
  );
}

/** What stands of a batch so far, by whoever counted it: 12（冉小店）. */
export function countedText(rows: readonly CountRow[]): string {
  return rows
    .filter(({ struck }) => !struck)
    .map(({ quantity, countedByName }) => `${quantity}（${countedByName}）`)
    .join('，');
}
