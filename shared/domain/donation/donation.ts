import type { DonorId, EntryId } from '../../kernel/brands.ts';
import { maskName } from '../household/masking.ts';

export const DONOR_KINDS = ['organisation', 'person'] as const;
export type DonorKind = (typeof DONOR_KINDS)[number];

export const DONOR_THANKS = ['full', 'masked', 'hidden'] as const;
/** How the public list of thanks names a donor: in full, with characters left out, or not at all. */
export type DonorThanks = (typeof DONOR_THANKS)[number];

/** Who gives goods. */
export type Donor = {
  readonly id: DonorId;
  readonly name: string;
  readonly kind: DonorKind;
  /** Who speaks for it. */
  readonly contact: string;
  readonly phone: string;
  readonly thanks: DonorThanks;
  readonly active: boolean;
  readonly note: string;
};

/** What is known of a gift beyond its goods. Empty text: nothing. */
export type DonationWords = {
  readonly donationNo: string;
  readonly intention: string;
  readonly receiverOne: string;
  readonly receiverTwo: string;
  readonly certificateNo: string;
  /** Number of a receipt that somebody else wrote for it, often weeks later. */
  readonly externalReceiptNo: string;
  readonly note: string;
};

/** The same with who gave it, for one inbound, as its last document says. */
export type Donation = DonationWords & {
  readonly inboundId: EntryId;
  /** The document that says so: the inbound itself, or a later one that completed it. */
  readonly recordId: EntryId;
  readonly donorId: DonorId;
};

export const NO_WORDS: DonationWords = {
  donationNo: '',
  intention: '',
  receiverOne: '',
  receiverTwo: '',
  certificateNo: '',
  externalReceiptNo: '',
  note: '',
};

const ORGANISATION =
  /公司|集团|协会|学会|商会|工会|基金|红十字|银行|农商行|信用社|合作社|超市|商店|饭店|药店|医院|卫生|学校|中学|小学|大学|幼儿园|政府|委员会|[村居]委|[局厅部办所院站社厂店会队团行]$|中心|支部|单位|企业(?!家)|市场/;

/** What a name on a paper register looks like; the office can correct it. */
export function donorKindOf(name: string): DonorKind {
  return ORGANISATION.test(name) ? 'organisation' : 'person';
}

/** A private person stands on the wall with characters left out, unless they wish otherwise. */
export function usualThanks(kind: DonorKind): DonorThanks {
  return kind === 'person' ? 'masked' : 'full';
}

/** How the list of thanks names the donor: 张*三, or no name at all. */
export function thanksName({ name, thanks }: Pick<Donor, 'name' | 'thanks'>): string {
  if (thanks === 'hidden') return UNNAMED;
  return thanks === 'masked' ? maskName(name) : name;
}

/** Who wants no name on the wall. */
export const UNNAMED = '爱心人士（不具名）';
