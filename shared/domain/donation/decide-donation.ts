import { ok, err, type Result } from '../../kernel/result.ts';
import { nameKey } from '../ledger/import/cell-text.ts';
import type { Donor } from './donation.ts';
import { readIntention, type ReadIntention, tidyTag } from './earmark.ts';
import type { DonationRefusal } from './refusals.ts';

export type DonationFacts = {
  /** Null: no such donor. */
  readonly donor: Donor | null;
  readonly receiverOne: string;
  readonly receiverTwo: string;
  readonly intention: string;
  readonly earmark: string | null;
  /** Taken over from paper: it happened as it did, whoever received it. */
  readonly onPaper: boolean;
  /** The household whose number or head a tag is; null: it names nobody. */
  readonly householdNamed: (tag: string) => string | null;
};

export type DecidedDonation = ReadIntention & { readonly donor: Donor };

/**
 * Whether a gift can be taken in as said: by a donor in use, received by two different people, for a group and never
 * for somebody in person. An intention that names a group binds as the earmark does.
 */
export function decideDonation(facts: DonationFacts): Result<DecidedDonation, DonationRefusal> {
  const { donor } = facts;
  if (!donor) return err({ code: 'donor_not_found' });
  if (!donor.active && !facts.onPaper) return err({ code: 'donor_not_active', name: donor.name });
  const receivers = facts.onPaper ? null : wrongReceivers(facts.receiverOne, facts.receiverTwo);
  if (receivers) return err(receivers);
  const bound = boundBy(facts);
  if (bound.earmark !== null) {
    const householdNo = facts.householdNamed(bound.earmark);
    if (householdNo !== null) return err({ code: 'earmark_names_person', earmark: bound.earmark, householdNo });
  }
  return ok({ donor, ...bound });
}

function wrongReceivers(one: string, two: string): DonationRefusal | null {
  if (one === '') return { code: 'receiver_missing', which: 1 };
  if (two === '') return { code: 'receiver_missing', which: 2 };
  return sameReceiver(one, two) ? { code: 'receivers_same', name: one } : null;
}

/** Two signatures of one person are one signature. */
export function sameReceiver(one: string, two: string): boolean {
  return one !== '' && nameKey(one) === nameKey(two);
}

function boundBy({ earmark, intention }: Pick<DonationFacts, 'earmark' | 'intention'>): ReadIntention {
  const tag = tidyTag(earmark ?? '');
  const said = readIntention(intention);
  if (tag === '') return said;
  return { earmark: tag, intention: said.earmark === null || said.earmark === tag ? said.intention : intention.trim() };
}
