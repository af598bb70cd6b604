import { type DonationWords, NO_WORDS } from '../../../shared/domain/donation/donation.ts';
import type { DonationDraft } from '../../../shared/domain/ledger/import/drafts.ts';
import { must } from '../../../shared/kernel/assert.ts';
import type { ItemId } from '../../../shared/kernel/brands.ts';
import { err, ok } from '../../../shared/kernel/result.ts';
import { findDonation } from '../../db/repositories/donation-repository.ts';
import { findGiftByNo, type GiftLine } from '../../db/repositories/gift-lines.ts';
import { type NamedDonor, registeredDonorWithin } from '../donation/donor-of-register.ts';
import { recordDonationWithin } from '../donation/record-donation.ts';
import { receiveGoodsWithin } from '../goods/receive-goods.ts';
import { reverseInboundWithin } from '../goods/reverse-inbound.ts';
import { importedId, type ImportUnit, type Verdict } from './import-verdict.ts';

export type NewGift = {
  readonly verdict: Verdict;
  readonly draft: DonationDraft;
  readonly itemId: ItemId;
  /** Which of the file's identical rows it is. */
  readonly ordinal: number;
};

/** What a row adds to a gift of the books. */
export type Addition = {
  readonly verdict: Verdict;
  readonly line: GiftLine;
  readonly donor: NamedDonor;
  readonly words: Partial<DonationWords>;
  readonly earmark: string | null;
};

/** `红冲JZ2026-003：数量记错` names the gift that a row with a minus takes back. */
export function reversedNo(note: string): string | null {
  return /红冲\s*([^\s：:，,；;]+)/.exec(note)?.[1] ?? null;
}

/**
 * Rows of one number that say the same of the gift are one document. They are taken over in the order of the file, and
 * what takes a gift back that stands below it comes last.
 */
export function newGiftUnits(gifts: readonly NewGift[]): ImportUnit[] {
  const documents = new Map<string, NewGift[]>();
  for (const [index, gift] of gifts.entries()) {
    const { donationNo, date, donorName, contact, phone, earmark, intention, quantity } = gift.draft;
    const { receiverOne, receiverTwo, certificateNo, externalReceiptNo } = gift.draft;
    const paper = [receiverOne, receiverTwo, certificateNo, externalReceiptNo];
    const key = [donationNo ?? index, date, donorName, contact, phone, earmark, intention, ...paper, quantity < 0];
    append(documents, JSON.stringify(key), gift);
  }
  const ahead = new Set([...documents.values()].filter((document) => !isBack(document)).map(numberOf));
  const units: ImportUnit[] = [];
  const late: ImportUnit[] = [];
  for (const document of documents.values()) {
    if (isBack(document)) {
      const waits = ahead.has(reversedNo(must(document[0], 'a document has a line').draft.note));
      (waits ? late : units).push(reversalUnit(document));
    } else {
      ahead.delete(numberOf(document));
      units.push(giftUnit(document));
    }
  }
  return [...units, ...late];
}

const isBack = (document: readonly NewGift[]): boolean => document.some(({ draft }) => draft.quantity < 0);
const numberOf = (document: readonly NewGift[]): string | null => document[0]?.draft.donationNo ?? null;

function append<T>(groups: Map<string, T[]>, key: string, value: T): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}

function giftUnit(document: readonly NewGift[]): ImportUnit {
  const { draft } = must(document[0], 'a document has a line');
  const { donationNo, date, donorName, contact, phone, earmark, intention } = draft;
  const { receiverOne, receiverTwo, certificateNo, externalReceiptNo } = draft;
  const lines = document.map(({ draft: row, itemId }) => {
    const { quantity, costFen, unitCostFen, costBasis, lotCode, expiresOn, note } = row;
    const goods = { itemId, quantity, costFen, unitCostFen, lotCode, producedOn: null, expiresOn };
    return { ...goods, costBasis, note, handler: receiverOne, inspector: receiverTwo };
  });
  const head = { source: 'donation', supplier: donorName ?? '', date, sourceNo: donationNo } as const;
  const words = { intention, receiverOne, receiverTwo, certificateNo, externalReceiptNo };
  const said = [head, contact, phone, earmark, words, lines, document.map(({ ordinal }) => ordinal)];
  const requestId = importedId('donation', JSON.stringify(said), 1);
  return {
    verdicts: document.map(({ verdict }) => verdict),
    apply: (context) => {
      const donor = donorName === null ? null : registeredDonorWithin(context, { name: donorName, contact, phone });
      if (donor && !donor.ok) return donor;
      const donation = donor && { ...words, donorId: donor.value.id, earmark };
      const received = receiveGoodsWithin(context, { requestId, ...head, lines, donation, onPaper: true });
      return received.ok ? ok('added') : err(received.error);
    },
  };
}

/** The rows of one reversal on paper take the gift they name back as a whole. */
function reversalUnit(document: readonly NewGift[]): ImportUnit {
  const { draft } = must(document[0], 'a document has a line');
  const said = document.map(({ itemId, draft: row, ordinal }) => [itemId, row, ordinal]);
  const requestId = importedId('donation', JSON.stringify(said), 1);
  const reason = draft.note.replace(/^.*?红冲[^：:]*[：:]?/, '') || '按原台账红冲';
  return {
    verdicts: document.map(({ verdict }) => verdict),
    apply: (context) => {
      const entryId = findGiftByNo(context.db, reversedNo(draft.note) ?? '', draft.date);
      if (entryId === null) return err({ code: 'entry_not_found' });
      const input = { requestId, entryId, reason, date: draft.date, sourceNo: draft.donationNo };
      const reversed = reverseInboundWithin(context, input, 'on_paper');
      return reversed.ok ? ok('added') : err(reversed.error);
    },
  };
}

/** What the rows of a file add to one gift is one document; each group it was given for has its own. */
export function completionUnits(additions: readonly Addition[]): ImportUnit[] {
  const gifts = new Map<string, Addition[]>();
  for (const addition of additions) append(gifts, `${addition.line.inboundId}/${addition.earmark ?? ''}`, addition);
  return [...gifts.values()].map(completionUnit);
}

function completionUnit(additions: readonly Addition[]): ImportUnit {
  const { line, donor: named, earmark } = must(additions[0], 'a gift that is completed has a row');
  const { inboundId: entryId, date } = line;
  const fills = additions.reduceRight<Partial<DonationWords>>((sum, { words }) => ({ ...sum, ...words }), {});
  const lotIds = additions.map(({ line: { lotId } }) => lotId);
  const requestId = importedId('donation', JSON.stringify([entryId, named, fills, earmark, lotIds]), 1);
  return {
    verdicts: additions.map(({ verdict }) => verdict),
    apply: (context) => {
      const before = findDonation(context.db, entryId);
      const donor = before === null ? registeredDonorWithin(context, named) : null;
      if (donor && !donor.ok) return donor;
      const donorId = before?.donorId ?? must(donor, 'a gift without donor gets one').value.id;
      const words = { ...wordsOf(before), ...fills };
      const basedOn = before?.recordId ?? null;
      const input = { requestId, entryId, basedOn, donorId, ...words, earmark };
      const recorded = recordDonationWithin(context, input, { date, lotIds });
      if (recorded.ok) return ok('updated');
      return recorded.error.code === 'donation_unchanged' ? ok('known') : err(recorded.error);
    },
  };
}

function wordsOf(before: DonationWords | null): DonationWords {
  if (before === null) return NO_WORDS;
  const { donationNo, intention, receiverOne, receiverTwo, certificateNo, externalReceiptNo, note } = before;
  return { donationNo, intention, receiverOne, receiverTwo, certificateNo, externalReceiptNo, note };
}
