import { sameReceiver } from '../../../shared/domain/donation/decide-donation.ts';
import { tidyTag } from '../../../shared/domain/donation/earmark.ts';
import type { DonorId } from '../../../shared/kernel/brands.ts';

/** What is typed about a gift beyond its goods. */
export type DonationDraft = {
  readonly donorId: DonorId | null;
  readonly intention: string;
  readonly receiverOne: string;
  readonly receiverTwo: string;
  /** Empty: for anybody. */
  readonly earmark: string;
  readonly externalReceiptNo: string;
};

export const EMPTY_DONATION: DonationDraft = {
  donorId: null,
  intention: '',
  receiverOne: '',
  receiverTwo: '',
  earmark: '',
  externalReceiptNo: '',
};

/** What is missing, by field, in sentences. */
export function donationProblems(draft: DonationDraft): Partial<Record<keyof DonationDraft, string>> {
  const { donorId, receiverOne, receiverTwo } = draft;
  return {
    ...(donorId === null ? { donorId: '请选捐赠人，没有的先登记。' } : {}),
    ...(receiverOne.trim() === '' ? { receiverOne: '请填接收人一。' } : {}),
    ...(receiverTwo.trim() === ''
      ? { receiverTwo: '请填接收人二。' }
      : sameReceiver(receiverOne, receiverTwo)
        ? { receiverTwo: '接收人一和二要是两个不同的人。' }
        : {}),
  };
}

/** As the host takes it; null while nobody is chosen. */
export function donationInput({ donorId, earmark, ...words }: DonationDraft) {
  if (donorId === null) return null;
  const tag = tidyTag(earmark);
  return { donorId, earmark: tag === '' ? null : tag, ...words };
}
