import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verify } from '../../main/journal/verify.ts';
import { listLotsOnHand } from '../../main/db/repositories/lot-repository.ts';
import type { DonationInput } from '../../main/usecases/donation/donation-rows.ts';
import { recordConsent, withdrawConsent } from '../../main/usecases/donation/earmark-consent.ts';
import { readDonation, readDonationList, readDonors, readThanks } from '../../main/usecases/donation/read-donations.ts';
import { recordDonation, type RecordDonationInput } from '../../main/usecases/donation/record-donation.ts';
import { type DonorInput, saveDonor } from '../../main/usecases/donation/save-donor.ts';
import { receiveGoods } from '../../main/usecases/goods/receive-goods.ts';
import { reverseInbound } from '../../main/usecases/goods/reverse-inbound.ts';
import type { Donor } from '../../shared/domain/donation/donation.ts';
import { donorId, type EntryId, quantity } from '../../shared/kernel/brands.ts';
import { donorOf } from '../builders/gifts.ts';
import { openShop, refusalOf, type Shop, valueOf } from '../builders/shop.ts';

let shop: Shop;

beforeEach(async () => {
  shop = await openShop();
});

afterEach(() => {
  expect(verify(shop.db).problem).toBeNull();
  shop.close();
});

const donor = (name: string, given: Partial<DonorInput> = {}): Donor => donorOf(shop, name, given);

const record = (inbound: EntryId, giver: Donor, given: Partial<RecordDonationInput> = {}) =>
  recordDonation(shop.context(), {
    requestId: shop.requestId(),
    entryId: inbound,
    basedOn: null,
    donorId: giver.id,
    receiverOne: '冉光荣',
    receiverTwo: '李桂英',
    earmark: null,
    ...given,
  });

describe('donors', () => {
  test('an organisation stands in the register once; two people of one name are told apart by their telephone', () => {
    donor('县红十字会');
    const again = {
      name: '县 红十字会',
      kind: 'organisation',
      contact: '',
      phone: '1',
      thanks: 'full',
      active: true,
      note: '',
    } as const;
    expect(refusalOf(saveDonor(shop.context(), null, again))).toEqual({
      code: 'donor_taken',
      name: '县红十字会',
      phone: '',
    });
    const first = donor('王伟', { kind: 'person', phone: '13800001111' });
    expect(donor('王伟', { kind: 'person', phone: '13800002222' }).id).not.toBe(first.id);
    expect(saveDonor(shop.context(), null, { ...first }).ok).toBe(false);
    expect(refusalOf(saveDonor(shop.context(), donorId('nobody'), { ...first })).code).toBe('donor_not_found');
    expect(valueOf(saveDonor(shop.context(), first.id, { ...first, contact: '王家' })).contact).toBe('王家');
  });
});

describe('a gift', () => {
  test('is completed by later documents: the last word counts, and who worked from an older one is told', () => {
    const inbound = shop.receive(shop.item().id, 10, null);
    const giver = donor('县红十字会');
    expect(valueOf(readDonation(shop.db, inbound.id)).donor).toBeNull();
    const first = valueOf(record(inbound.id, giver, { intention: '春节慰问' }));
    expect(valueOf(readDonation(shop.db, inbound.id))).toMatchObject({
      donor: giver,
      recordId: first.id,
      certificateNo: 'ZS2026-0001',
      donationNo: inbound.documentNo,
      intention: '春节慰问',
      externalReceiptNo: '',
    });
    const stale = record(inbound.id, giver, { externalReceiptNo: '湘财0012345' });
    expect(refusalOf(stale)).toEqual({
      code: 'donation_changed',
      documentNo: inbound.documentNo,
      recordNo: first.documentNo,
    });
    const given = { basedOn: first.id, certificateNo: 'ZS2026-0001', intention: '春节慰问' };
    const later = valueOf(record(inbound.id, giver, { ...given, externalReceiptNo: '湘财0012345' }));
    expect(valueOf(readDonation(shop.db, inbound.id))).toMatchObject({
      externalReceiptNo: '湘财0012345',
      recordId: later.id,
    });
    const same = record(inbound.id, giver, { ...given, basedOn: later.id, externalReceiptNo: '湘财0012345' });
    expect(refusalOf(same).code).toBe('donation_unchanged');
    const second = shop.receive(shop.item().id, 1, 500, { source: 'donation' });
    valueOf(record(second.id, giver));
    expect(valueOf(readDonation(shop.db, second.id)).certificateNo).toBe('ZS2026-0002');
  });

  test('answers a repeated request with the document it made before', () => {
    const inbound = shop.receive(shop.item().id, 10, null);
    const requestId = shop.requestId();
    const giver = donor('县红十字会');
    const once = valueOf(record(inbound.id, giver, { requestId }));
    expect(valueOf(record(inbound.id, giver, { requestId })).documentNo).toBe(once.documentNo);
    expect(refusalOf(record(inbound.id, giver, { requestId, note: '别的' })).code).toBe('request_id_reused');
  });

  test('is received by two different people, from a donor in use, and is a donation that stands', () => {
    const inbound = shop.receive(shop.item().id, 10, null);
    const giver = donor('县红十字会');
    expect(refusalOf(record(inbound.id, giver, { receiverTwo: '' }))).toEqual({ code: 'receiver_missing', which: 2 });
    expect(refusalOf(record(inbound.id, giver, { receiverOne: '' }))).toEqual({ code: 'receiver_missing', which: 1 });
    expect(refusalOf(record(inbound.id, giver, { receiverTwo: '冉 光荣' }))).toEqual({
      code: 'receivers_same',
      name: '冉光荣',
    });
    const gone = donor('镇商会', { active: false });
    expect(refusalOf(record(inbound.id, gone))).toEqual({ code: 'donor_not_active', name: '镇商会' });
    expect(refusalOf(record(inbound.id, { ...giver, id: donorId('nobody') })).code).toBe('donor_not_found');
    const bought = shop.receive(shop.item().id, 10, 100);
    expect(refusalOf(record(bought.id, giver))).toEqual({ code: 'not_a_donation', documentNo: bought.documentNo });
    const back = { requestId: shop.requestId(), entryId: inbound.id, reason: '数量记错' };
    const reversal = valueOf(reverseInbound(shop.context(), back, shop.agreement()));
    expect(refusalOf(record(inbound.id, giver))).toEqual({
      code: 'donation_taken_back',
      documentNo: inbound.documentNo,
      reversalNo: reversal.documentNo,
    });
  });

  test('is never for somebody in person: that stays outside the shop', () => {
    const household = shop.household({ headName: '冉光荣' });
    const inbound = shop.receive(shop.item().id, 10, null);
    const refused = { code: 'earmark_names_person', householdNo: household.householdNo };
    const giver = donor('县红十字会');
    expect(refusalOf(record(inbound.id, giver, { earmark: '冉光荣户' }))).toEqual({ ...refused, earmark: '冉光荣户' });
    expect(refusalOf(record(inbound.id, giver, { intention: '指定用于冉光荣' }))).toEqual({
      ...refused,
      earmark: '冉光荣',
    });
    expect(record(inbound.id, giver, { earmark: '80岁以上老人' }).ok).toBe(true);
  });
});

describe('an earmark', () => {
  const earmarkOf = (itemId: Parameters<Shop['receive']>[0]) =>
    listLotsOnHand(shop.db, itemId).map((lot) => lot.earmark);

  test('stays on its lots until the donor agrees, and again when that agreement was a mistake', () => {
    const item = shop.item();
    const inbound = shop.receive(item.id, 10, null);
    shop.receive(item.id, 5, 100);
    valueOf(record(inbound.id, donor('县红十字会'), { intention: '指定用于80岁以上老人' }));
    expect(new Set(earmarkOf(item.id))).toEqual(new Set(['80岁以上老人', null]));
    const consent = '电话征得张主任同意';
    const said = { requestId: shop.requestId(), entryId: inbound.id, consent };
    const agreed = valueOf(recordConsent(shop.context(), said));
    expect(valueOf(recordConsent(shop.context(), said)).id).toBe(agreed.id);
    expect(earmarkOf(item.id)).toEqual([null, null]);
    expect(valueOf(readDonation(shop.db, inbound.id)).lots[0]).toMatchObject({ earmark: '80岁以上老人', consent });
    expect(refusalOf(recordConsent(shop.context(), { ...said, requestId: shop.requestId() })).code).toBe(
      'nothing_earmarked',
    );
    const mistake = { requestId: shop.requestId(), entryId: inbound.id, reason: '问的是另一批' };
    const back = valueOf(withdrawConsent(shop.context(), mistake));
    expect(back.reversesId).toBe(agreed.id);
    expect(new Set(earmarkOf(item.id))).toEqual(new Set(['80岁以上老人', null]));
    expect(refusalOf(withdrawConsent(shop.context(), { ...mistake, requestId: shop.requestId() })).code).toBe(
      'no_consent',
    );
    valueOf(recordConsent(shop.context(), { ...said, requestId: shop.requestId() }));
    expect(earmarkOf(item.id)).toEqual([null, null]);
  });

  test('can be added to a gift that had none, never changed to another group', () => {
    const item = shop.item();
    const inbound = shop.receive(item.id, 10, null, { lotCode: 'A1' });
    const giver = donor('县红十字会');
    const first = valueOf(record(inbound.id, giver, {}));
    const second = valueOf(record(inbound.id, giver, { basedOn: first.id, earmark: '困难学生' }));
    expect(earmarkOf(item.id)).toEqual(['困难学生']);
    const other = record(inbound.id, giver, { basedOn: second.id, earmark: '80岁以上老人' });
    expect(refusalOf(other)).toEqual({
      code: 'lot_earmarked_already',
      itemName: '大米',
      lotCode: 'A1',
      earmark: '困难学生',
    });
  });
});

test('what became of each gift, by lot, and what came from each donor', () => {
  const rice = shop.item();
  const household = shop.household();
  const neighbour = shop.household({ headName: '李桂英' });
  for (const { id } of [household, neighbour]) shop.award(id, 1_000_000);
  const inbound = shop.receive(rice.id, 10, 1000, { source: 'donation' });
  const giver = donor('王小伟', { kind: 'person', thanks: 'masked', phone: '13800001111' });
  valueOf(record(inbound.id, giver));
  shop.redeem(household.id, [[rice.id, 3]]);
  const all = shop.redeem(neighbour.id, [[rice.id, 2]]);
  shop.giveBack(all.id);
  expect(valueOf(readDonation(shop.db, inbound.id)).lots).toMatchObject([
    { quantity: 10, onHandQuantity: 7, givenQuantity: 3, households: 1, otherQuantity: 0, costFen: 1000 },
  ]);
  const wrong = shop.receive(shop.item().id, 4, null);
  valueOf(record(wrong.id, giver));
  const back = { requestId: shop.requestId(), entryId: wrong.id, reason: '数量记错' };
  const reversal = valueOf(reverseInbound(shop.context(), back, shop.agreement()));
  shop.receive(shop.item().id, 1, null);
  expect(readDonors(shop.db)).toEqual([
    { ...giver, donations: 1, lastOn: '2026-07-15', valueFen: 1000, unvaluedLines: 0 },
  ]);
  const list = readDonationList(shop.db, { donorId: giver.id, from: null, to: null, offset: 0, limit: 10 });
  expect(list.total).toBe(2);
  expect(list.rows).toMatchObject([
    { entryId: wrong.id, reversedBy: reversal.documentNo, valueFen: null, unvaluedLines: 1, onHandQuantity: 0 },
    { entryId: inbound.id, reversedBy: null, valueFen: 1000, receivedQuantity: 10, onHandQuantity: 7, earmarks: [] },
  ]);
  const whole = readDonationList(shop.db, { donorId: null, from: null, to: null, offset: 0, limit: 10 });
  expect(whole.rows.map(({ donorName }) => donorName)).toEqual(['供销社', '王小伟', '王小伟']);
  const thanks = readThanks(shop.db, { from: null, to: null });
  expect(thanks).toEqual([{ name: '王*伟', date: '2026-07-15', goods: '大米×10袋', valueFen: 1000, unvaluedLines: 0 }]);
});

test('a gift is received with its donor, its receivers and its group in one document', () => {
  const rice = shop.item();
  const giver = donor('县红十字会');
  const given = {
    donorId: giver.id,
    intention: '',
    receiverOne: '冉光荣',
    receiverTwo: '李桂英',
    externalReceiptNo: '',
  };
  const line = {
    itemId: rice.id,
    quantity: quantity(8),
    costFen: null,
    lotCode: null,
    producedOn: null,
    expiresOn: null,
  };
  const input = {
    source: 'donation',
    supplier: '',
    date: shop.context().today,
    sourceNo: null,
    lines: [line],
  } as const;
  const receive = (donation: DonationInput) =>
    receiveGoods(shop.context(), { ...input, requestId: shop.requestId(), donation });
  expect(refusalOf(receive({ ...given, earmark: null, receiverTwo: '冉光荣' })).code).toBe('receivers_same');
  expect(listLotsOnHand(shop.db, rice.id)).toEqual([]);
  const inbound = valueOf(receive({ ...given, earmark: '８０岁以上 老人' }));
  expect(listLotsOnHand(shop.db, rice.id)).toMatchObject([{ earmark: '80岁以上老人', onHandQuantity: 8 }]);
  expect(valueOf(readDonation(shop.db, inbound.id))).toMatchObject({
    donor: giver,
    supplier: '县红十字会',
    recordId: inbound.id,
    certificateNo: 'ZS2026-0001',
    receiverOne: '冉光荣',
    receiverTwo: '李桂英',
  });
});
