import { type Donor, donorKindOf } from '../../../shared/domain/donation/donation.ts';
import { client } from '../../lib/client.ts';
import type { ReceiveHead } from './receive-draft.ts';

/** The registered donor that the paper names; null: nobody of that name, or it was left open which. */
export function donorNamed(head: ReceiveHead, donors: readonly Donor[]): Donor | null {
  const named = donors.filter(({ name, active }) => active && name === head.supplier.trim());
  return named.find(({ id }) => id === head.gift.donorId) ?? named[0] ?? null;
}

/** What the gift says of itself; a donor who gives for the first time is registered with it. */
export async function giftOf(head: ReceiveHead, donors: readonly Donor[]) {
  const { kind, intention, receiverOne, receiverTwo, earmark, externalReceiptNo } = head.gift;
  const name = head.supplier.trim();
  const known = donorNamed(head, donors);
  const donor = known ?? (await client.donation.saveDonor({ donorId: null, name, kind: kind ?? donorKindOf(name) }));
  return {
    donorId: donor.id,
    intention: intention.trim(),
    receiverOne: receiverOne.trim(),
    receiverTwo: receiverTwo.trim(),
    earmark: earmark.trim() === '' ? null : earmark.trim(),
    externalReceiptNo: externalReceiptNo.trim(),
  };
}

/** Two people sign for a gift. */
export function receiversProblem({ source, gift }: ReceiveHead): string | null {
  if (source !== 'donation') return null;
  const plain = (name: string) => name.replace(/\s+/g, '');
  if (plain(gift.receiverOne) === '' || plain(gift.receiverTwo) === '') return '捐赠要两个人接收，请都填上。';
  return plain(gift.receiverOne) === plain(gift.receiverTwo) ? '接收人一和接收人二应是两个人。' : null;
}
