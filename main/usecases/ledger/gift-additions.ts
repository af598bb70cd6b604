import { intentionText } from '../../../shared/domain/donation/earmark.ts';
import type { DonationWords } from '../../../shared/domain/donation/donation.ts';
import { nameKey } from '../../../shared/domain/ledger/import/cell-text.ts';
import type { DonationDraft, ParsedRow } from '../../../shared/domain/ledger/import/drafts.ts';
import type { FoundProblem } from '../../../shared/domain/ledger/import/import-problem.ts';
import { type Fen, fen } from '../../../shared/kernel/brands.ts';
import type { GiftLine } from '../../db/repositories/gift-lines.ts';
import { type CheckContext, problemOf } from './import-verdict.ts';

export type GiftAdditions = {
  /** Only what the books do not have yet: what somebody wrote down since is never overwritten by an older file. */
  readonly words: Partial<DonationWords>;
  readonly earmark: string | null;
  /** Whether a document has to say something. */
  readonly any: boolean;
  readonly problems: readonly FoundProblem[];
};

const PLAIN_WORDS = ['receiverOne', 'receiverTwo', 'certificateNo', 'externalReceiptNo'] as const;

/** What a row of a register adds to a gift that is in the books, and where it says otherwise than they do. */
export function additionsOf(
  row: ParsedRow<DonationDraft>,
  draft: DonationDraft,
  line: GiftLine,
  check: CheckContext,
): GiftAdditions {
  const problems: FoundProblem[] = [];
  const words: Record<string, string> = {};
  const take = (key: keyof DonationWords, wanted: string, kept: string): void => {
    if (wanted === '' || nameKey(wanted) === nameKey(kept)) return;
    if (kept === '') words[key] = wanted;
    else problems.push(differs(row, key, kept, line, check));
  };
  for (const key of PLAIN_WORDS) take(key, draft[key], line[key]);
  const { donationNo } = draft;
  if (donationNo !== null && donationNo !== line.shownNo) take('donationNo', donationNo, line.donationNo);
  const noted = line.note || line.lineNote;
  if (!noted.split('；').includes(draft.note)) take('note', draft.note, noted);
  const earmark = addedIntention(draft, line, take, (kept) =>
    problems.push(differs(row, 'intention', kept, line, check)),
  );
  const claims = line.recordId === null && claimsDonor(draft, line);
  return {
    words,
    earmark,
    any: claims || earmark !== null || Object.keys(words).length > 0,
    problems: [...problems, ...told(row, draft, line, check)],
  };
}

function differs(
  row: ParsedRow<unknown>,
  key: string,
  kept: string,
  line: GiftLine,
  check: CheckContext,
): FoundProblem {
  return problemOf(check, row, key, { code: 'gift_word_differs', documentNo: line.shownNo, kept }, 'warning');
}

/** The group the row adds, if any. */
function addedIntention(
  draft: DonationDraft,
  line: GiftLine,
  take: (key: 'intention', wanted: string, kept: string) => void,
  otherwise: (kept: string) => void,
): string | null {
  const kept = intentionText(line);
  if (intentionText({ ...draft, consent: null }) === kept) return null;
  take('intention', draft.intention, line.intention);
  if (draft.earmark === null || draft.earmark === line.earmark) return null;
  if (line.earmark === null) return draft.earmark;
  otherwise(kept);
  return null;
}

/** Whether the row says more of the giver than the inbound, which names a supplier. */
function claimsDonor({ donorName, contact, phone }: DonationDraft, { supplier }: GiftLine): boolean {
  if (donorName === null) return false;
  return nameKey(donorName) !== nameKey(supplier) || contact !== '' || phone !== '';
}

function told(row: ParsedRow<unknown>, draft: DonationDraft, line: GiftLine, check: CheckContext): FoundProblem[] {
  const documentNo = line.shownNo;
  const problems: FoundProblem[] = [];
  if (
    line.recordId === null &&
    draft.donorName !== null &&
    line.supplier !== '' &&
    nameKey(draft.donorName) !== nameKey(line.supplier)
  ) {
    problems.push(
      problemOf(check, row, 'donorName', { code: 'gift_of_other', documentNo, supplier: line.supplier }, 'warning'),
    );
  }
  if (draft.costFen !== line.costFen) {
    problems.push(
      problemOf(
        check,
        row,
        'amount',
        { code: 'gift_value_differs', documentNo, costFen: magnitude(line.costFen) },
        'warning',
      ),
    );
  }
  return problems;
}

function magnitude(cost: Fen | null): Fen | null {
  return cost === null ? null : fen(Math.abs(cost));
}
