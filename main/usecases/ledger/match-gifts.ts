import { nameKey } from '../../../shared/domain/ledger/import/cell-text.ts';
import type { DonationDraft, ParsedRow } from '../../../shared/domain/ledger/import/drafts.ts';
import type { GiftLine } from '../../db/repositories/gift-lines.ts';
import { codeKey, type KnownItem } from './import-books.ts';

type Fits = (draft: DonationDraft, line: GiftLine) => boolean;

const sameNumber: Fits = (draft, line) =>
  draft.donationNo !== null && codeKey(draft.donationNo) === codeKey(line.shownNo);
const sameDonor: Fits = (draft, line) =>
  draft.donorName === null || nameKey(draft.donorName) === nameKey(line.donorName ?? line.supplier);
const sameLot: Fits = (draft, line) => draft.lotCode === line.lotCode;
const sameCost: Fits = (draft, line) => draft.costFen === line.costFen;

/** A row that names no lot fits any; a batch received twice has a suffix behind its code. */
const lotFits: Fits = (draft, line) =>
  draft.lotCode === null ||
  sameLot(draft, line) ||
  (line.lotCode.startsWith(`${draft.lotCode}-`) && /^\d+$/.test(line.lotCode.slice(draft.lotCode.length + 1)));

/** What is known to be somebody's gift under another number is another gift, unless it is the very lot. */
const mayBe: Fits = (draft, line) => {
  if (line.recordId === null) return true;
  if (!sameDonor(draft, line)) return false;
  const paperNo = line.donationNo || line.sourceNo;
  return draft.donationNo === null || paperNo === null || sameNumber(draft, line) || sameLot(draft, line);
};

/** From what leaves no doubt to what the ledgers of goods leave open: they may spell the giver otherwise. */
const PASSES: readonly Fits[] = [
  (draft, line) => sameNumber(draft, line) && sameDonor(draft, line) && sameLot(draft, line),
  (draft, line) => sameDonor(draft, line) && sameLot(draft, line) && sameCost(draft, line),
  (draft, line) => sameDonor(draft, line) && lotFits(draft, line) && sameCost(draft, line),
  (draft, line) => sameDonor(draft, line) && lotFits(draft, line),
  (draft, line) => lotFits(draft, line) && sameCost(draft, line),
  lotFits,
];

/** Which rows of a register are in the books already, whichever ledger brought them: each line is one row's at most. */
export function matchGifts(
  rows: readonly ParsedRow<DonationDraft>[],
  items: readonly (KnownItem | null)[],
  lines: readonly GiftLine[],
): ReadonlyMap<number, GiftLine> {
  const left = new Map<string, GiftLine[]>();
  for (const line of lines) {
    const key = keyOf(line.itemId, line);
    left.set(key, [...(left.get(key) ?? []), line]);
  }
  const matched = new Map<number, GiftLine>();
  for (const pass of PASSES) {
    for (const [index, { draft }] of rows.entries()) {
      const itemId = items[index]?.id ?? null;
      if (matched.has(index) || draft === null || itemId === null) continue;
      const candidates = left.get(keyOf(itemId, draft)) ?? [];
      const at = candidates.findIndex((line) => mayBe(draft, line) && pass(draft, line));
      const [line] = at < 0 ? [] : candidates.splice(at, 1);
      if (line) matched.set(index, line);
    }
  }
  return matched;
}

function keyOf(itemId: string, { date, quantity }: Pick<GiftLine, 'date' | 'quantity'>): string {
  return `${itemId}/${date}/${quantity}`;
}
