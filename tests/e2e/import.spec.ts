import type { Page } from '@playwright/test';
import { workbookFile, type SheetSpec } from '../builders/files.ts';
import { expect, test as base } from './fixtures.ts';
import { seriousViolations } from './support/axe.ts';
import { type Desk, furnish, openDesk, signIn } from './support/village.ts';

const test = base.extend<{ desk: Desk }>({
  desk: async ({ shop, page }, use) => {
    const desk = await openDesk(shop.origin);
    await furnish(desk);
    await signIn(page);
    await use(desk);
  },
});

const ROSTER: SheetSpec = {
  name: 'Sheet1',
  rows: [
    ['光明村农户统计表'],
    ['户号', '姓名', '证件号码', '村组', '家庭人口', '手机号'],
    ['GM101', '仡磊', '500239197402252419', '1组', 7, '18284514740'],
    ['GM102', '周翀勇', '522632199209087708', '8组', '两人', null],
    ['GM103', '袁洋', null, '4组', 2, null],
  ],
};
const UNCLEAR: SheetSpec = {
  name: '加分',
  rows: [
    ['户号', '户主', '哪天', '为什么', '多少'],
    ['GM001', '冉光荣', '2026-03-01', '义务巡河', 3],
  ],
};

async function openImport(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: '工作台' }).getByRole('link', { name: '台账' }).click();
  await page.getByRole('link', { name: '导入旧账' }).click();
  await expect(page.getByRole('button', { name: '选择文件' })).toBeVisible();
}

async function choose(page: Page, ...sheets: SheetSpec[]): Promise<void> {
  await page.getByLabel('台账文件', { exact: true }).setInputFiles({
    name: '花名册.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: workbookFile(sheets),
  });
  await expect(page.getByRole('heading', { name: '花名册.xlsx' })).toBeVisible();
}

test('a roster is looked at, taken, and not taken twice', async ({ desk, page }) => {
  await openImport(page);
  expect(await seriousViolations(page)).toEqual([]);
  await choose(page, ROSTER);
  await expect(page.getByText('2 行可以导入，1 行有问题，可先导入无误的行。还没有写进账里。')).toBeVisible();
  const problem = page.getByRole('table', { name: '有问题的行' }).getByRole('row').nth(1);
  await expect(problem).toHaveText('4✕ 不导入家庭人口两人“家庭人口”的“两人”不是数字');
  expect(await seriousViolations(page)).toEqual([]);
  expect((await desk.household.list({})).total).toBe(5);

  await page.getByRole('button', { name: '导入无误的 2 行' }).click();
  await expect(page.getByText('已导入 2 行，1 行有问题没有导入，可存成表格，改好再导入。')).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
  expect((await desk.household.list({})).total).toBe(7);

  await page.getByRole('button', { name: '再导入一份' }).click();
  await choose(page, ROSTER);
  await expect(page.getByText('0 行可以导入，2 行账里已有，1 行有问题，改好再导入。还没有写进账里。')).toBeVisible();
  await expect(page.getByRole('button', { name: '导入无误的 0 行' })).toBeDisabled();
});

test('columns that were not recognised are named by the clerk', async ({ desk, page }) => {
  expect((await desk.goods.items()).length).toBeGreaterThan(0);
  await openImport(page);
  await choose(page, UNCLEAR);
  const pick = async (label: string, option: string): Promise<void> => {
    const box = page.getByRole('combobox', { name: label });
    await expect(box).toBeEnabled();
    await box.click();
    if (label !== '这张表是') await box.fill(option);
    await page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click();
  };
  await pick('这张表是', '积分台账');
  await expect(page.getByText('表头里没有找到“加分”，请指定是哪一列')).toBeVisible();
  await pick('多少', '加分');
  await pick('为什么', '事由');
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('button', { name: '导入无误的 1 行' }).click();
  await expect(page.getByText('已导入 1 行，全部无误。')).toBeVisible();

  await page.getByRole('button', { name: '再导入一份' }).click();
  await choose(page, UNCLEAR);
  await expect(page.getByText('这份文件里的内容都已经在账里，不用再导入。')).toBeVisible();
});
