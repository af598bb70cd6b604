import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listAllLotsOnHand } from '../../main/db/repositories/lot-repository.ts';
import { ledgerSource } from '../../main/db/repositories/ledger-rows.ts';
import { paperRenderer } from '../../main/documents/paper/render-in-worker.ts';
import { workerUrl } from '../../main/host/worker-url.ts';
import { verify } from '../../main/journal/verify.ts';
import { listExpiring, listRecentOutbounds, readOutbound } from '../../main/usecases/outbound/read-outbound.ts';
import { outboundForm } from '../../main/usecases/outbound/outbound-form.ts';
import { reverseOutbound } from '../../main/usecases/outbound/reverse-outbound.ts';
import { takeOut, type TakeOutInput } from '../../main/usecases/outbound/take-out.ts';
import type { Item } from '../../shared/domain/goods/goods.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { refusalText } from '../../shared/messages/refusal-text.ts';
import { type OutLine, sentAway, takenBack, takenOut, writeOffOf } from '../builders/outbound.ts';
import { openShop, refusalOf, type Shop, TODAY, valueOf } from '../builders/shop.ts';

let shop: Shop;
let rice: Item;

beforeEach(async () => {
  shop = await openShop();
  rice = shop.item({ code: 'WP001' });
});
afterEach(() => {
  expect(verify(shop.db)).toMatchObject({ problem: null });
  shop.close();
});

const shelf = () =>
  Object.fromEntries(listAllLotsOnHand(shop.db).map((lot) => [lot.code, [lot.onHandQuantity, lot.valueFen]]));

const written = (lines: readonly OutLine[], more: Partial<TakeOutInput> = {}) => writeOffOf(shop, lines, more);
const away = (kind: 'transfer_out' | 'supplier_return', counterparty: string, lines: readonly OutLine[]) =>
  sentAway(shop, kind, counterparty, lines);
const take = (input: TakeOutInput) => takeOut(shop.context(), input, shop.agreement());
const said = (input: TakeOutInput) => refusalText(refusalOf(take(input)));

describe('writing off', () => {
  test('three pieces for ¥10 are written off at 3.33, 3.33 and 3.34', () => {
    shop.receive(rice.id, 3, 1000, { lotCode: 'A' });
    const late = written([['A', 1]]);
    const costs = [1, 1, 1].map(() => {
      const { id } = valueOf(take(written([['A', 1]])));
      return valueOf(readOutbound(shop.db, id)).lines[0]?.costFen;
    });
    expect(costs).toEqual([333, 333, 334]);
    expect(shelf()).toEqual({});
    expect(said(late)).toBe('批次A的“大米”已经没有了');
  });

  test('it is watched by one person and agreed to by another, whatever it comes to', () => {
    shop.receive(rice.id, 5, 0, { lotCode: 'A' });
    const input = written([['A', 1, 'lost']]);
    shop.agreement();
    expect(refusalOf(takeOut(shop.context(), input))).toMatchObject({ code: 'second_person_needed' });
    expect(said(written([['A', 1]], { witness: '管 理 员' }))).toBe('监督人不能是经办人自己（管 理 员），请另一位');
    expect(said(written([['A', 1]], { witness: '同事' }))).toBe('监督人和审批人不能都是同事，请另一位');
    const { id } = valueOf(take(input));
    expect(valueOf(readOutbound(shop.db, id))).toMatchObject({
      handler: '管理员',
      witness: '王监督',
      approver: '同事',
      summary: '报损：大米×1袋（丢失）',
      costFen: 0,
      unvaluedLines: 0,
    });
  });

  test('what can be seen is shown, or it is said why not; what is lost cannot be shown', () => {
    shop.receive(rice.id, 5, 500, { lotCode: 'A' });
    expect(
      said(
        written(
          [
            ['A', 1, 'lost'],
            ['A', 1],
          ],
          { note: '' },
        ),
      ),
    ).toContain('报损要附照片');
    expect(take(written([['A', 1, 'lost']], { note: '' })).ok).toBe(true);
  });

  test('one lot may stand in several lines, never for more than it holds', () => {
    shop.receive(rice.id, 5, 1001, { lotCode: 'A', expiresOn: '2026-07-14' });
    expect(
      said(
        written([
          ['A', 3, 'expired'],
          ['A', 3],
        ]),
      ),
    ).toBe('批次A的“大米”只有2袋，要出3袋');
    expect(said(written([['A', 0]]))).toBe('“大米”的数量是0，应为1或更多的整数');
    expect(said(written([['A', -2]]))).toBe('“大米”的数量是-2，应为1或更多的整数');
    expect(said(written([]))).toBe('出库单里还没有物品');
    const { id } = valueOf(
      take(
        written([
          ['A', 3, 'expired'],
          ['A', 2, 'damaged', '受潮'],
        ]),
      ),
    );
    const { lines } = valueOf(readOutbound(shop.db, id));
    expect(lines.map(({ quantity: count, costFen, reason }) => [count, costFen, reason])).toEqual([
      [3, 600, '过期'],
      [2, 401, '损坏：受潮'],
    ]);
  });

  test('good goods are not written off as expired, and unvalued goods have no cost', () => {
    shop.receive(rice.id, 2, null, { lotCode: 'A', expiresOn: TODAY });
    shop.receive(rice.id, 2, null, { lotCode: 'B' });
    expect(said(written([['A', 1, 'expired']]))).toBe('批次A的“大米”到2026-07-15才过期，现在不能按过期报损');
    expect(said(written([['B', 1, 'expired']]))).toBe('批次B的“大米”没有保质期，不能按过期报损');
    const { id } = valueOf(take(written([['A', 1]])));
    const detail = valueOf(readOutbound(shop.db, id));
    expect([detail.costFen, detail.unvaluedLines, detail.lines[0]?.costFen]).toEqual([0, 1, null]);
  });

  test('asked twice under one key it is written once; another content under that key is refused', () => {
    shop.receive(rice.id, 5, 500, { lotCode: 'A' });
    const input = written([['A', 2]]);
    const first = valueOf(take(input));
    // The answer was lost: nobody need agree again.
    expect(valueOf(takeOut(shop.context(), input)).id).toBe(first.id);
    expect(shelf()).toEqual({ A: [3, 300] });
    expect(refusalOf(take({ ...input, disposal: '焚烧' }))).toEqual({ code: 'request_id_reused' });
  });
});

describe('to other shops and back to suppliers', () => {
  test('a transfer leaves at cost, above the limit with another person; expired goods are not passed on', () => {
    shop.receive(rice.id, 100, 300_000, { lotCode: 'A', expiresOn: '2026-12-01' });
    shop.receive(rice.id, 5, 500, { lotCode: 'OLD', expiresOn: '2026-07-14' });
    const shopName = '清溪村爱心超市';
    shop.agreement();
    const small = away('transfer_out', shopName, [['A', 10]]);
    expect(valueOf(takeOut(shop.context(), small)).documentNo).toBe('DB20260715-0001');
    const big = away('transfer_out', shopName, [['A', 80]]);
    expect(refusalOf(takeOut(shop.context(), big))).toMatchObject({ code: 'second_person_needed', amount: 240_000 });
    expect(shelf()['A']).toEqual([90, 270_000]);
    expect(said(away('transfer_out', shopName, [['OLD', 1]]))).toBe(
      '批次OLD的“大米”已于2026-07-14过期，不能调给别的店，请报损',
    );
    expect(said(away('transfer_out', '', [['A', 1]]))).toBe('请填调入的店');
  });

  test('only what a supplier sold goes back to that supplier', () => {
    shop.receive(rice.id, 10, 1000, { lotCode: 'A' });
    shop.receive(rice.id, 10, null, { lotCode: 'GIFT' });
    expect(said(away('supplier_return', '粮油批发部', [['A', 1]]))).toBe(
      '批次A的“大米”是供销社供的货，请另开一张退给它',
    );
    expect(said(away('supplier_return', '供销社', [['GIFT', 1]]))).toBe(
      '批次GIFT的“大米”不是采购来的，不能退给供货单位',
    );
    const { documentNo } = valueOf(take(away('supplier_return', '供销社', [['A', 4]])));
    expect(documentNo).toBe('TG20260715-0001');
    expect(shelf()).toEqual({ A: [6, 600], GIFT: [10, 0] });
  });
});

describe('taking back', () => {
  test('the goods are on the shelf again at the cost they left with, once', () => {
    shop.receive(rice.id, 3, 1000, { lotCode: 'A' });
    const { id, documentNo } = valueOf(take(written([['A', 1]])));
    const household = shop.household();
    shop.award(household.id, 100_000);
    shop.redeem(household.id, [[rice.id, 1]]);
    const input = { requestId: shop.requestId(), entryId: id, reason: '找到了' };
    const reversal = valueOf(reverseOutbound(shop.context(), input, shop.agreement()));
    expect(reversal.summary).toBe(`红冲${documentNo}：找到了`);
    expect(shelf()).toEqual({ A: [2, 667] });
    expect(listRecentOutbounds(shop.db, 10)).toMatchObject([{ entryId: id, reversedBy: reversal.documentNo }]);
    const again = reverseOutbound(shop.context(), { ...input, requestId: shop.requestId() }, shop.agreement());
    expect(refusalOf(again)).toMatchObject({ code: 'already_reversed' });
    expect(valueOf(reverseOutbound(shop.context(), input)).id).toBe(reversal.id);
  });

  test('it only takes back what left this way; a large one with another person', () => {
    const inbound = shop.receive(rice.id, 100, 300_000, { lotCode: 'A' });
    const reverse = (entryId: typeof inbound.id) =>
      reverseOutbound(shop.context(), { requestId: shop.requestId(), entryId, reason: '记错' });
    expect(refusalText(refusalOf(reverse(inbound.id)))).toBe(`${inbound.documentNo}不能在这里红冲`);
    const { id } = valueOf(take(written([['A', 90]])));
    expect(refusalOf(reverse(id))).toMatchObject({ code: 'second_person_needed', amount: 270_000 });
  });
});

test('what has expired, is near and ends within two months is told apart, the first to end first', () => {
  const salt = shop.item({ name: '食盐', shelfLifeDays: 100 });
  shop.receive(rice.id, 1, 100, { lotCode: 'GONE', expiresOn: '2026-07-14' });
  shop.receive(rice.id, 1, 100, { lotCode: 'TODAY', expiresOn: TODAY });
  shop.receive(rice.id, 1, 100, { lotCode: 'NEAR', expiresOn: '2026-08-29' });
  shop.receive(rice.id, 1, 100, { lotCode: 'SOON', expiresOn: '2026-09-15' });
  shop.receive(rice.id, 1, 100, { lotCode: 'FRESH', expiresOn: '2026-09-16' });
  shop.receive(rice.id, 1, 100, { lotCode: 'ALWAYS' });
  // Goods that live 100 days are near at 15.
  shop.receive(salt.id, 1, null, { lotCode: 'SALT', expiresOn: '2026-07-31' });
  const rows = listExpiring(shop.db, localDate(TODAY));
  expect(rows.map(({ lotCode, state, daysLeft, valueFen }) => [lotCode, state, daysLeft, valueFen])).toEqual([
    ['GONE', 'expired', -1, 100],
    ['TODAY', 'near', 0, 100],
    ['SALT', 'soon', 16, null],
    ['NEAR', 'near', 45, 100],
    ['SOON', 'soon', 62, 100],
  ]);
});

test('the ledgers tell what left, a minus for what went away and a minus for what was taken back', () => {
  shop.receive(rice.id, 3, 1000, { lotCode: 'A' });
  const sent = takenOut(shop, { ...away('transfer_out', '清溪村爱心超市', [['A', 1]]), note: '支援' });
  takenBack(shop, sent.id, '没有送到');
  takenOut(shop, away('supplier_return', '供销社', [['A', 1]]));
  const lost = takenOut(shop, written([['A', 2, 'lost']], { disposal: '无实物' }));
  takenBack(shop, lost.id, '找到了');
  const filter = {
    from: null,
    to: null,
    villageId: null,
    householdId: null,
    level: 'full',
    yearlyCapCentipoints: null,
  } as const;
  const cells = (ledger: 'inbound' | 'write_off', ...columns: number[]) =>
    [...ledgerSource(shop.db, ledger, { ...filter, today: localDate(TODAY) }).rows].map((row) =>
      columns.map((column) => row[column]),
    );
  // 序号 来源 供货或捐赠方 批次 数量 金额 备注
  expect(cells('inbound', 0, 3, 4, 10, 13, 15, 21)).toEqual([
    [1, '采购', '供销社', 'A', 3, 1000, ''],
    [2, '调拨', '清溪村爱心超市', 'A', -1, -333, '调出：支援'],
    [3, '调拨', '清溪村爱心超市', 'A', 1, 333, '红冲DB20260715-0001：没有送到'],
    [4, '采购', '供销社', 'A', -1, -333, '退货'],
  ]);
  // 单号 批次 数量 成本 原因 处理方式 经办人 监督人 审批人
  expect(cells('write_off', 1, 4, 6, 7, 8, 9, 10, 11, 12)).toEqual([
    ['BS20260715-0001', 'A', 2, 667, '丢失', '无实物', '管理员', '王监督', '同事'],
    ['HC20260715-0002', 'A', -2, -667, '红冲BS20260715-0001：找到了', '无实物', '管理员', '', ''],
  ]);
});

test('the form to sign says what left, at what cost, and who answers for it', async () => {
  shop.receive(rice.id, 3, 1000, { lotCode: 'A', expiresOn: '2026-07-14' });
  shop.receive(rice.id, 3, null, { lotCode: 'GIFT' });
  const { id, documentNo } = takenOut(
    shop,
    written([
      ['A', 2, 'expired'],
      ['GIFT', 1, 'damaged', '受潮'],
    ]),
  );
  takenBack(shop, id, '看错了');
  const { fileName, paper } = valueOf(outboundForm(shop.db, id));
  expect(fileName).toBe(`物品报损单_${documentNo}`);
  const { bytes } = await paperRenderer(workerUrl('paper-maker'))(paper);
  const path = join(shop.folder, 'form.pdf');
  writeFileSync(path, bytes);
  const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
  expect(text).toMatch(/1\s+大米 5kg\s+A\s+2026-07-14\s+2袋\s+6\.66\s+过期/);
  expect(text).toMatch(/2\s+大米 5kg\s+GIFT\s+不限\s+1袋\s+未计价\s+损坏：受潮/);
  expect(text).toMatch(/合计\s+6\.66\s+另1行未计价/);
  for (const words of ['物品报损单', documentNo, '处理方式：深埋', '监督人：王监督', '审批人：同事', '红冲，作废']) {
    expect(text).toContain(words);
  }
});
