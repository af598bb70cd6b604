import type { Page } from '@playwright/test';
import { openWithOpenpyxl } from '../builders/office.ts';
import { expect, test as base } from './fixtures.ts';
import { seriousViolations } from './support/axe.ts';
import { type Desk, furnish, openDesk, signIn } from './support/village.ts';

const test = base.extend<{ desk: Desk }>({
  desk: async ({ shop, page }, use) => {
    const desk = await openDesk(shop.origin);
    await furnish(desk);
    await signIn(page);
    await page.getByRole('navigation', { name: '工作台' }).getByRole('link', { name: '台账' }).click();
    await use(desk);
  },
});

const start = (page: Page) => page.getByRole('button', { name: '导出', exact: true });

async function download(page: Page): Promise<{ readonly name: string; readonly path: string }> {
  const [file] = await Promise.all([page.waitForEvent('download'), start(page).click()]);
  const name = file.suggestedFilename();
  const path = test.info().outputPath(name);
  await file.saveAs(path);
  return { name, path };
}

test('all ledgers come out as one workbook that says where it went', async ({ desk, page }) => {
  const { name, path } = await download(page);
  expect(name).toMatch(/^全部台账_截至\d{4}-\d{2}-\d{2}\.xlsx$/);
  const sheets = openWithOpenpyxl(path, 'values');
  expect(sheets.map((sheet) => sheet.name)).toEqual([
    '户籍花名册',
    '物品目录',
    '物品入库台账',
    '捐赠物资登记台账',
    '积分台账',
    '兑换领取台账',
    '进销存明细',
    '盘点表',
    '报损报废表',
    '共建超市结算单',
  ]);
  const households = (await desk.household.list({ query: '', villageId: null, offset: 0, limit: 1 })).total;
  const heads = Object.keys(sheets[0]?.cells ?? {}).filter((address) => /^B(?!1$|2$|3$)\d+$/.test(address));
  expect(heads).toHaveLength(households);
  await expect(page.getByRole('status').filter({ hasText: '已导出' })).toContainText(name);
  expect(await seriousViolations(page)).toEqual([]);
});

test('a passbook needs its household, found like anywhere else', async ({ desk, page }) => {
  expect((await desk.goods.items()).length).toBeGreaterThan(0);
  await page.getByText('积分存折', { exact: true }).click();
  await start(page).click();
  await expect(page.getByRole('alert')).toHaveText('积分存折是一户一本，请先找到这一户。');
  const [hit] = await desk.household.search({ query: '冉光荣', limit: 1 });
  const householdNo = hit?.householdNo ?? '';
  await page.getByRole('combobox', { name: '哪一户' }).fill(householdNo);
  await page.getByRole('option', { name: /冉光荣/ }).click();
  await page.getByRole('button', { name: '今年' }).click();
  const { name, path } = await download(page);
  expect(name).toContain(`${householdNo}冉光荣_`);
  expect(openWithOpenpyxl(path)[0]?.cells['A2']?.value).toContain(`户：${householdNo} 冉光荣`);
});
