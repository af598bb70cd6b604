import type { Page } from '@playwright/test';
import type { Role } from '../../shared/domain/staff/role.ts';
import { DoorBrowser, type DoorClient } from '../builders/door-browser.ts';
import { expect, test as base } from './fixtures.ts';
import { seriousViolations } from './support/axe.ts';
import { Scanner } from './support/scanner.ts';
import { nextKey } from './support/village.ts';

/** Everybody's in a demonstration village. */
const PIN = '000000';
const POWDER = '6901234567892';

type As = (role: Role) => Promise<DoorClient>;

const test = base.extend<{ as: As; scanner: Scanner }>({
  as: async ({ shop }, use) => {
    const browser = new DoorBrowser(shop.origin);
    const people = await browser.window().staff.operators();
    await use(async (role) => {
      const operatorId = people.find((person) => person.role === role)?.id ?? '';
      return browser.window((await browser.window().staff.signIn({ operatorId, secret: PIN })).token);
    });
    browser.close();
  },
  scanner: async ({ page }, use) => {
    await use(new Scanner(await page.context().newCDPSession(page)));
  },
});
test.use({ seed: [['demo', '--households', '12', '--seed', '3']] });

/** Goods of a category of their own: soap in two batches, powder by the box, candles that the books have none of. */
async function furnish(desk: DoorClient) {
  const save = async (code: string, name: string, more: object) =>
    (
      await desk.goods.saveItem({
        itemId: null,
        code,
        name,
        category: '试盘',
        unit: '块',
        priceCentipoints: 10,
        ...more,
      })
    ).id;
  const powder = await save('SP01', '洗衣粉', { unit: '袋', barcode: POWDER, packs: [{ name: '箱', size: 12 }] });
  const soap = await save('SP02', '肥皂', {});
  await save('SP03', '蜡烛', { unit: '支' });
  const lines = [
    { itemId: powder, quantity: 15, costFen: 4500, lotCode: 'L1' },
    { itemId: soap, quantity: 5, costFen: 1000, lotCode: 'S1' },
    { itemId: soap, quantity: 8, costFen: null, lotCode: 'S2' },
  ];
  await desk.goods.receive({ requestId: nextKey(), source: 'purchase', supplier: '县供销社', lines });
  return { soap };
}

async function signInAs(page: Page, role: string): Promise<void> {
  await page.getByRole('radio', { name: new RegExp(role) }).check();
  await page.getByLabel('密码').fill(PIN);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: '工作台' }).getByRole('link', { name: '物资' }).click();
  await page.getByRole('navigation', { name: '物资' }).getByRole('link', { name: '盘点' }).click();
}

test('two people count at once with scanner and tablet, a third watches, a fourth explains and approves', async ({
  as,
  page,
  scanner,
}) => {
  const desk = await as('administrator');
  const { soap } = await furnish(desk);
  const clerk = await as('clerk');
  const { id: stocktakeId } = await clerk.stocktake.start({
    requestId: nextKey(),
    title: '月底盘点',
    categories: ['试盘'],
  });

  await page.setViewportSize({ width: 1024, height: 768 });
  await signInAs(page, '店');
  const open = page.getByRole('listitem', { name: '月底盘点' });
  await expect(open).toContainText('还没有人点数');
  await open.getByRole('button', { name: '去点数' }).click();
  await expect(page.getByText('已点 0 批，还有 3 批没有点')).toBeVisible();

  // Two scans and a box: 2 + 12.
  const entry = page.getByRole('region', { name: '点数', exact: true });
  await scanner.scan(POWDER);
  await expect(entry.getByLabel('零散（袋）')).toHaveValue('1');
  await scanner.scan(POWDER);
  await expect(entry.getByLabel('零散（袋）')).toHaveValue('2');
  await entry.getByLabel('箱（每箱 12 袋）').fill('1');
  await expect(entry.locator('.count-total')).toHaveText('共 14 袋');
  expect(await seriousViolations(page)).toEqual([]);
  await scanner.scan('6900000000001');
  await expect(page.getByRole('alert')).toContainText('没有条码是 6900000000001 的物品');
  await entry.getByRole('button', { name: '记下' }).click();
  await expect(page.getByRole('status').filter({ hasText: '已记下 洗衣粉 L1：14 袋' })).toBeVisible();

  // A colleague counts beside, and the counter goes on.
  const lots = (await clerk.stocktake.goods({ stocktakeId })).find(({ id }) => id === soap)?.lots ?? [];
  const second = lots.find(({ code }) => code === 'S2')?.lotId ?? '';
  await clerk.stocktake.count({ requestId: nextKey(), stocktakeId, itemId: soap, lotId: second, quantity: 9 });
  const [household] = (await desk.household.list({ limit: 1 })).rows;
  const householdId = household?.id ?? '';
  await desk.points.award({ requestId: nextKey(), householdId, pointsCentipoints: 10_000, reason: '清扫村道' });
  await desk.redemption.redeem({ requestId: nextKey(), householdId, lines: [{ itemId: soap, quantity: 1 }] });

  const find = page.getByRole('combobox', { name: '物品' });
  await find.fill('fz');
  await find.press('Enter');
  await expect(entry.getByRole('radio', { name: /S2/ }).locator('..')).toContainText('已点 9（');
  await entry.getByLabel('数量（块）').fill('4');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('请先选是哪一批');
  await page.getByRole('button', { name: /肥皂.*S1/ }).click();
  await expect(entry.getByRole('radio', { name: /S1/ })).toBeChecked();
  await entry.getByRole('button', { name: '记下' }).click();
  await expect(page.getByText('已点 3 批，还有 0 批没有点')).toBeVisible();

  // Candles that the books have none of, at first miscounted.
  for (const typed of ['33', '3']) {
    await find.fill('SP03');
    await find.press('Enter');
    await entry.getByRole('textbox', { name: '批号' }).fill('N1');
    for (const digit of typed)
      await entry.getByRole('group', { name: '数字键' }).getByRole('button', { name: digit }).click();
    await entry.getByRole('button', { name: '记下' }).click();
    await expect(page.getByRole('status').filter({ hasText: `已记下 蜡烛 新批次 N1：${typed} 支` })).toBeVisible();
  }
  await page.getByRole('button', { name: '划去 蜡烛 33' }).click();
  await expect(page.getByRole('row', { name: /蜡烛 新批次 N1 33 支/ })).toContainText('已划去');

  await page.getByRole('button', { name: '点完收单' }).click();
  await page.getByRole('button', { name: '收单，请监盘人确认' }).click();
  const asking = page.getByRole('dialog', { name: '请另一位同意' });
  await asking.getByRole('radio', { name: /评定员/ }).check();
  await asking.getByLabel(/在此输入密码/).fill(PIN);
  await page.keyboard.press('Enter');
  await expect(open).toContainText('已收单，等复核批准');
  expect(await seriousViolations(page)).toEqual([]);

  await page.setViewportSize({ width: 1366, height: 768 });
  await page.getByRole('button', { name: '换人' }).click();
  await signInAs(page, '财务');
  await open.getByRole('button', { name: '去复核' }).click();
  const table = page.getByRole('table', { name: '盘盈盘亏' });
  await expect(table.locator('tbody tr')).toHaveCount(3);
  // One bar of soap went out before its batch was counted: no difference of the count's.
  await expect(table.getByRole('row', { name: /洗衣粉/ })).toContainText('亏 1');
  await expect(table.getByRole('row', { name: /蜡烛/ })).toContainText('盈 3');
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('button', { name: '批准入账' }).click();
  const approving = page.getByRole('dialog', { name: '批准“月底盘点”入账' });
  await approving.getByRole('button', { name: '批准入账' }).click();
  await expect(approving.getByRole('alert')).toContainText('没有写原因');
  await approving.getByRole('button', { name: '再看看' }).click();
  for (const row of await table.getByRole('combobox', { name: /的原因/ }).all()) {
    await row.fill('自然损耗');
    await row.blur();
  }
  await page.getByRole('button', { name: '批准入账' }).click();
  await approving.getByRole('button', { name: '批准入账' }).click();
  await expect(page.getByRole('heading', { name: /盘点表 PD/ })).toBeVisible();
  await expect(page.getByRole('table', { name: '盘点表' })).toContainText('-3.00');
  expect(await seriousViolations(page)).toEqual([]);
  const stock = (await desk.goods.stock()).filter(({ item }) => item.category === '试盘');
  expect(Object.fromEntries(stock.map((lot) => [lot.lotCode, [lot.onHandQuantity, lot.valueFen]]))).toEqual({
    L1: [14, 4200],
    S1: [4, 800],
    S2: [9, null],
    N1: [3, null],
  });
  expect((await desk.settings.verify()).problem).toBeNull();
});
