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
 * lot code: rows of that very lot go first. What one row took out of several lots stands in the books line by line.
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
  for (const find of [exactLine, sameBatch, severalLots]) {
    for (const [index, row] of rows.entries()) {
      if (known.has(index) || row === null) continue;
      const candidates = records.get(keyOf(row)) ?? [];
      const found = new Set(find(row, candidates));
      if (found.size === 0) continue;
      records.set(
        keyOf(row),
        candidates.filter((record) => !found.has(record)),
      );
      known.add(index);
    }
  }
  return known;
}

const keyOf = ({ itemId, date }: Pick<OutboundRow, 'itemId' | 'date'>): string => JSON.stringify([itemId, date]);

type Candidates = readonly OutboundRecord[];

function exactLine(row: OutboundRow, candidates: Candidates): Candidates {
  const isIt = (record: OutboundRecord): boolean =>
    row.lotCode === null || codeKey(row.lotCode) === codeKey(record.lotCode);
  return candidates
    .filter((each) => each.quantity === row.quantity && isOfDocument(row, each) && isIt(each))
    .slice(0, 1);
}

function sameBatch(row: OutboundRow, candidates: Candidates): Candidates {
  return candidates
    .filter((each) => each.quantity === row.quantity && isOfDocument(row, each) && isOfBatch(row, each))
    .slice(0, 1);
}

/** Lines of one document that follow each other, each of another lot, and come to what the row says. */
function severalLots(row: OutboundRow, candidates: Candidates): Candidates {
  const fitting = candidates.filter((each) => isOfDocument(row, each) && isOfBatch(row, each));
  for (const [start, first] of fitting.entries()) {
    const run: OutboundRecord[] = [];
    const lots = new Set<string>();
    let left = row.quantity;
    for (const each of fitting.slice(start)) {
      const another = each.documentNo !== first.documentNo || lots.has(each.lotCode);
      if (another || Math.sign(each.quantity) !== Math.sign(left)) break;
      run.push(each);
      lots.add(each.lotCode);
      left -= each.quantity;
      if (left === 0) return run;
    }
  }
  return [];
}

function isOfDocument(row: OutboundRow, record: OutboundRecord): boolean {
  return row.documentNo === null || codeKey(row.documentNo) === codeKey(record.documentNo);
}

function isOfBatch(row: OutboundRow, record: OutboundRecord): boolean {
  return row.lotCode === null || lotsNamed([{ code: record.lotCode }], row.lotCode).length > 0;
}

/** `红冲BS2026-003：数量记错` names the document that a row takes back. */
export function reversedNo(words: string): string | null {
  return /红冲\s*([^\s：:，,；;]+)/.exec(words)?.[1] ?? null;
}

/** Why, as far as the words say. */
export function reversalReason(words: string): string {
  return words.replace(/^.*?红冲[^：:]*[：:]?/, '') || '按原台账红冲';
}
