import type { InboundDraft, ParsedRow } from '../../../shared/domain/ledger/import/drafts.ts';
import { must } from '../../../shared/kernel/assert.ts';
import type { ItemId } from '../../../shared/kernel/brands.ts';
import { err, ok } from '../../../shared/kernel/result.ts';
import { findInboundByNo, type InboundRecord, listInboundRecords } from '../../db/repositories/import-lookup.ts';
import { receiveGoodsWithin } from '../goods/receive-goods.ts';
import { reverseInboundWithin } from '../goods/reverse-inbound.ts';
import { codeKey, type KnownItem } from './import-books.ts';
import { AwayRows } from './import-inbound-away.ts';
import { ImportInvoices } from './import-invoices.ts';
import { inOwnUnit } from './import-packs.ts';
import { periodOf } from './import-points.ts';
import { matchInboundGifts } from './match-inbound-gifts.ts';
import {
  badVerdict,
  type CheckContext,
  type CheckedSheet,
  importedId,
  type ImportUnit,
  problemOf,
  Tally,
  type Verdict,
} from './import-verdict.ts';

type NewLine = {
  readonly verdict: Verdict;
  readonly draft: InboundDraft;
  readonly itemId: ItemId;
  /** Which of the file's identical rows it is. */
  readonly ordinal: number;
};

/** Goods received against the books; new lines of one paper document become one document. */
export function checkInboundRows(given: readonly ParsedRow<InboundDraft>[], check: CheckContext): CheckedSheet {
  const rows = given.map((row) => inOwnUnit(row, check.books));
  const items = rows.map((row) => check.books.resolveItem(must(row.item, 'an inbound row refers to an item')));
  const found = items.map((item) => (item.ok ? item.value : null));
  const away = new AwayRows(rows, found, check);
  const { known, gifts } = matchRecords(
    rows,
    found.map((item, index) => (away.has(index) ? null : item)),
    check,
  );
  const verdicts: Verdict[] = [];
  const lines: NewLine[] = [];
  const twins = new Tally([]);
  const back = rows.flatMap(({ draft }) => (draft !== null && draft.quantity < 0 ? [reversedNo(draft) ?? ''] : []));
  const invoices = new ImportInvoices(check.db, back);
  const numbers = new Set(
    rows.flatMap(({ draft }) => (draft !== null && draft.quantity > 0 ? [draft.documentNo] : [])),
  );
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
    if (away.has(index)) {
      verdicts.push(away.take(index, row, item.value, ordinal));
      continue;
    }
    const gift = gifts.get(index);
    if (gift) {
      const told = problemOf(check, row, 'quantity', { code: 'gift_known', documentNo: gift.documentNo }, 'warning');
      verdicts.push({ row, outcome: 'known', problems: [...row.problems, told] });
      continue;
    }
    const verdict = verdictOf(row, draft, item.value, known.has(index), { ...check, invoices }, numbers);
    verdicts.push(verdict);
    if (verdict.outcome !== 'add') continue;
    if (draft.quantity > 0) addLot(item.value, draft);
    if (item.value.id !== null) lines.push({ verdict, draft, itemId: item.value.id, ordinal });
  }
  return { verdicts, units: unitsOf(lines, away.units()) };
}

function verdictOf(
  row: ParsedRow<InboundDraft>,
  draft: InboundDraft,
  item: KnownItem,
  known: boolean,
  check: CheckContext & { readonly invoices: ImportInvoices },
  numbers: ReadonlySet<string | null>,
): Verdict {
  if (known) return { row, outcome: 'known', problems: row.problems };
  if (draft.quantity < 0) {
    const original = reversedNo(draft);
    const found =
      original !== null && (numbers.has(original) || findInboundByNo(check.db, original, draft.date) !== null);
    if (found) return { row, outcome: 'add', problems: row.problems };
    return badVerdict(row, [problemOf(check, row, 'quantity', { code: 'original_not_found' })]);
  }
  const doubt = check.invoices.doubt(draft);
  const doubted = doubt ? [problemOf(check, row, 'invoiceNo', doubt.detail, doubt.severity)] : [];
  if (doubt?.severity === 'error') return badVerdict(row, doubted);
  const undated = item.expiryTracked && draft.expiresOn === null;
  const missing = undated ? [problemOf(check, row, 'expiresOn', { code: 'expiry_missing' }, 'warning')] : [];
  const warning = [...doubted, ...missing];
  return { row, outcome: 'add', problems: [...row.problems, ...warning] };
}

/** `红冲RK2026-003：数量记错` names the document that a row with a minus takes back. */
function reversedNo(draft: InboundDraft): string | null {
  return /红冲\s*([^\s：:，,；;]+)/.exec(draft.note)?.[1] ?? null;
}

function addLot(item: KnownItem, draft: InboundDraft): void {
  const code = draft.lotCode ?? draft.date.replaceAll('-', '');
  item.lots.push({ code, expiresOn: draft.expiresOn, receivedOn: draft.date, onHand: draft.quantity });
}

type Matched = {
  readonly known: ReadonlySet<number>;
  /** Rows that another ledger brought: the register of donations. */
  readonly gifts: ReadonlyMap<number, InboundRecord>;
};

/**
 * Rows that are in the books already. A row takes the record of its own lot first; a batch received twice got a
 * suffix behind its lot code, so what is left may also be matched by that.
 */
function matchRecords(
  rows: readonly ParsedRow<InboundDraft>[],
  items: readonly (KnownItem | null)[],
  check: CheckContext,
): Matched {
  const period = periodOf(rows.flatMap((row) => (row.draft === null ? [] : [row.draft.date])));
  const records = new Map<string, InboundRecord[]>();
  for (const record of period === null ? [] : listInboundRecords(check.db, period)) {
    const key = keyOf(record.itemId, record);
    records.set(key, [...(records.get(key) ?? []), record]);
  }
  const known = new Set<number>();
  for (const exact of [true, false]) {
    for (const [index, row] of rows.entries()) {
      const itemId = items[index]?.id ?? null;
      if (known.has(index) || row.draft === null || itemId === null) continue;
      const candidates = records.get(keyOf(itemId, row.draft)) ?? [];
      const { draft } = row;
      const at = candidates.findIndex((record) => isSameLine(draft, record, exact));
      if (at < 0) continue;
      candidates.splice(at, 1);
      known.add(index);
    }
  }
  return { known, gifts: matchInboundGifts(rows, items, known, [...records.values()].flat()) };
}

function keyOf(
  itemId: ItemId,
  line: Pick<InboundRecord, 'date' | 'source' | 'supplier' | 'producedOn' | 'expiresOn' | 'quantity' | 'costFen'>,
): string {
  return JSON.stringify([
    itemId,
    line.date,
    line.source,
    line.supplier,
    line.producedOn,
    line.expiresOn,
    line.quantity,
    line.costFen,
  ]);
}

function isSameLine(draft: InboundDraft, record: InboundRecord, exact: boolean): boolean {
  if (draft.documentNo !== null && codeKey(draft.documentNo) !== codeKey(record.documentNo)) return false;
  const wanted = draft.lotCode ?? draft.date.replaceAll('-', '');
  if (record.lotCode === wanted) return true;
  return !exact && record.lotCode.startsWith(`${wanted}-`) && /^\d+$/.test(record.lotCode.slice(wanted.length + 1));
}

/**
 * Lines of one number, day, source and supplier are one document. They are taken over in the order of the file, and
 * what takes a document back that stands below it comes last. `away` are documents by which goods went away again.
 */
function unitsOf(lines: readonly NewLine[], away: readonly ImportUnit[]): ImportUnit[] {
  const documents = new Map<string, NewLine[]>();
  for (const [index, line] of lines.entries()) {
    const { documentNo, date, source, supplier, quantity } = line.draft;
    const key = JSON.stringify([documentNo ?? index, date, source, supplier, quantity < 0]);
    documents.set(key, [...(documents.get(key) ?? []), line]);
  }
  const ahead = new Set([...documents.values()].filter((document) => !isBack(document)).map(numberOf));
  const units: ImportUnit[] = [];
  const late: ImportUnit[] = [];
  for (const document of documents.values()) {
    if (isBack(document)) {
      const waits = ahead.has(reversedNo(must(document[0], 'a document has a line').draft));
      (waits ? late : units).push(reversalUnit(document));
    } else {
      ahead.delete(numberOf(document));
      units.push(unitOf(document));
    }
  }
  const rowOf = (unit: ImportUnit): number => unit.verdicts[0]?.row.row ?? 0;
  return [...[...units, ...away].sort((a, b) => rowOf(a) - rowOf(b)), ...late];
}

const isBack = (document: readonly NewLine[]): boolean => document.some((line) => line.draft.quantity < 0);
const numberOf = (document: readonly NewLine[]): string | null => document[0]?.draft.documentNo ?? null;

/** The rows of one reversal on paper take the document they name back as a whole. */
function reversalUnit(document: readonly NewLine[]): ImportUnit {
  const { draft } = must(document[0], 'a document has a line');
  const key = JSON.stringify(document.map((line) => [line.itemId, line.draft, line.ordinal]));
  const reason = draft.note.replace(/^.*?红冲[^：:]*[：:]?/, '') || '按原台账红冲';
  return {
    verdicts: document.map((line) => line.verdict),
    apply: (context) => {
      const entryId = findInboundByNo(context.db, reversedNo(draft) ?? '', draft.date);
      if (entryId === null) return err({ code: 'entry_not_found' });
      const requestId = importedId('inbound', key, 1);
      const reversed = reverseInboundWithin(
        context,
        {
          requestId,
          entryId,
          reason,
          date: draft.date,
          sourceNo: draft.documentNo,
        },
        'on_paper',
      );
      return reversed.ok ? ok('added') : err(reversed.error);
    },
  };
}

function unitOf(document: readonly NewLine[]): ImportUnit {
  const first = must(document[0], 'a document has a line').draft;
  const head = { source: first.source, supplier: first.supplier, date: first.date, sourceNo: first.documentNo };
  const lines = document.map(({ draft, itemId }) => {
    const { quantity, costFen, unitCostFen, lotCode, producedOn, expiresOn } = draft;
    const { costBasis, invoiceNo, fundSource, handler, inspector, note } = draft;
    const goods = { itemId, quantity, costFen, unitCostFen, lotCode, producedOn, expiresOn };
    return { ...goods, costBasis, invoiceNo, fundSource, handler, inspector, note };
  });
  const requestId = importedId('inbound', JSON.stringify([head, lines, document.map((line) => line.ordinal)]), 1);
  return {
    verdicts: document.map((line) => line.verdict),
    apply: (context) => {
      const received = receiveGoodsWithin(context, { requestId, ...head, lines, onPaper: true });
      return received.ok ? ok('added') : err(received.error);
    },
  };
}
