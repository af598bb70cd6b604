import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { allRows } from '../../main/db/statements.ts';
import { verify } from '../../main/journal/verify.ts';
import { verifyBooks } from '../../main/usecases/settings/read-status.ts';
import type { HouseholdId, ItemId } from '../../shared/kernel/brands.ts';
import { addDays } from '../../shared/kernel/local-date.ts';
import { refusalText } from '../../shared/messages/refusal-text.ts';
import { type Person, refusalFrom, StaffedShop } from '../builders/staffed-shop.ts';

let shop: StaffedShop;
let keeper: Person;
let clerk: Person;
let rice: ItemId;
let ran: HouseholdId;
let other: HouseholdId;

beforeEach(async () => {
  shop = await StaffedShop.open();
  const desk = shop.as(shop.administrator);
  const villageId = (await desk.settings.status()).villages[0]?.id ?? '';
  const household = async (householdNo: string, headName: string) =>
    (await desk.household.save({ householdId: null, householdNo, headName, villageId })).id;
  ran = await household('GM001', '冉光荣');
  other = await household('GM002', '单小梅');
  keeper = await shop.hire('冉小店', 'shopkeeper', '246813', { householdId: ran });
  clerk = await shop.hire('单录入', 'clerk', '975310');
  const item = { itemId: null, code: 'WP001', name: '大米', spec: '5kg', unit: '袋', priceCentipoints: 2400 };
  rice = (await desk.goods.saveItem(item)).id;
  const lines = [{ itemId: rice, quantity: 20, costFen: 50_000 }];
  await desk.goods.receive({ requestId: shop.key(), source: 'purchase', lines });
  for (const householdId of [ran, other]) {
    await desk.points.award({ requestId: shop.key(), householdId, pointsCentipoints: 10_000, reason: '清扫' });
  }
});

afterEach(() => shop.close());

const basket = (householdId: HouseholdId, requestId = shop.key()) => ({
  requestId,
  householdId,
  lines: [{ itemId: rice, quantity: 1 }],
});
const word = ({ id, secret }: Person) => ({ operatorId: id, secret });
const count = (table: 'entry' | 'approval') => allRows(shop.db, `SELECT 1 FROM ${table}`).length;

describe('the own household', () => {
  test('is served only with somebody else’s word, once, whatever is sent again', async () => {
    const counter = shop.as(keeper);
    const request = basket(ran);
    const before = count('entry');
    const asked = await refusalFrom(counter.redemption.redeem(request));
    expect(asked).toMatchObject({ code: 'second_person_needed', operation: 'own_household_redemption' });
    const names = asked.code === 'second_person_needed' ? asked.persons.map(({ name }) => name) : [];
    expect(names).toEqual(['管理员', '单录入']);
    expect(refusalText(asked)).toBe('给自己家兑换要另一位当面同意');
    expect(count('entry')).toBe(before);

    const done = await counter.redemption.redeem({ ...request, approval: word(clerk) });
    expect(done).toMatchObject({ operatorName: '冉小店', approvedByName: '单录入', totalCentipoints: 2400 });
    const again = await counter.redemption.redeem(request);
    expect(again).toEqual(done);
    expect(await counter.redemption.redeem({ ...request, approval: word(clerk) })).toEqual(done);
    expect(count('entry')).toBe(before + 1);
    expect(allRows(shop.db, 'SELECT operation, requested_by_name, approved_by_name FROM approval')).toEqual([
      { operation: 'own_household_redemption', requested_by_name: '冉小店', approved_by_name: '单录入' },
    ]);
    expect(shop.told('second_person_agreed')).toMatchObject([
      { operatorName: '单录入', subject: done.documentNo, detail: { askedBy: '冉小店' } },
    ]);
    expect(verify(shop.db).problem).toBeNull();
    expect((await counter.redemption.list({})).rows[0]?.approvedByName).toBe('单录入');
    expect((await counter.points.passbook({ householdId: ran })).lines.at(-1)?.approvedByName).toBe('单录入');
    expect(JSON.stringify((await counter.redemption.receipt({ id: done.id })).blocks)).toContain('单录入');
  });

  test('another household needs nobody, and a word that was not needed leaves no trace', async () => {
    const done = await shop.as(keeper).redemption.redeem({ ...basket(other), approval: word(clerk) });
    expect(done.approvedByName).toBeNull();
    expect(count('approval')).toBe(0);
    expect(shop.told('second_person_agreed')).toEqual([]);
  });

  test('a wrong secret is refused, told to the audit trail, and locks like at sign-in', async () => {
    const counter = shop.as(keeper);
    const request = { ...basket(ran), approval: { operatorId: clerk.id, secret: '000000' } };
    const before = count('entry');
    expect(await refusalFrom(counter.redemption.redeem(request))).toMatchObject({ code: 'secret_wrong' });
    expect(shop.told('second_person_refused')).toMatchObject([
      {
        operatorName: '冉小店',
        subject: '单录入',
        detail: { operation: 'own_household_redemption', reason: 'secret_wrong' },
      },
    ]);
    let last = '';
    for (let tries = 0; tries < 10 && last !== 'sign_in_locked'; tries += 1) {
      last = (await refusalFrom(counter.redemption.redeem(request))).code;
    }
    expect(last).toBe('sign_in_locked');
    // Locked is locked: the right secret does not open it, neither here nor at sign-in.
    const right = { ...request, approval: word(clerk) };
    expect((await refusalFrom(counter.redemption.redeem(right))).code).toBe('sign_in_locked');
    const signIn = counter.staff.signIn({ operatorId: clerk.id, secret: clerk.secret });
    expect((await refusalFrom(signIn)).code).toBe('sign_in_locked');
    expect(count('entry')).toBe(before);
    expect(JSON.stringify(shop.told('second_person_refused').map(({ detail }) => detail))).not.toContain('000000');
  });

  test('neither oneself, nor one’s family, nor who only reads, nor who has left can agree', async () => {
    const counter = shop.as(keeper);
    const aunt = await shop.hire('冉大姑', 'clerk', '864202', { householdId: ran });
    const inspector = await shop.hire('查看员', 'inspector', '753190');
    const fresh = await shop.hire('新来的', 'clerk', '864209', { mustChange: true });
    const refusalOfWord = async (person: Person) =>
      refusalFrom(counter.redemption.redeem({ ...basket(ran), approval: word(person) }));
    const unfit = { code: 'second_person_unfit', operation: 'own_household_redemption' };
    expect(await refusalOfWord(keeper)).toEqual({ ...unfit, reason: 'same_person', name: '冉小店' });
    expect(await refusalOfWord(aunt)).toEqual({ ...unfit, reason: 'same_household', name: '冉大姑' });
    expect(await refusalOfWord(inspector)).toEqual({ ...unfit, reason: 'role', name: '查看员' });
    expect(await refusalOfWord(fresh)).toEqual({ code: 'secret_must_change' });
    shop.db.prepare('UPDATE operator SET active = 0 WHERE id = ?').run(clerk.id);
    expect((await refusalOfWord(clerk)).code).toBe('secret_wrong');
  });
});

test('points for the own household need somebody else’s word, also by taking a deduction back', async () => {
  const cousin = await shop.hire('冉录入', 'clerk', '864203', { householdId: ran });
  const office = shop.as(cousin);
  const points = { requestId: shop.key(), householdId: ran, pointsCentipoints: 100, reason: '清扫' };
  const asked = await refusalFrom(office.points.award(points));
  expect(refusalText(asked)).toBe('给自己家加分要另一位当面同意');
  // The shopkeeper is of the same household.
  const names = asked.code === 'second_person_needed' ? asked.persons.map(({ name }) => name) : [];
  expect(names).toEqual(['管理员', '单录入']);
  await office.points.award({ ...points, approval: word(clerk) });
  await office.points.award({ ...points, requestId: shop.key(), householdId: other });
  const taken = await office.points.deduct({ ...points, requestId: shop.key() });
  const back = { requestId: shop.key(), entryId: taken.entryId, reason: '录错' };
  expect(await refusalFrom(office.points.reverse(back))).toMatchObject({ operation: 'own_household_points' });
  await office.points.reverse({ ...back, approval: word(clerk) });
  expect(count('approval')).toBe(2);
});

test('without anybody who could agree it is refused with the way out', async () => {
  shop.db.prepare("UPDATE operator SET active = 0 WHERE id NOT IN (?, '')").run(keeper.id);
  const refusal = await refusalFrom(shop.as(keeper).redemption.redeem(basket(ran)));
  expect(refusal).toEqual({ code: 'second_person_missing', operation: 'own_household_redemption' });
  expect(refusalText(refusal)).toBe('给自己家兑换要另一位当面同意，现在没有能同意的人。请管理员在“人员”里添一位');
});

describe('limits', () => {
  test('points above the limit need a second person, at it they do not; so do their reversals', async () => {
    const office = shop.as(clerk);
    const points = (pointsCentipoints: number) => ({
      requestId: shop.key(),
      householdId: other,
      pointsCentipoints,
      reason: '表彰',
    });
    await office.points.award(points(20_000));
    const big = points(20_001);
    const asked = await refusalFrom(office.points.award(big));
    expect(refusalText(asked)).toBe('加分或扣分共200.01分，超过200.0分，要另一位当面同意');
    const posted = await office.points.award({ ...big, approval: word(shop.administrator) });
    const taken = await refusalFrom(office.points.deduct(points(30_000)));
    expect(taken).toMatchObject({ code: 'second_person_needed', operation: 'points_entry', amount: 30_000 });
    const back = { requestId: shop.key(), entryId: posted.entryId, reason: '录错' };
    expect(await refusalFrom(office.points.reverse(back))).toMatchObject({ operation: 'points_reversal' });
    await office.points.reverse({ ...back, approval: word(shop.administrator) });
    expect(count('approval')).toBe(2);
    expect(verify(shop.db).problem).toBeNull();
  });

  test('an inbound is reversed alone up to the limit; above it, or without a value, not', async () => {
    const office = shop.as(clerk);
    const receive = async (costFen: number | null) => {
      const lines = [{ itemId: rice, quantity: 3, costFen }];
      const source = costFen === null ? 'donation' : 'purchase';
      return (await office.goods.receive({ requestId: shop.key(), source, lines })).entryId;
    };
    const reverse = (entryId: string) => ({ requestId: shop.key(), entryId, reason: '录错' });
    await office.goods.reverseInbound(reverse(await receive(200_000)));
    const dear = reverse(await receive(200_001));
    const asked = await refusalFrom(office.goods.reverseInbound(dear));
    expect(refusalText(asked)).toBe('红冲入库单共2000.01元，超过2000.00元，要另一位当面同意');
    expect(asked).toMatchObject({ persons: [{ name: '管理员' }] });
    await office.goods.reverseInbound({ ...dear, approval: word(shop.administrator) });
    const gift = await refusalFrom(office.goods.reverseInbound(reverse(await receive(null))));
    expect(refusalText(gift)).toBe('红冲入库单，其中有未计价的物品，要另一位当面同意');
    expect((await office.goods.inbounds({})).map((row) => row.reversalApprovedByName)).toContain('管理员');
  });

  test('are the administrator’s to change, and every change is told with what it was', async () => {
    const office = shop.as(clerk);
    const limits = { points_entry: 500, late_return: 5_000 };
    await expect(office.settings.saveSecondPersonLimits({ limits })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const desk = shop.as(shop.administrator);
    expect(await desk.settings.saveSecondPersonLimits({ limits })).toMatchObject({
      ...limits,
      inbound_reversal: 200_000,
    });
    expect(shop.told('setting_changed').map(({ subject, detail }) => [subject, detail])).toEqual([
      ['须另一人同意的限额：隔日退回', { unit: 'centipoints', before: 0, after: 5_000 }],
      ['须另一人同意的限额：加分或扣分', { unit: 'centipoints', before: 20_000, after: 500 }],
    ]);
    await desk.settings.saveSecondPersonLimits({ limits });
    expect(shop.told('setting_changed')).toHaveLength(2);
    const award = { requestId: shop.key(), householdId: other, pointsCentipoints: 501, reason: '清扫' };
    expect((await refusalFrom(office.points.award(award))).code).toBe('second_person_needed');
    await expect(desk.settings.saveSecondPersonLimits({ limits: { restore: 5 } })).rejects.toMatchObject({
      data: { code: 'input_invalid' },
    });
  });
});

test('what is returned on a later day needs a second person; on the same day it does not', async () => {
  const counter = shop.as(keeper);
  const [today, late] = [
    await counter.redemption.redeem(basket(other)),
    await counter.redemption.redeem(basket(other)),
  ];
  await counter.redemption.return({ requestId: shop.key(), redemptionId: today.id, reason: '拿错了' });
  const tomorrow = addDays(today.businessDate, 1);
  const { services } = shop.host;
  const contextFor: typeof services.contextFor = (operator, station) => ({
    ...services.contextFor(operator, station),
    today: tomorrow,
  });
  const nextDay = shop.as(keeper, { ...services, contextFor });
  const back = { requestId: shop.key(), redemptionId: late.id, reason: '物品有问题' };
  const asked = await refusalFrom(nextDay.redemption.return(back));
  expect(refusalText(asked)).toBe('隔日退回要另一位当面同意');
  const returned = await nextDay.redemption.return({ ...back, approval: word(clerk) });
  expect(returned).toMatchObject({ kind: 'return', approvedByName: '单录入', businessDate: tomorrow });
  expect(await nextDay.redemption.return(back)).toEqual(returned);
});

test('what the own household gives back needs a second person on the same day too, and none of the family', async () => {
  const counter = shop.as(keeper);
  const aunt = await shop.hire('冉大姑', 'clerk', '864202', { householdId: ran });
  const { id } = await counter.redemption.redeem({ ...basket(ran), approval: word(clerk) });
  const back = { requestId: shop.key(), redemptionId: id, reason: '拿错了' };
  const asked = await refusalFrom(counter.redemption.return(back));
  expect(refusalText(asked)).toBe('退回自己家的兑换要另一位当面同意');
  const family = await refusalFrom(counter.redemption.return({ ...back, approval: word(aunt) }));
  expect(family).toMatchObject({ code: 'second_person_unfit', reason: 'same_household', name: '冉大姑' });
  expect(await counter.redemption.return({ ...back, approval: word(clerk) })).toMatchObject({
    kind: 'return',
    approvedByName: '单录入',
  });
});

test('nobody agrees to what their own household gains, whoever does it', async () => {
  const aunt = await shop.hire('冉大姑', 'assessor', '864202', { householdId: ran });
  const office = shop.as(clerk);
  const seller = await shop.hire('杨小店', 'shopkeeper', '246819');
  const done = await shop.as(seller).redemption.redeem(basket(ran));
  const points = { householdId: ran, pointsCentipoints: 30_000, reason: '表彰' };
  const unfit = { code: 'second_person_unfit', reason: 'same_household', name: '冉大姑' };
  const award = { ...points, requestId: shop.key(), approval: word(aunt) };
  expect(await refusalFrom(office.points.award(award))).toMatchObject(unfit);
  // What a household loses it may agree to.
  const taken = await office.points.deduct({ ...points, requestId: shop.key(), approval: word(aunt) });
  const back = { requestId: shop.key(), entryId: taken.entryId, reason: '录错', approval: word(aunt) };
  expect(await refusalFrom(office.points.reverse(back))).toMatchObject(unfit);
  const { services } = shop.host;
  const contextFor: typeof services.contextFor = (operator, station) => ({
    ...services.contextFor(operator, station),
    today: addDays(done.businessDate, 1),
  });
  const late = { requestId: shop.key(), redemptionId: done.id, reason: '物品有问题', approval: word(aunt) };
  const nextDay = shop.as(seller, { ...services, contextFor });
  expect(await refusalFrom(nextDay.redemption.return(late))).toMatchObject(unfit);
});

test('who agreed stands under the hash of the document and can be neither changed nor removed', async () => {
  const done = await shop.as(keeper).redemption.redeem({ ...basket(ran), approval: word(clerk) });
  const change = "UPDATE approval SET approved_by_name = '别人'";
  expect(() => shop.db.exec(change)).toThrow('approval is append-only');
  expect(() => shop.db.exec('DELETE FROM approval')).toThrow('approval is append-only');
  expect(() => shop.db.exec('INSERT OR REPLACE INTO approval SELECT * FROM approval')).toThrow('approval row exists');
  for (const trigger of ['no_update', 'no_delete']) shop.db.exec(`DROP TRIGGER approval_${trigger}`);
  for (const tampering of [change, 'DELETE FROM approval']) {
    shop.db.exec('SAVEPOINT before');
    shop.db.exec(tampering);
    expect(verifyBooks(shop.db).problem).toMatchObject({ code: 'context_changed', where: done.documentNo });
    shop.db.exec('ROLLBACK TO before');
  }
  expect(verifyBooks(shop.db).problem).toBeNull();
});

describe('restoring a backup', () => {
  test('needs a second person where there is one, and leaves its trace in the restored books', async () => {
    const desk = shop.as(shop.administrator);
    const { path, fileName } = await desk.settings.backUpNow();
    const accountant = await shop.hire('财务', 'accountant', '112358');
    await desk.redemption.redeem(basket(other));
    const { lastHash, lostEntries } = await desk.settings.restorePreview({ path });
    expect(lostEntries).toBe(1);
    const restore = { path, lastHash, lostEntries };
    const asked = await refusalFrom(desk.settings.restore(restore));
    expect(asked).toMatchObject({ operation: 'restore', persons: [{ name: '财务' }] });
    const end = shop.told('backed_up', 'restored').length;
    expect(end).toBe(1);
    const restored = await desk.settings.restore({ ...restore, approval: word(accountant) });
    expect(restored.lostEntries).toBe(1);
    // The backup is older than its own record and than the person who agreed; the trail goes on from there.
    expect(shop.told('backed_up', 'restored')).toMatchObject([
      { kind: 'restored', subject: fileName, operatorName: '管理员', detail: { lostEntries: 1, agreedBy: '财务' } },
    ]);
    expect(shop.told('second_person_agreed')).toMatchObject([{ operatorName: '财务', subject: fileName }]);
    expect(verifyBooks(shop.db).problem).toBeNull();
  });

  test('is done alone where nobody else could agree: damaged books must not wait', async () => {
    const desk = shop.as(shop.administrator);
    const { path } = await desk.settings.backUpNow();
    const { lastHash, lostEntries } = await desk.settings.restorePreview({ path });
    await desk.settings.restore({ path, lastHash, lostEntries });
    expect(shop.told('restored')).toMatchObject([{ operatorName: '管理员' }]);
    expect(shop.told('restored')[0]?.detail).not.toHaveProperty('agreedBy');
  });
});
