import { type Item, PLAIN_ITEM } from '../../../shared/domain/goods/goods.ts';
import { nameKey } from '../../../shared/domain/ledger/import/cell-text.ts';
import type { ItemDraft, ParsedRow } from '../../../shared/domain/ledger/import/drafts.ts';
import type { FoundProblem } from '../../../shared/domain/ledger/import/import-problem.ts';
import { must } from '../../../shared/kernel/assert.ts';
import { quantity } from '../../../shared/kernel/brands.ts';
import { err, ok } from '../../../shared/kernel/result.ts';
import { refusalText } from '../../../shared/messages/refusal-text.ts';
import { refusePrice } from '../price/price-refusal.ts';
import { type ItemInput, saveItemWithin } from '../goods/save-item.ts';
import type { ImportBooks, KnownItem } from './import-books.ts';
import {
  badVerdict,
  type CheckContext,
  type CheckedSheet,
  type ImportUnit,
  problemOf,
  type Verdict,
} from './import-verdict.ts';

/** Items of a catalogue against the books. */
export function checkItemRows(rows: readonly ParsedRow<ItemDraft>[], check: CheckContext): CheckedSheet {
  const verdicts: Verdict[] = [];
  const units: ImportUnit[] = [];
  for (const row of rows) {
    const match = matchItem(row, check);
    const { draft } = row;
    if (match.problems.length > 0 || draft === null) {
      verdicts.push(badVerdict(row, match.problems));
      continue;
    }
    const judged =
      match.existing === null ? judgeNew(row, draft, check) : judgeExisting(row, draft, match.existing, check);
    verdicts.push(judged.verdict);
    if (judged.unit !== null) units.push(judged.unit);
  }
  return { verdicts, units };
}

type Judged = { readonly verdict: Verdict; readonly unit: ImportUnit | null };
type Match = { readonly existing: KnownItem | null; readonly problems: readonly FoundProblem[] };

function matchItem(row: ParsedRow<ItemDraft>, check: CheckContext): Match {
  const { books } = check;
  const reference = must(row.item, 'a catalogue row refers to an item');
  const byBarcode = reference.barcode === null ? null : books.itemByBarcode(reference.barcode);
  const byCode = reference.itemCode === null ? null : books.itemByCode(reference.itemCode);
  // A code or barcode twice in one file has been said already.
  const ofThisFile = byCode?.stored === null || byBarcode?.stored === null;
  if (ofThisFile && row.draft === null) return { existing: null, problems: [] };
  if (byBarcode !== null && reference.itemCode !== null && byBarcode !== byCode) {
    const detail = { code: 'barcode_taken', itemCode: byBarcode.code, itemName: byBarcode.name } as const;
    return { existing: null, problems: [problemOf(check, row, 'barcode', detail)] };
  }
  const named =
    reference.itemCode !== null || reference.itemName === null
      ? []
      : books.itemsByName(reference.itemName, reference.spec);
  const existing =
    byCode ?? byBarcode ?? (named.length === 1 && reference.barcode === null ? (named[0] ?? null) : null);
  if (existing === null || reference.itemName === null)
    return { existing, problems: problemsOfNew(row, existing, check) };
  const problems: FoundProblem[] = [];
  // A code that changes its goods would turn the rice on the shelf into oil; the same barcode allows a better name.
  if (nameKey(existing.name) !== nameKey(reference.itemName) && existing !== byBarcode) {
    const detail = { code: 'item_name_mismatch', itemCode: existing.code, itemName: existing.name } as const;
    problems.push(problemOf(check, row, 'name', detail));
  }
  if (reference.unit !== null && nameKey(existing.unit) !== nameKey(reference.unit)) {
    problems.push(problemOf(check, row, 'unit', { code: 'item_unit_mismatch', unit: existing.unit }));
  }
  return { existing, problems };
}

/** Goods cannot be counted without a unit. */
function problemsOfNew(row: ParsedRow<ItemDraft>, existing: KnownItem | null, check: CheckContext): FoundProblem[] {
  const lacksUnit = existing === null && row.draft !== null && row.draft.unit === null;
  return lacksUnit ? [problemOf(check, row, 'unit', { code: 'missing' })] : [];
}

function judgeNew(row: ParsedRow<ItemDraft>, draft: ItemDraft, check: CheckContext): Judged {
  if (draft.unit === null) return { verdict: badVerdict(row, problemsOfNew(row, null, check)), unit: null };
  const input: ItemInput = {
    ...PLAIN_ITEM,
    code: draft.code ?? nextItemCode(check.books),
    barcode: draft.barcode,
    name: draft.name,
    category: draft.category ?? '',
    spec: draft.spec ?? '',
    unit: draft.unit,
    priceCentipoints: draft.priceCentipoints,
    referenceFen: draft.referenceFen,
    minimumStock: draft.minimumStock ?? quantity(0),
    expiryTracked: draft.expiryTracked ?? false,
    active: draft.active ?? true,
    packs: draft.packs ?? [],
    shelfLifeDays: draft.shelfLifeDays,
    food: draft.food ?? false,
    barcodeReason: draft.barcodeReason ?? '',
    note: draft.note ?? '',
  };
  const priced = priceProblems(row, null, input, check);
  if (priced.length > 0) return { verdict: badVerdict(row, priced), unit: null };
  check.books.addItem({ ...input, id: null, stored: null, lots: [] });
  const verdict: Verdict = { row, outcome: 'add', problems: row.problems };
  const apply: ImportUnit['apply'] = (context) => {
    const saved = saveItemWithin(context, null, input);
    return saved.ok ? ok('added') : err(saved.error);
  };
  return { verdict, unit: { verdicts: [verdict], apply } };
}

function judgeExisting(row: ParsedRow<ItemDraft>, draft: ItemDraft, existing: KnownItem, check: CheckContext): Judged {
  const { stored } = existing;
  const changed = stored === null ? null : changedItem(stored, draft);
  if (stored === null || changed === null)
    return { verdict: { row, outcome: 'known', problems: row.problems }, unit: null };
  const priced = priceProblems(row, stored, changed, check);
  if (priced.length > 0) return { verdict: badVerdict(row, priced), unit: null };
  const verdict: Verdict = { row, outcome: 'update', problems: row.problems };
  const apply: ImportUnit['apply'] = (context) => {
    const saved = saveItemWithin(context, stored.id, changed);
    return saved.ok ? ok('updated') : err(saved.error);
  };
  return { verdict, unit: { verdicts: [verdict], apply } };
}

/** A price that the scheme does not allow is seen before anything is imported. */
function priceProblems(
  row: ParsedRow<ItemDraft>,
  stored: Item | null,
  item: ItemInput,
  check: CheckContext,
): FoundProblem[] {
  const refusal = refusePrice(check.db, stored, item);
  if (!refusal) return [];
  return [problemOf(check, row, 'price', { code: 'refused_by_books', sentence: refusalText(refusal) })];
}

/** The stored item with what the file says; empty cells say nothing. Null when nothing changes. */
function changedItem(stored: Item, draft: ItemDraft): ItemInput | null {
  const { id: _id, ...before } = stored;
  const after: ItemInput = {
    ...before,
    barcode: draft.barcode ?? before.barcode,
    name: draft.name,
    category: draft.category ?? before.category,
    spec: draft.spec ?? before.spec,
    priceCentipoints: draft.priceCentipoints ?? before.priceCentipoints,
    referenceFen: draft.referenceFen ?? before.referenceFen,
    minimumStock: draft.minimumStock ?? before.minimumStock,
    expiryTracked: draft.expiryTracked ?? before.expiryTracked,
    active: draft.active ?? before.active,
    packs: samePacks(draft.packs ?? before.packs, before.packs),
    shelfLifeDays: draft.shelfLifeDays ?? before.shelfLifeDays,
    food: draft.food ?? before.food,
    barcodeReason: draft.barcodeReason ?? before.barcodeReason,
    note: draft.note ?? before.note,
  };
  const keys = Object.keys(before) as (keyof ItemInput)[];
  return keys.some((key) => before[key] !== after[key]) ? after : null;
}

/** The packs there are where the file says the same, so that nothing counts as changed. */
function samePacks(said: Item['packs'], before: Item['packs']): Item['packs'] {
  return JSON.stringify(said) === JSON.stringify(before) ? before : said;
}

/** WP038 is followed by WP039. */
function nextItemCode(books: ImportBooks): string {
  let last = 0;
  for (const code of books.itemCodes()) {
    const match = /^WP(\d{1,9})$/.exec(code);
    if (match) last = Math.max(last, Number(match[1]));
  }
  return `WP${String(last + 1).padStart(3, '0')}`;
}
