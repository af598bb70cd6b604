import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verify } from '../../main/journal/verify.ts';
import { lendTools, type LendToolsInput } from '../../main/usecases/loan/lend-tools.ts';
import { listLoans, listLoanTools } from '../../main/usecases/loan/read-loans.ts';
import { reverseLoan } from '../../main/usecases/loan/reverse-loan.ts';
import { takeBackTools } from '../../main/usecases/loan/take-back-tools.ts';
import { writeOffLent } from '../../main/usecases/loan/write-off-lent.ts';
import { reverseOutbound } from '../../main/usecases/outbound/reverse-outbound.ts';
import { readPassbook } from '../../main/usecases/points/read-passbook.ts';
import type { Item } from '../../shared/domain/goods/goods.ts';
import { centipoints, type EntryId, type HouseholdId, quantity } from '../../shared/kernel/brands.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { refusalText } from '../../shared/messages/refusal-text.ts';
import { openShop, refusalOf, type Shop, TODAY, valueOf } from '../builders/shop.ts';

let shop: Shop;
let ladder: Item;
let household: HouseholdId;

beforeEach(async () => {
  shop = await openShop();
  household = shop.household({ householdNo: 'GM00001' }).id;
  shop.award(household, 1_000);
  ladder = shop.item({
    name: '梯子',
    unit: '架',
    priceCentipoints: null,
    loanCentipoints: centipoints(200),
    loanDays: 3,
  });
  shop.receive(ladder.id, 3, 1_000);
});
afterEach(() => {
  expect(verify(shop.db).problem).toBeNull();
  shop.close();
});

const at = (day: string) => shop.context({ today: day });
const lend = (count: number, given: Partial<LendToolsInput> = {}, day = TODAY) =>
  lendTools(at(day), {
    requestId: shop.requestId(),
    householdId: household,
    lines: [{ itemId: ladder.id, quantity: quantity(count) }],
    dueOn: null,
    borrower: '',
    note: '',
    photos: [],
    expectedTotalCentipoints: null,
    ...given,
  });
const takeBack = (loanId: EntryId, count: number, lineNo = 1) =>
  takeBackTools(shop.context(), {
    requestId: shop.requestId(),
    loanId,
    lines: [{ lineNo, quantity: quantity(count) }],
    condition: 'good',
    note: '',
    photos: [],
  });
const reverse = (entryId: EntryId, day = TODAY, agreed = false) =>
  reverseLoan(at(day), { requestId: shop.requestId(), entryId, reason: '录错了' }, agreed ? shop.agreement() : null);
const writeOff = (loanId: EntryId, count: number, agreed = true) =>
  writeOffLent(
    shop.context(),
    {
      requestId: shop.requestId(),
      loanId,
      lines: [{ lineNo: 1, quantity: quantity(count) }],
      cause: 'lost',
      disposal: '照价赔偿',
      witness: '张会计',
      note: '',
      photos: [],
    },
    agreed ? shop.agreement() : null,
  );

const balance = (book: string, account: string): number =>
  shop.db
    .prepare('SELECT coalesce(sum(amount), 0) FROM balance WHERE book = ? AND account = ?')
    .pluck()
    .get(book, account) as number;
/** Pieces and fen on the shelf, and with households. */
const figures = () => ({
  shelf: [balance('goods', 'stock'), balance('value', 'stock')],
  lent: [balance('goods', 'on_loan'), balance('value', 'on_loan')],
});
const spendable = () => readPassbook(shop.db, household, 2026).lines.at(-1)?.spendableCentipoints;

describe('lent tools', () => {
  test('leave the shelf at exact cost, take points, and come back piece by piece to the fen', () => {
    const loan = valueOf(lend(3));
    expect(loan.documentNo).toBe('JY20260715-0001');
    expect(figures()).toEqual({ shelf: [0, 0], lent: [3, 1_000] });
    expect(spendable()).toBe(400);
    valueOf(takeBack(loan.id, 1));
    expect(figures()).toEqual({ shelf: [1, 333], lent: [2, 667] });
    valueOf(takeBack(loan.id, 1));
    valueOf(takeBack(loan.id, 1));
    expect(figures()).toEqual({ shelf: [3, 1_000], lent: [0, 0] });
    const { rows, out } = listLoans(shop.db, { which: 'all', householdId: null, limit: 10 }, localDate(TODAY));
    expect(out).toBe(0);
    expect(rows).toMatchObject([{ state: 'settled', pointsCentipoints: 600, dueOn: '2026-07-18' }]);
    expect(rows[0]?.events.map(({ summary }) => summary)).toEqual(Array.from({ length: 3 }, () => '归还梯子×1架'));
    // Points paid for a loan stay paid.
    expect(spendable()).toBe(400);
  });

  test('are late from the day after the last one, and what is due first stands first', () => {
    const late = valueOf(lend(1));
    valueOf(lend(1, { dueOn: localDate('2026-08-01') }));
    const on = (day: string) => listLoans(shop.db, { which: 'overdue', householdId: null, limit: 10 }, localDate(day));
    expect(on('2026-07-18')).toMatchObject({ out: 2, overdue: 0, rows: [] });
    expect(on('2026-07-21')).toMatchObject({
      overdue: 1,
      rows: [{ entryId: late.id, state: 'overdue', daysOverdue: 3 }],
    });
    const out = listLoans(shop.db, { which: 'out', householdId: null, limit: 10 }, localDate(TODAY));
    expect(out.rows.map(({ dueOn }) => dueOn)).toEqual(['2026-07-18', '2026-08-01']);
    expect(listLoanTools(shop.db, localDate(TODAY))).toMatchObject([{ availableQuantity: 1, lentQuantity: 2 }]);
  });

  test('are free where the item says so, and no points move', () => {
    const barrow = shop.item({ name: '手推车', unit: '辆', priceCentipoints: null, loanCentipoints: centipoints(0) });
    shop.receive(barrow.id, 1, null);
    valueOf(lend(1, { lines: [{ itemId: barrow.id, quantity: quantity(1) }] }));
    expect(spendable()).toBe(1_000);
    expect(readPassbook(shop.db, household, 2026).lines.map(({ kind }) => kind)).not.toContain('loan');
    expect(figures().lent).toEqual([1, 0]);
  });

  test('asked for twice under one key are lent once, and the key is good for nothing else', () => {
    const requestId = shop.requestId();
    const first = valueOf(lend(1, { requestId }));
    expect(valueOf(lend(1, { requestId })).id).toBe(first.id);
    expect(figures().lent[0]).toBe(1);
    expect(refusalOf(lend(2, { requestId })).code).toBe('request_id_reused');
  });

  test('that do not come back are written off from the household’s hands, watched and agreed to', () => {
    const loan = valueOf(lend(2));
    expect(refusalOf(writeOff(loan.id, 1, false))).toMatchObject({
      code: 'second_person_needed',
      operation: 'write_off',
    });
    const lost = valueOf(writeOff(loan.id, 1));
    expect(lost.documentNo).toBe('BS20260715-0001');
    expect(figures()).toEqual({ shelf: [1, 334], lent: [1, 333] });
    expect(balance('value', 'sink/write_off')).toBe(333);
    expect(refusalText(refusalOf(takeBack(loan.id, 2)))).toBe(`借用单${loan.documentNo}的“梯子”只有1架没还，填了2架`);
    // Found again after all: the write-off is taken back, and the ladder is out as before.
    valueOf(reverseOutbound(shop.context(), { requestId: shop.requestId(), entryId: lost.id, reason: '找到了' }));
    expect(figures().lent).toEqual([2, 666]);
    valueOf(takeBack(loan.id, 2));
    expect(figures()).toEqual({ shelf: [3, 1_000], lent: [0, 0] });
  });
});

describe('a wrong entry', () => {
  test('of a return is taken back while the tools are still there, and then the loan itself, with its points', () => {
    const loan = valueOf(lend(2));
    const back = valueOf(takeBack(loan.id, 2));
    expect(refusalText(refusalOf(reverse(loan.id)))).toBe(
      `借用单${loan.documentNo}已有归还或报损，请先红冲${back.documentNo}`,
    );
    valueOf(reverse(back.id));
    expect(figures().lent).toEqual([2, 666]);
    const reversal = valueOf(reverse(loan.id));
    expect(figures()).toEqual({ shelf: [3, 1_000], lent: [0, 0] });
    expect(spendable()).toBe(1_000);
    expect(refusalText(refusalOf(reverse(loan.id)))).toContain(`已被${reversal.documentNo}红冲`);
    const lines = readPassbook(shop.db, household, 2026).lines.slice(-2);
    expect(lines).toMatchObject([
      { kind: 'loan', redeemedCentipoints: 400, reversedBy: reversal.documentNo },
      { kind: 'reversal', redeemedCentipoints: -400 },
    ]);
  });

  test('of a return whose tools went on is refused with what is there', () => {
    const back = valueOf(takeBack(valueOf(lend(3)).id, 3));
    valueOf(lend(2));
    expect(refusalText(refusalOf(reverse(back.id)))).toMatch(/的“梯子”归还了3架，现在只有1架在店，不能红冲$/);
  });

  test('that gives points back on a later day needs another person', () => {
    const loan = valueOf(lend(1));
    const refused = refusalOf(reverse(loan.id, '2026-07-16'));
    expect(refused).toMatchObject({ code: 'second_person_needed', operation: 'late_loan_reversal', amount: 200 });
    valueOf(reverse(loan.id, '2026-07-16', true));
    expect(spendable()).toBe(1_000);
  });
});

describe('is refused', () => {
  test.each([
    ['more than there are', () => lend(4), '“梯子”要借4架，在店只有3架'],
    ['no quantity', () => lend(0), '“梯子”的数量是0，应为1或更多的整数'],
    ['a day that is over', () => lend(1, { dueOn: localDate('2026-07-14') }), '应还日期2026-07-14早于今天2026-07-15'],
    ['nothing at all', () => lend(1, { lines: [] }), '还没有选工具'],
    [
      'points that the screen did not show',
      () => lend(1, { expectedTotalCentipoints: centipoints(100) }),
      '借用分值已变：屏幕上合计1.0分，现在是2.0分，请核对后再借出',
    ],
  ])('a loan of %s', (_what, act, sentence) => {
    expect(refusalText(refusalOf(act()))).toBe(sentence);
    expect(figures().lent).toEqual([0, 0]);
  });

  test('a loan of what is given for good, of what the points do not cover, and of what is out already', () => {
    const rice = shop.item({ name: '大米' });
    shop.receive(rice.id, 1, 100);
    const riceLoan = lend(1, { lines: [{ itemId: rice.id, quantity: quantity(1) }] });
    expect(refusalText(refusalOf(riceLoan))).toContain('“大米”不出借');
    const poor = shop.household({ householdNo: 'GM00002' }).id;
    expect(refusalOf(lend(1, { householdId: poor })).code).toBe('points_short');
    valueOf(lend(2));
    expect(refusalText(refusalOf(lend(2)))).toBe('“梯子”要借2架，在店只有1架，另有2架借在外面');
  });
});
