import type { OutboundKind } from '../../../shared/domain/outbound/outbound.ts';
import type { ItemId, LocalDate } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { listOutboundRecords, type OutboundRecord } from '../../db/repositories/outbound-lookup.ts';
import { codeKey } from './import-books.ts';
import { periodOf } from './import-points.ts';
import { lotsNamed } from './lot-shares.ts';

/** A row of a file by which goods left otherwise than for points, or came back (quantity below zero). */
export type OutboundRow = {
  readonly itemId: ItemId;
  readonly date: LocalDate;
  readonly quantity: number;
  readonly documentNo: string | null;
  readonly lotCode: string | null;
};

/**
 * Places of the rows that are in the books already; null: no such row. A batch received twice has a suffix behind its
 * lot code: rows of that very lot go first.
 */
export function matchOutbounds(
  db: ReadableDatabase,
  kinds: readonly OutboundKind[],
  rows: readonly (OutboundRow | null)[],
): ReadonlySet<number> {
  const period = periodOf(rows.flatMap((row) => (row === null ? [] : [row.date])));
  const records = new Map<string, OutboundRecord[]>();
  for (const record of period === null ? [] : kinds.flatMap((kind) => listOutboundRecords(db, kind, period))) {
    const key = keyOf(record);
    records.set(key, [...(records.get(key) ?? []), record]);
  }
  const known = new Set<number>();
  for (const exact of [true, false]) {
    for (const [index, row] of rows.entries()) {
      if (known.has(index) || row === null) continue;
      const candidates = records.get(keyOf(row)) ?? [];
      const at = candidates.findIndex((record) => isSameLine(row, record, exact));
      if (at < 0) continue;
      candidates.splice(at, 1);
      known.add(index);
    }
  }
  return known;
}

const keyOf = ({ itemId, date, quantity }: Pick<OutboundRow, 'itemId' | 'date' | 'quantity'>): string =>
  JSON.stringify([itemId, date, quantity]);

function isSameLine(row: OutboundRow, record: OutboundRecord, exact: boolean): boolean {
  if (row.documentNo !== null && codeKey(row.documentNo) !== codeKey(record.documentNo)) return false;
  if (row.lotCode === null || codeKey(row.lotCode) === codeKey(record.lotCode)) return true;
  return !exact && lotsNamed([{ code: record.lotCode }], row.lotCode).length > 0;
}

/** `红冲BS2026-003：数量记错` names the document that a row takes back. */
export function reversedNo(words: string): string | null {
  return /红冲\s*([^\s：:，,；;]+)/.exec(words)?.[1] ?? null;
}

/** Why, as far as the words say. */
export function reversalReason(words: string): string {
  return words.replace(/^.*?红冲[^：:]*[：:]?/, '') || '按原台账红冲';
}
