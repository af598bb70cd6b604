import type { DonationInput } from '../../main/usecases/donation/donation-rows.ts';
import { recordConsent } from '../../main/usecases/donation/earmark-consent.ts';
import { recordDonation } from '../../main/usecases/donation/record-donation.ts';
import { type DonorInput, saveDonor } from '../../main/usecases/donation/save-donor.ts';
import { receiveGoods } from '../../main/usecases/goods/receive-goods.ts';
import { reverseInbound } from '../../main/usecases/goods/reverse-inbound.ts';
import type { StoredEntry } from '../../main/journal/entry.ts';
import type { Donor } from '../../shared/domain/donation/donation.ts';
import { fen, type ItemId, quantity } from '../../shared/kernel/brands.ts';
import { type Shop, valueOf } from './shop.ts';

/** A donor in the register, an organisation unless said otherwise. */
export function donorOf(shop: Shop, name: string, given: Partial<DonorInput> = {}): Donor {
  const input: DonorInput = {
    name,
    kind: 'organisation',
    contact: '',
    phone: '',
    thanks: 'full',
    active: true,
    note: '',
    ...given,
  };
  return valueOf(saveDonor(shop.context(), null, input));
}

/** A gift that is received here; `costFen` is the whole lot's, null for one without a value. */
export function gift(
  shop: Shop,
  giver: Donor,
  [itemId, count, costFen, lotCode]: readonly [ItemId, number, number | null, string | null],
  given: Partial<DonationInput> = {},
): StoredEntry {
  const context = shop.context({ today: '2026-06-20' });
  const cost = costFen === null ? null : fen(costFen);
  const line = { itemId, quantity: quantity(count), costFen: cost, lotCode, producedOn: null, expiresOn: null };
  return valueOf(
    receiveGoods(context, {
      requestId: shop.requestId(),
      source: 'donation',
      supplier: '',
      date: context.today,
      sourceNo: null,
      lines: [line],
      donation: { donorId: giver.id, receiverOne: '冉光荣', receiverTwo: '李桂英', earmark: null, ...given },
    }),
  );
}

/** Gifts of every kind: for a group, for a group no longer, completed later, taken back, of one name twice. */
export function receiveGifts(shop: Shop, itemId: ItemId): void {
  const redCross = donorOf(shop, '县红十字会', { contact: '张主任', phone: '13800001111' });
  const wei = donorOf(shop, '王小伟', { kind: 'person', phone: '13900002222', thanks: 'masked' });
  gift(shop, redCross, [itemId, 20, null, 'G-1'], { earmark: '80岁以上老人', intention: '春节前发完' });
  gift(shop, wei, [itemId, 7, 1000, null], { externalReceiptNo: '湘财00123', note: '=1+1' });
  const freed = gift(shop, redCross, [itemId, 9, 900, 'G-3'], { earmark: '困难学生' });
  const consent = '6月3日电话征得张主任同意';
  valueOf(recordConsent(shop.context(), { requestId: shop.requestId(), entryId: freed.id, consent }));
  const wrong = gift(shop, wei, [itemId, 500, null, 'G-4'], { donationNo: 'JZ-2026-04' });
  const mistaken = { requestId: shop.requestId(), entryId: wrong.id, reason: '数量录错' };
  valueOf(reverseInbound(shop.context(), mistaken, shop.agreement()));
  const late = shop.receive(itemId, 4, null, { lotCode: 'G-5' });
  const words = { receiverOne: '冉光荣', receiverTwo: '李桂英', donationNo: 'JZ-2026-05', note: '补登' };
  const said = { requestId: shop.requestId(), entryId: late.id, basedOn: null, donorId: redCross.id, ...words };
  valueOf(recordDonation(shop.context(), { ...said, earmark: null }));
  gift(shop, wei, [itemId, 7, 1000, null]);
}
