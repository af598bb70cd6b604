import { nameKey } from '../../../shared/domain/ledger/import/cell-text.ts';
import type { InboundDraft, ParsedRow } from '../../../shared/domain/ledger/import/drafts.ts';
import type { InboundRecord } from '../../db/repositories/import-lookup.ts';
import type { KnownItem } from './import-books.ts';

/**
 * Rows of given goods that the register of donations brought before: it knows fewer columns, so they are not line for
 * line the same. `left` are the records that no row of the file is yet.
 */
export function matchInboundGifts(
  rows: readonly ParsedRow<InboundDraft>[],
  items: readonly (KnownItem | null)[],
  known: ReadonlySet<number>,
  left: readonly InboundRecord[],
): ReadonlyMap<number, InboundRecord> {
  const records = new Map<string, InboundRecord[]>();
  for (const record of left) {
    if (record.source !== 'donation') continue;
    const key = keyOf(record.itemId, record);
    records.set(key, [...(records.get(key) ?? []), record]);
  }
  const matched = new Map<number, InboundRecord>();
  for (const [index, { draft }] of rows.entries()) {
    const itemId = items[index]?.id ?? null;
    if (known.has(index) || draft === null || itemId === null || draft.source !== 'donation') continue;
    const candidates = records.get(keyOf(itemId, draft)) ?? [];
    const at = candidates.findIndex((record) => isSameGift(draft, record));
    const [record] = at < 0 ? [] : candidates.splice(at, 1);
    if (record) matched.set(index, record);
  }
  return matched;
}

function isSameGift({ lotCode, supplier }: InboundDraft, record: InboundRecord): boolean {
  if (lotCode !== null) return lotCode === record.lotCode;
  return supplier === '' || nameKey(supplier) === nameKey(record.supplier);
}

function keyOf(itemId: string, { date, quantity }: Pick<InboundRecord, 'date' | 'quantity'>): string {
  return `${itemId}/${date}/${quantity}`;
}
