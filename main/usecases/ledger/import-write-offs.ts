import type { ParsedRow, WriteOffDraft } from '../../../shared/domain/ledger/import/drafts.ts';
import { must } from '../../../shared/kernel/assert.ts';
import type { ItemId } from '../../../shared/kernel/brands.ts';
import { findOutboundByNo } from '../../db/repositories/outbound-lookup.ts';
import type { KnownItem } from './import-books.ts';
import { type LotShare, lotsNamed, putBack, takeFromLots } from './lot-shares.ts';
import { matchOutbounds, reversalReason, reversedNo } from './match-outbounds.ts';
import { reversalUnit, takeOutUnit } from './outbound-units.ts';
import {
  badVerdict,
  type CheckContext,
  type CheckedSheet,
  type ImportUnit,
  problemOf,
  Tally,
  type Verdict,
} from './import-verdict.ts';

type NewLine = {
  readonly verdict: Verdict;
  readonly draft: WriteOffDraft;
  readonly itemId: ItemId;
  readonly shares: readonly LotShare[];
  /** Which of the file's identical rows it is. */
  readonly ordinal: number;
};

/** Goods written off against the books: which lot they came out of, and what the books have already. */
export function checkWriteOffRows(rows: readonly ParsedRow<WriteOffDraft>[], check: CheckContext): CheckedSheet {
  const items = rows.map((row) => check.books.resolveItem(must(row.item, 'a write-off row refers to an item')));
  const known = matchOutbounds(
    check.db,
    ['write_off'],
    rows.map(({ draft }, index) => {
      const item = items[index];
      const itemId = item?.ok ? item.value.id : null;
      return draft === null || itemId === null ? null : { ...draft, itemId };
    }),
  );
  const numbers = new Set(rows.flatMap(({ draft }) => (draft && draft.quantity > 0 ? [draft.documentNo] : [])));
  const verdicts: Verdict[] = [];
  const lines: NewLine[] = [];
  const twins = new Tally([]);
  for (const [index, row] of rows.entries()) {
    const item = must(items[index], 'every row was looked up');
    const { draft } = row;
    const says = row.item?.itemCode ?? row.item?.barcode ?? row.item?.itemName ?? null;
    if (!item.ok || draft === null) {
      const refused = !item.ok && says !== null;
      verdicts.push(badVerdict(row, refused ? [problemOf(check, row, item.error.key, item.error.detail)] : []));
      continue;
    }
    const { ordinal } = twins.next(JSON.stringify([item.value.code, draft]));
    if (known.has(index)) {
      verdicts.push({ row, outcome: 'known', problems: row.problems });
      continue;
    }
    const taken =
      draft.quantity < 0 ? back(row, draft, item.value, check, numbers) : out(row, draft, item.value, check);
    verdicts.push(taken.verdict);
    if (taken.verdict.outcome === 'add' && item.value.id !== null) {
      lines.push({ ...taken, draft, itemId: item.value.id, ordinal });
    }
  }
  return { verdicts, units: unitsOf(lines) };
}

type Taken = { readonly verdict: Verdict; readonly shares: readonly LotShare[] };

function out(row: ParsedRow<WriteOffDraft>, draft: WriteOffDraft, item: KnownItem, check: CheckContext): Taken {
  const { lotCode } = draft;
  const refused = (key: string, detail: Parameters<typeof problemOf>[3]): Taken => ({
    verdict: badVerdict(row, [problemOf(check, row, key, detail)]),
    shares: [],
  });
  const lots = lotCode === null ? item.lots : lotsNamed(item.lots, lotCode);
  if (lotCode !== null && lots.length === 0) return refused('lotCode', { code: 'unknown_lot', lotCode });
  const shares = takeFromLots(lots, draft);
  if (shares === null) {
    const available = lots.reduce((sum, lot) => sum + lot.onHand, 0);
    return refused('quantity', { code: 'stock_short', available, unit: item.unit });
  }
  return { verdict: { row, outcome: 'add', problems: row.problems }, shares };
}

function back(
  row: ParsedRow<WriteOffDraft>,
  draft: WriteOffDraft,
  item: KnownItem,
  check: CheckContext,
  numbers: ReadonlySet<string | null>,
): Taken {
  const original = reversedNo(draft.reason);
  const found =
    original !== null &&
    (numbers.has(original) || findOutboundByNo(check.db, 'write_off', original, draft.date) !== null);
  if (!found) {
    const problem = problemOf(check, row, 'quantity', { code: 'reversed_not_found' });
    return { verdict: badVerdict(row, [problem]), shares: [] };
  }
  // On the shelf again, where a later row may take it.
  putBack(item.lots, draft.lotCode, -draft.quantity);
  return { verdict: { row, outcome: 'add', problems: row.problems }, shares: [] };
}

/**
 * Lines of one number, day and people are one document. They are taken over in the order of the file, and what takes a
 * document back that stands below it comes last.
 */
function unitsOf(lines: readonly NewLine[]): ImportUnit[] {
  const documents = new Map<string, NewLine[]>();
  for (const [index, line] of lines.entries()) {
    const { documentNo, date, disposal, handler, witness, approver, quantity } = line.draft;
    const key = JSON.stringify([documentNo ?? index, date, disposal, handler, witness, approver, quantity < 0]);
    documents.set(key, [...(documents.get(key) ?? []), line]);
  }
  const all = [...documents.values()];
  const numberOf = (document: readonly NewLine[]): string | null => document[0]?.draft.documentNo ?? null;
  const isBack = (document: readonly NewLine[]): boolean => document.some(({ draft }) => draft.quantity < 0);
  const ahead = new Set(all.filter((document) => !isBack(document)).map(numberOf));
  const units: ImportUnit[] = [];
  const late: ImportUnit[] = [];
  for (const document of all) {
    if (!isBack(document)) {
      ahead.delete(numberOf(document));
      units.push(unitOf(document));
      continue;
    }
    const waits = ahead.has(reversedNo(must(document[0], 'a document has a line').draft.reason));
    (waits ? late : units).push(unitOf(document));
  }
  return [...units, ...late];
}

function unitOf(document: readonly NewLine[]): ImportUnit {
  const { draft } = must(document[0], 'a document has a line');
  const { date, documentNo: sourceNo, handler, witness, approver, disposal } = draft;
  const verdicts = document.map(({ verdict }) => verdict);
  const key = JSON.stringify(document.map((line) => [line.itemId, line.draft, line.ordinal]));
  const paper = { date, sourceNo, handler, witness, approver };
  if (draft.quantity < 0) {
    const said = { reason: reversalReason(draft.reason), reversedNo: reversedNo(draft.reason) ?? '' };
    return reversalUnit(verdicts, ['write_off'], { key, paper, ...said });
  }
  const lines = document.map((line) => ({
    itemId: line.itemId,
    shares: line.shares,
    costFen: line.draft.costFen,
    detail: line.draft.reason,
  }));
  return takeOutUnit(verdicts, 'write_off', { key, paper, counterparty: '', disposal, note: '', lines });
}
