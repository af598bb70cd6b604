import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findHouseholdByNo } from '../../main/db/repositories/household-repository.ts';
import { householdRows } from '../../main/db/repositories/ledger-rows-master.ts';
import { listLotsOnHand } from '../../main/db/repositories/lot-repository.ts';
import { listAudit } from '../../main/journal/audit-trail.ts';
import { verify } from '../../main/journal/verify.ts';
import { readDonation, readDonationList } from '../../main/usecases/donation/read-donations.ts';
import { recordDonation } from '../../main/usecases/donation/record-donation.ts';
import type { DonationView } from '../../shared/domain/donation/views.ts';
import type { Item } from '../../shared/domain/goods/goods.ts';
import { must } from '../../shared/kernel/assert.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import type { SheetSpec } from '../builders/files.ts';
import { donorOf } from '../builders/gifts.ts';
import { TestDesk } from '../builders/imports.ts';
import { openShop, type Shop, TODAY, valueOf } from '../builders/shop.ts';

let shop: Shop;
let rice: Item;

beforeEach(async () => {
  shop = await openShop();
  rice = shop.item({ code: 'WP001', name: '大米', unit: '袋', expiryTracked: false });
});

afterEach(() => {
  expect(verify(shop.db).problem).toBeNull();
  shop.close();
});

const INBOUND = '入库日期 入库单号 来源 供货或捐赠方 物品编码 批次 数量 金额 备注'.split(' ');
const GIFTS =
  '日期 捐赠编号 捐赠单位(人) 联系方式 捐赠意向 物品编码 批次 数量 折价金额 接收人一 接收人二 外部票据号 备注'.split(
    ' ',
  );
type Cells = SheetSpec['rows'][number];
const inbound = (...rows: readonly Cells[]): SheetSpec => ({ name: '物品入库台账', rows: [INBOUND, ...rows] });
const gifts = (...rows: readonly Cells[]): SheetSpec => ({ name: '捐赠物资登记台账', rows: [GIFTS, ...rows] });

const desk = (): TestDesk => new TestDesk(shop.context());
const onHand = (): number => listLotsOnHand(shop.db, rice.id).reduce((sum, lot) => sum + lot.onHandQuantity, 0);
const views = (): DonationView[] =>
  readDonationList(shop.db, { donorId: null, from: null, to: null, offset: 0, limit: 100 }).rows.map(({ entryId }) =>
    valueOf(readDonation(shop.db, entryId)),
  );
const sentencesOf = async (...sheets: readonly SheetSpec[]): Promise<string[]> =>
  (await desk().look(sheets)).sheets.flatMap(({ problems }) =>
    problems.map(({ severity, message }) => `${severity} ${message}`),
  );

const A_IN: Cells = ['2026-05-01', 'RK-1', '捐赠', '县红十字会', 'WP001', 'S1', 20, 400, ''];
const A_GIFT: Cells = [
  '2026-05-01',
  'JZ-1',
  '县红十字会',
  '13800001111',
  '指定用于80岁以上老人',
  'WP001',
  'S1',
  20,
  400,
  '冉光荣',
  '李桂英',
  '',
  '',
];

describe('the two ledgers of one gift', () => {
  const expectOneGift = (): void => {
    expect(onHand()).toBe(20);
    expect(views()).toMatchObject([
      {
        receiverOne: '冉光荣',
        donor: { name: '县红十字会', phone: '13800001111' },
        lots: [{ earmark: '80岁以上老人' }],
      },
    ]);
  };

  test('in one file are one gift, and the same file again adds nothing', async () => {
    const file = [inbound(A_IN), gifts(A_GIFT)];
    expect(await desk().run(file)).toEqual({ 物品入库台账: '1 0 1 0 0', 捐赠物资登记台账: '1 0 0 1 0' });
    expectOneGift();
    expect(await desk().run(file)).toEqual({ 物品入库台账: '1 0 0 0 1', 捐赠物资登记台账: '1 0 0 0 1' });
  });

  test('one after the other never double, whichever comes first', async () => {
    expect(await desk().run([gifts(A_GIFT)])).toEqual({ 捐赠物资登记台账: '1 0 1 0 0' });
    expect(await sentencesOf(inbound(A_IN))).toEqual([
      'warning 第2行捐赠登记里已有这一行（JZ-1），不再入库；没有的内容没有补',
    ]);
    expect(await desk().run([inbound(A_IN)])).toEqual({ 物品入库台账: '1 0 0 0 1' });
    expectOneGift();
    expect(await desk().run([inbound(A_IN), gifts(A_GIFT)])).toEqual({
      物品入库台账: '1 0 0 0 1',
      捐赠物资登记台账: '1 0 0 0 1',
    });
    expectOneGift();
  });

  test('may spell the giver, the lot or the value otherwise: the clerk is told, the shelf is right', async () => {
    await desk().run([inbound(['2026-05-01', 'RK-1', '捐赠', '红会', 'WP001', 'S1', 20, null, ''])]);
    const gift: Cells = [
      '2026-05-01',
      null,
      '县红十字会',
      null,
      '不指定',
      'WP001',
      null,
      20,
      400,
      '冉光荣',
      '李桂英',
      '',
      '',
    ];
    expect(await sentencesOf(gifts(gift))).toEqual([
      'warning 第2行入库台账RK-1有同日同物同数量的捐赠，写的是“红会”，按同一笔登记为“县红十字会”，请核对',
      'warning 第2行入库台账RK-1记的是未计价，金额以入库台账为准',
    ]);
    expect(await desk().run([gifts(gift)])).toEqual({ 捐赠物资登记台账: '1 0 0 1 0' });
    expect(onHand()).toBe(20);
    expect(views()).toMatchObject([{ donationNo: 'RK-1', donor: { name: '县红十字会' }, lots: [{ costFen: null }] }]);
  });

  test('two givers of the same goods on one day stay two gifts', async () => {
    const other: Cells = [
      '2026-05-01',
      'JZ-2',
      '镇商会',
      null,
      '不指定',
      'WP001',
      null,
      20,
      400,
      '冉光荣',
      '李桂英',
      '',
      '',
    ];
    const own: Cells = [
      '2026-05-01',
      'JZ-1',
      '县红十字会',
      null,
      '不指定',
      'WP001',
      null,
      20,
      400,
      '冉光荣',
      '李桂英',
      '',
      '',
    ];
    await desk().run([inbound(['2026-05-01', null, '捐赠', '县红十字会', 'WP001', null, 20, 400, ''])]);
    expect(await desk().run([gifts(other, own)])).toEqual({ 捐赠物资登记台账: '2 0 1 1 0' });
    expect(onHand()).toBe(40);
    expect(await desk().run([gifts(own, other)])).toEqual({ 捐赠物资登记台账: '2 0 0 0 2' });
  });
});

test('a later file fills in what was not known, and never overwrites what somebody wrote down since', async () => {
  await desk().run([gifts(A_GIFT)]);
  const receipt = (number: string): SheetSpec => gifts(A_GIFT.map((cell, index) => (index === 11 ? number : cell)));
  expect(await desk().run([receipt('湘财001')])).toEqual({ 捐赠物资登记台账: '1 0 0 1 0' });
  expect(views()).toMatchObject([{ externalReceiptNo: '湘财001', donationNo: 'JZ-1', receiverTwo: '李桂英' }]);
  expect(await sentencesOf(receipt('湘财002'))).toEqual([
    'warning 第2行“外部票据号”的“湘财002”与JZ-1已登记的“湘财001”不同，没有改，要改请在“捐赠”里更正',
  ]);
  expect(await desk().run([receipt('湘财002')])).toEqual({ 捐赠物资登记台账: '1 0 0 0 1' });
  const [view] = views();
  const { entryId, recordId, donor } = must(view, 'a gift');
  const corrected = { requestId: shop.requestId(), entryId, basedOn: recordId, donorId: must(donor, 'a donor').id };
  const words = { receiverOne: '王秀英', receiverTwo: '李桂英', externalReceiptNo: '湘财003', earmark: null };
  valueOf(recordDonation(shop.context(), { ...corrected, ...words }));
  expect(await desk().run([receipt('湘财001')])).toEqual({ 捐赠物资登记台账: '1 0 0 0 1' });
  expect(views()).toMatchObject([{ externalReceiptNo: '湘财003', receiverOne: '王秀英' }]);
});

test('one inbound is one giver’s, a person is no group, and two people of one name are told apart', async () => {
  shop.household({ householdNo: 'GM017', headName: '冉光荣' });
  donorOf(shop, '王伟', { kind: 'person', phone: '13800001111' });
  donorOf(shop, '王伟', { kind: 'person', phone: '13800002222' });
  await desk().run([inbound(A_IN, ['2026-05-01', 'RK-1', '捐赠', '县红十字会', 'WP001', 'S2', 5, null, ''])]);
  const row = (donor: string, phone: string | null, intention: string, lot: string, count: number): Cells => [
    '2026-05-01',
    null,
    donor,
    phone,
    intention,
    'WP001',
    lot,
    count,
    null,
    '冉光荣',
    '李桂英',
    '',
    '',
  ];
  expect(
    (
      await sentencesOf(
        gifts(
          row('镇商会', null, '不指定', 'S1', 20),
          row('县农商行', null, '不指定', 'S2', 5),
          row('县农商行', null, '指定给冉光荣', 'S8', 1),
          row('王伟', null, '不指定', 'S9', 1),
        ),
      )
    ).filter((sentence) => sentence.startsWith('error')),
  ).toEqual([
    'error 第3行入库台账RK-1是同一张单，已登记为“镇商会”捐赠，不能又算“县农商行”的，请核对',
    'error 第4行“冉光荣”是GM017这一户：指明送给某一户的不进超市，定向只写人群',
    'error 第5行捐赠人名册里叫“王伟”的有2位，请填联系电话',
  ]);
  expect(await desk().run([gifts(row('王伟', '13800002222', '不指定', 'S9', 1))])).toEqual({
    捐赠物资登记台账: '1 0 1 0 0',
  });
  expect(views().map(({ donor }) => donor?.phone)).toContain('13800002222');
});

test('a gift that the register takes back leaves the shelf', async () => {
  const back: Cells = [
    '2026-05-02',
    'HC-1',
    '县红十字会',
    null,
    '不指定',
    'WP001',
    'S1',
    -20,
    -400,
    '',
    '',
    '',
    '红冲JZ-1：数量记错',
  ];
  expect(await sentencesOf(gifts(back))).toEqual(['error 第2行这是红冲，但没有找到被红冲的单据']);
  expect(await desk().run([gifts(back, A_GIFT)])).toEqual({ 捐赠物资登记台账: '2 0 2 0 0' });
  expect(onHand()).toBe(0);
  expect(await desk().run([gifts(A_GIFT, back)])).toEqual({ 捐赠物资登记台账: '2 0 0 0 2' });
});

const REGISTER = `日期,捐赠单位(人),联系方式,捐赠意向,物品名称,规格,单位,数量,单价,计价依据,保质期至,接收人一,接收人二,备注
2026.4.16,县人民医院,,指定用于困难学生,拖鞋,均码,双,9,,无凭证,,冉光荣,李桂英,
2026年4月9日,镇商会,13900006065,不指定,拖鞋,均码,双,58,￥49.00,发票,,冉光荣,李桂英,
2026/03/02,在外乡友袁娟超,13900009851,指定用于80岁以上老人,玉米种,1kg,袋,14,,无凭证,2027-07-24,冉光荣,李桂英,
2026-03-25,镇商会,13900003254,指定用于80岁以上老人,拖鞋,均码,双,32,￥49.00,发票,,冉光荣,李桂英,
`;

test('a clerk’s own register (GBK, no numbers, dates in every spelling) becomes donors and gifts, some for a group', async () => {
  const bytes = iconv.encode(REGISTER, 'gbk');
  const slippers = shop.item({ name: '拖鞋', spec: '均码', unit: '双', expiryTracked: false });
  shop.item({ name: '玉米种', spec: '1kg', unit: '袋' });
  expect(await desk().run(bytes)).toEqual({ 台账: '4 0 4 0 0' });
  expect(
    views().map(({ donor, date, lots }) => [date, donor?.name, donor?.kind, donor?.phone, lots[0]?.earmark]),
  ).toEqual([
    ['2026-04-16', '县人民医院', 'organisation', '', '困难学生'],
    ['2026-04-09', '镇商会', 'organisation', '13900006065', null],
    ['2026-03-25', '镇商会', 'organisation', '13900006065', '80岁以上老人'],
    ['2026-03-02', '在外乡友袁娟超', 'person', '13900009851', '80岁以上老人'],
  ]);
  expect(listLotsOnHand(shop.db, slippers.id).reduce((sum, { valueFen }) => sum + valueFen, 0)).toBe(441_000);
  expect(await desk().run(bytes)).toEqual({ 台账: '4 0 0 0 4' });
});

test('a roster may say which groups a household belongs to; an empty cell says nothing', async () => {
  const roster = (tags: string | null): SheetSpec => ({
    name: '户籍花名册',
    rows: [
      ['户编号', '户主', '村', '人口', '标签'],
      ['GM017', '冉光荣', '光明村', 3, tags],
    ],
  });
  const tagsOf = (): unknown => findHouseholdByNo(shop.db, 'GM017')?.tags;
  await desk().run([roster('困难学生、80岁以上 老人')]);
  expect(tagsOf()).toEqual(['80岁以上老人', '困难学生']);
  expect(await desk().run([roster(null)])).toEqual({ 户籍花名册: '1 0 0 0 1' });
  expect(await desk().run([roster('困难学生')])).toEqual({ 户籍花名册: '1 0 0 1 0' });
  expect(tagsOf()).toEqual(['困难学生']);
  const [corrected] = listAudit(shop.db, 0, 100).filter(({ kind }) => kind === 'household_corrected');
  expect(corrected?.detail['changed']).toBe('标签：80岁以上老人、困难学生→困难学生');
});

test('tags stand behind the note of the roster and are read back from there, a column of their own before it', async () => {
  const roster = (note: string, tags: string | null): SheetSpec => ({
    name: '户籍花名册',
    rows: [
      ['户编号', '户主', '村', '人口', '标签', '备注'],
      ['GM018', '张小㛃', '光明村', 2, tags, note],
    ],
  });
  const kept = (): unknown => {
    const { note, tags } = findHouseholdByNo(shop.db, 'GM018') ?? {};
    return [note, tags];
  };
  await desk().run([roster('低保；独居；标签：困难学生、80岁以上老人', null)]);
  expect(kept()).toEqual(['低保；独居', ['80岁以上老人', '困难学生']]);
  const written = householdRows(shop.db, {
    today: localDate(TODAY),
    from: null,
    to: null,
    villageId: null,
    householdId: null,
    level: 'full',
    yearlyCapCentipoints: null,
  });
  expect([...written.rows].map((row) => row.at(-1))).toContain('低保；独居；标签：80岁以上老人、困难学生');
  expect(await desk().run([roster('低保；独居；标签：80岁以上老人，困难学生', null)])).toEqual({
    户籍花名册: '1 0 0 0 1',
  });
  await desk().run([roster('独居；标签：困难学生', '残疾人')]);
  expect(kept()).toEqual(['独居', ['残疾人']]);
  // Words of the note that only look like it.
  await desk().run([roster('标签：；旧册的标签：已撕', null)]);
  expect(kept()).toEqual(['标签：；旧册的标签：已撕', ['残疾人']]);
});
