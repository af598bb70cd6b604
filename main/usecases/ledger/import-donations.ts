import type { DonationDraft, ParsedRow } from '../../../shared/domain/ledger/import/drafts.ts';
import type { FoundProblem } from '../../../shared/domain/ledger/import/import-problem.ts';
import { nameKey } from '../../../shared/domain/ledger/import/cell-text.ts';
import { must } from '../../../shared/kernel/assert.ts';
import { householdNamed } from '../../db/repositories/donation-repository.ts';
import { findGiftByNo, type GiftLine, listGiftLines } from '../../db/repositories/gift-lines.ts';
import { listTags } from '../../db/repositories/donation-reading.ts';
import { donorNamed } from '../donation/donor-of-register.ts';
import { additionsOf } from './gift-additions.ts';
import { type Addition, completionUnits, type NewGift, newGiftUnits, reversedNo } from './gift-units.ts';
import type { KnownItem } from './import-books.ts';
import { periodOf } from './import-points.ts';
import { badVerdict, type CheckContext, type CheckedSheet, problemOf, Tally, type Verdict } from './import-verdict.ts';
import { matchGifts } from './match-gifts.ts';

type Row = ParsedRow<DonationDraft>;
type Checking = {
  readonly check: CheckContext;
  /** Numbers of gifts that this register brings. */
  readonly numbers: ReadonlySet<string | null>;
  /** Groups that some household carries. */
  readonly carried: ReadonlySet<string>;
  /** The donor each inbound of the books is being given to, by this file. */
  readonly claimed: Map<string, string>;
};
type Taken = { readonly verdict: Verdict; readonly addition?: Addition };

/**
 * A register of donated goods against the books. A row whose goods the inbound ledger brought already completes them and
 * adds nothing to the shelf; other rows are gifts of their own.
 */
export function checkDonationRows(rows: readonly Row[], check: CheckContext): CheckedSheet {
  const items = rows.map((row) => check.books.resolveItem(must(row.item, 'a donation row refers to an item')));
  const period = periodOf(rows.flatMap(({ draft }) => (draft === null ? [] : [draft.date])));
  const lines = period === null ? [] : listGiftLines(check.db, period);
  const known = matchGifts(
    rows,
    items.map((item) => (item.ok ? item.value : null)),
    lines,
  );
  const checking: Checking = {
    check,
    numbers: new Set(rows.flatMap(({ draft }) => (draft && draft.quantity > 0 ? [draft.donationNo] : []))),
    carried: new Set(listTags(check.db).flatMap(({ tag, households }) => (households > 0 ? [tag] : []))),
    claimed: new Map(),
  };
  const verdicts: Verdict[] = [];
  const gifts: NewGift[] = [];
  const additions: Addition[] = [];
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
    const line = known.get(index);
    const taken: Taken = line ? judgeKnown(row, draft, line, checking) : judgeNew(row, draft, item.value, checking);
    verdicts.push(taken.verdict);
    if (taken.addition) additions.push(taken.addition);
    if (taken.verdict.outcome === 'add' && item.value.id !== null) {
      gifts.push({ verdict: taken.verdict, draft, itemId: item.value.id, ordinal });
    }
  }
  return { verdicts, units: [...newGiftUnits(gifts), ...completionUnits(additions)] };
}

/** Goods that are in the books: what the row says beyond them becomes a document of its own. */
function judgeKnown(row: Row, draft: DonationDraft, line: GiftLine, checking: Checking): Taken {
  const { check, claimed } = checking;
  if (draft.quantity < 0) return { verdict: { row, outcome: 'known', problems: row.problems } };
  const adds = additionsOf(row, draft, line, check);
  const donorName = draft.donorName ?? line.supplier;
  if (!adds.any || (line.recordId === null && donorName === '')) {
    return { verdict: { row, outcome: 'known', problems: [...row.problems, ...adds.problems] } };
  }
  const wrong = [
    ...(line.recordId === null ? donorProblems(row, { ...draft, donorName }, checking) : []),
    ...(adds.earmark === null ? [] : earmarkProblems(row, adds.earmark, checking)),
  ];
  const other = claimed.get(line.inboundId);
  if (line.recordId === null && other !== undefined && nameKey(other) !== nameKey(donorName)) {
    const detail = { code: 'gift_shared', documentNo: line.shownNo, donor: other } as const;
    wrong.push(problemOf(check, row, 'donorName', detail));
  }
  if (wrong.some(({ severity }) => severity === 'error')) return { verdict: badVerdict(row, wrong) };
  claimed.set(line.inboundId, donorName);
  const verdict: Verdict = { row, outcome: 'update', problems: [...row.problems, ...adds.problems, ...wrong] };
  const donor = { name: donorName, contact: draft.contact, phone: draft.phone };
  return { verdict, addition: { verdict, line, donor, words: adds.words, earmark: adds.earmark } };
}

function judgeNew(row: Row, draft: DonationDraft, item: KnownItem, checking: Checking): Taken {
  const { check } = checking;
  if (draft.quantity < 0) {
    const original = reversedNo(draft.note);
    const found =
      original !== null && (checking.numbers.has(original) || findGiftByNo(check.db, original, draft.date) !== null);
    if (found) return { verdict: { row, outcome: 'add', problems: row.problems } };
    return { verdict: badVerdict(row, [problemOf(check, row, 'quantity', { code: 'reversed_not_found' })]) };
  }
  const problems = [
    ...donorProblems(row, draft, checking),
    ...(draft.earmark === null ? [] : earmarkProblems(row, draft.earmark, checking)),
  ];
  if (problems.some(({ severity }) => severity === 'error')) return { verdict: badVerdict(row, problems) };
  if (item.expiryTracked && draft.expiresOn === null) {
    problems.push(problemOf(check, row, 'expiresOn', { code: 'expiry_missing' }, 'warning'));
  }
  expectLot(item, draft);
  return { verdict: { row, outcome: 'add', problems: [...row.problems, ...problems] } };
}

/** What later rows of the file may hand out; the inbound ledger of the same file may have announced it already. */
function expectLot(item: KnownItem, { lotCode, date, expiresOn, quantity }: DonationDraft): void {
  const code = lotCode ?? date.replaceAll('-', '');
  const there = item.lots.some((lot) => lot.code === code && lot.receivedOn === date && lot.onHand === quantity);
  if (!there) item.lots.push({ code, expiresOn, receivedOn: date, onHand: quantity });
}

function donorProblems(row: Row, { donorName, contact, phone }: DonationDraft, { check }: Checking): FoundProblem[] {
  if (donorName === null) return [];
  const found = donorNamed(check.db, { name: donorName, contact, phone });
  if (found.kind !== 'ambiguous') return [];
  return [problemOf(check, row, 'donorName', { code: 'donor_ambiguous', candidates: found.candidates })];
}

function earmarkProblems(row: Row, earmark: string, { check, carried }: Checking): FoundProblem[] {
  const householdNo = householdNamed(check.db, earmark);
  if (householdNo !== null) {
    return [problemOf(check, row, 'intention', { code: 'earmark_of_person', earmark, householdNo })];
  }
  return carried.has(earmark)
    ? []
    : [problemOf(check, row, 'intention', { code: 'earmark_of_nobody', earmark }, 'warning')];
}
