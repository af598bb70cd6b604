import { describe, expect, test } from 'vitest';
import type { CounterItem } from '../../../shared/contract/goods.ts';
import type { HouseholdCard } from '../../../shared/contract/household.ts';
import type { RedemptionRecord } from '../../../shared/domain/redemption/redemption.ts';
import { EMPTY_POINTS_ACCOUNT } from '../../../shared/domain/points/points-account.ts';
import {
  centipoints,
  entryId,
  householdId,
  itemId,
  operatorId,
  quantity,
  villageId,
} from '../../../shared/kernel/brands.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import {
  addLine,
  appraise,
  offeredTo,
  setQuantity,
  unavailableWord,
} from '../../../renderer/features/redemption/basket.ts';
import { emptyCounter, reduceCounter } from '../../../renderer/features/redemption/counter-state.ts';

const RICE = itemId('rice');
const SALT = itemId('salt');
const SOAP = itemId('soap');

function item(id: CounterItem['id'], name: string, price: number | null, available: number, expired = 0): CounterItem {
  return {
    id,
    code: id,
    barcode: null,
    name,
    pinyin: '',
    initials: '',
    category: '粮油',
    spec: '',
    unit: '袋',
    priceCentipoints: price === null ? null : centipoints(price),
    availableQuantity: quantity(available),
    earmarked: [],
    expiredQuantity: quantity(expired),
    nearestExpiry: null,
    partner: null,
  };
}

function card(spendable: number, status: 'active' | 'moved' = 'active'): HouseholdCard {
  return {
    household: {
      id: householdId('ran'),
      householdNo: 'GM001',
      cardNo: '2900000000018',
      headName: '冉光荣',
      villageId: villageId('guangming'),
      villageName: '光明村',
      villageGrid: '',
      groupName: '一组',
      memberCount: 3,
      members: '',
      enrolledOn: localDate('2026-01-01'),
      status,
      tags: [],
      note: '',
      idNumberMasked: null,
      phoneMasked: null,
    },
    schemeYear: 2026,
    account: EMPTY_POINTS_ACCOUNT,
    honourCentipoints: centipoints(spendable),
    spendableCentipoints: centipoints(spendable),
    arrearsCentipoints: centipoints(0),
    today: [],
  };
}

const ITEMS = [item(RICE, '大米', 24_00, 10), item(SALT, '食盐', 3_80, 2, 4), item(SOAP, '香皂', 6_50, 9)];

test('6.5 + 3.8 + 24 from 34.3 leaves exactly 0', () => {
  const lines = [RICE, SALT, SOAP].map((id) => ({ itemId: id, quantity: 1 }));
  const appraisal = appraise(lines, ITEMS, card(34_30));
  expect([appraisal.totalCentipoints, appraisal.balanceAfterCentipoints, appraisal.shortCentipoints]).toEqual([
    34_30, 0, 0,
  ]);
  expect(appraisal.waitsFor).toBeNull();
});

test('the button says why it waits, most pressing first', () => {
  const rice = [{ itemId: RICE, quantity: 2 }];
  expect(appraise([], ITEMS, null).waitsFor).toBe('先找户');
  expect(appraise([], ITEMS, card(1)).waitsFor).toBe('先加物品');
  expect(appraise(rice, ITEMS, null).waitsFor).toBe('先找户');
  expect(appraise(rice, ITEMS, card(42_00)).waitsFor).toBe('差 6.0 分');
  expect(appraise(rice, ITEMS, card(99_00, 'moved')).waitsFor).toBe('此户已不在册');
  expect(appraise([{ itemId: SALT, quantity: 3 }], ITEMS, card(99_00)).waitsFor).toBe('食盐只有 2 袋');
  expect(appraise([{ itemId: itemId('gone'), quantity: 1 }], ITEMS, card(99_00)).waitsFor).toBe('有物品已下架');
});

test('an item that cannot be had says why in one word', () => {
  expect(unavailableWord(item(RICE, '大米', 1, 1))).toBeNull();
  expect(unavailableWord(item(RICE, '大米', null, 1))).toBe('未定价');
  expect(unavailableWord(item(RICE, '大米', 1, 0))).toBe('已兑完');
  expect(unavailableWord(item(RICE, '大米', 1, 0, 3))).toBe('已过期');
});

test('a partner shop has enough of its goods, until it is out of use', () => {
  const handedOut = (active: boolean) => ({ ...item(RICE, '大米', 100, 0), partner: { name: '惠民小卖部', active } });
  const wanted = [{ itemId: RICE, quantity: 20 }];
  expect(unavailableWord(handedOut(true))).toBeNull();
  expect(appraise(wanted, [handedOut(true)], card(42_00)).waitsFor).toBeNull();
  expect(unavailableWord(handedOut(false))).toBe('店停用');
  expect(appraise(wanted, [handedOut(false)], card(42_00)).waitsFor).toBe('惠民小卖部已停用');
});

test('the same item twice is one line; nothing left is no line; 9999 is the most', () => {
  const once = addLine([], RICE, 5);
  expect(addLine(once, RICE, 2)).toEqual([{ itemId: RICE, quantity: 7 }]);
  expect(setQuantity(once, RICE, 0)).toEqual([]);
  expect(setQuantity(once, RICE, 123_456)).toEqual([{ itemId: RICE, quantity: 9_999 }]);
});

const RECORD: RedemptionRecord = {
  id: entryId('entry-1'),
  kind: 'redemption',
  documentNo: 'DH20260701-0012',
  businessDate: localDate('2026-07-01'),
  timeOfDay: '10:12',
  householdId: householdId('ran'),
  householdNo: 'GM001',
  headName: '冉光荣',
  villageName: '光明村',
  recipient: null,
  operatorId: operatorId('op'),
  approvedByName: null,
  operatorName: '管理员',
  lines: [],
  totalCentipoints: centipoints(24_00),
  balanceAfterCentipoints: centipoints(10_30),
  reversal: null,
};

test('while the answer is outstanding the basket and its key stand still', () => {
  const added = reduceCounter(emptyCounter('key-1'), { type: 'add', itemId: RICE, quantity: 1, newId: 'key-2' });
  const sent = reduceCounter(added, { type: 'unknown', askedBy: null });
  for (const action of [
    { type: 'add', itemId: SALT, quantity: 1, newId: 'key-2' },
    { type: 'quantity', itemId: RICE, quantity: 9 },
    { type: 'household', householdId: householdId('other'), newId: 'key-2' },
  ] as const) {
    expect(reduceCounter(sent, action)).toBe(sent);
  }
  const refused = reduceCounter(sent, { type: 'answered' });
  expect([refused.phase, refused.requestId, refused.lines]).toEqual(['open', 'key-1', [{ itemId: RICE, quantity: 1 }]]);
});

test('what follows a redemption is a new basket under a new key, and the last document stays at hand', () => {
  const added = reduceCounter(emptyCounter('key-1'), { type: 'add', itemId: RICE, quantity: 1, newId: 'unused' });
  const done = reduceCounter(reduceCounter(added, { type: 'unknown', askedBy: null }), {
    type: 'redeemed',
    record: RECORD,
  });
  expect([done.phase, done.last?.documentNo]).toEqual(['done', 'DH20260701-0012']);
  expect(reduceCounter(done, { type: 'quantity', itemId: RICE, quantity: 3 })).toBe(done);
  const begun = reduceCounter(done, { type: 'add', itemId: SALT, quantity: 2, newId: 'key-2' });
  expect(begun).toEqual({
    ...emptyCounter('key-2', done.last),
    lines: [{ itemId: SALT, quantity: 2 }],
    selected: SALT,
  });
});

test('another household forgets who takes the goods for the first', () => {
  const first = reduceCounter(emptyCounter('key-1'), {
    type: 'household',
    householdId: householdId('ran'),
    newId: 'unused',
  });
  const proxied = reduceCounter(first, { type: 'recipient', recipient: { name: '冉小明', relation: '子女' } });
  const same = reduceCounter(proxied, { type: 'household', householdId: householdId('ran'), newId: 'unused' });
  const other = reduceCounter(proxied, { type: 'household', householdId: householdId('shan'), newId: 'unused' });
  expect([same.recipient?.name, other.recipient]).toEqual(['冉小明', null]);
});

describe('goods that are kept for a group', () => {
  const kept: CounterItem = {
    ...item(RICE, '大米', 100, 2),
    nearestExpiry: localDate('2026-09-01'),
    earmarked: [{ tag: '80岁以上老人', quantity: quantity(10), nearestExpiry: localDate('2026-08-01') }],
  };

  test('are offered to a household that carries the tag', () => {
    expect(offeredTo(kept, [])).toBe(kept);
    expect(offeredTo(kept, ['困难学生', '80岁以上老人'])).toMatchObject({
      availableQuantity: 12,
      earmarked: [],
      nearestExpiry: '2026-08-01',
    });
  });

  test('say for whom they are kept', () => {
    const nothingElse = { ...kept, availableQuantity: quantity(0) };
    expect(unavailableWord(nothingElse)).toBe('定向');
    expect(unavailableWord(offeredTo(nothingElse, ['80岁以上老人']))).toBeNull();
    const lines = [{ itemId: kept.id, quantity: 1 }];
    expect(appraise(lines, [nothingElse], card(10_000)).waitsFor).toBe('大米定向80岁以上老人');
  });
});
