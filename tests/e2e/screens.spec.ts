import type { Page } from '@playwright/test';
import { expect, test as base } from './fixtures.ts';
import { seriousViolations } from './support/axe.ts';
import { type Desk, furnish, look, openDesk, serve, signIn } from './support/village.ts';

const test = base.extend<{ desk: Desk }>({
  desk: async ({ shop, page }, use) => {
    const desk = await openDesk(shop.origin);
    await furnish(desk);
    await signIn(page);
    await use(desk);
  },
});

/** A place by its name on the rail, and something that is there once it has been read. */
const PLACES = [
  ['柜台', (page: Page) => page.getByRole('option', { name: /大米/ })],
  ['物资', (page: Page) => page.getByRole('row', { name: /大米/ })],
  ['积分', (page: Page) => page.getByText('先找一户')],
  ['户籍', (page: Page) => page.getByRole('row', { name: /冉光荣/ })],
  ['台账', (page: Page) => page.getByRole('heading', { name: '台账', exact: true })],
  ['人员', (page: Page) => page.getByRole('row', { name: /管理员/ })],
  ['设置', (page: Page) => page.getByRole('img', { name: /小票/ })],
] as const;

async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: '工作台' }).getByRole('link', { name }).click();
}

const tooWide = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

/** Latin words that a user may read: names of keys, units of goods and document numbers are not words. */
async function foreignWords(page: Page): Promise<readonly string[]> {
  const text = await page.evaluate(() => {
    // A slip is drawn character by character, and its test page shows the Latin alphabet on purpose.
    const slips = [...document.querySelectorAll<HTMLElement>('.slip')].map((slip) => slip.innerText);
    return slips.reduce((rest, slip) => rest.replace(slip, ''), document.body.innerText);
  });
  const known = /^(?:F\d+|Enter|Esc|Delete|PgUp|PgDn|WP\d+|GM\d+|DH|JF|RK|TH|kg|g|ml|L|x|U|Excel|rgr)$/;
  return (text.match(/[A-Za-z][A-Za-z0-9]*/g) ?? []).filter((word) => !known.test(word));
}

test('every place is accessible, fits the screen in both print sizes and speaks Chinese', async ({ desk, page }) => {
  expect((await desk.goods.items()).length).toBeGreaterThan(0);
  for (const print of ['标准', '大字']) {
    if (print === '大字') await page.getByRole('button', { name: '大字' }).click();
    for (const [name, shown] of PLACES) {
      await goTo(page, name);
      await expect(shown(page)).toBeVisible();
      expect(await tooWide(page), `${name} ${print}`).toBe(false);
      expect(await seriousViolations(page), `${name} ${print}`).toEqual([]);
      expect(await foreignWords(page), name).toEqual([]);
    }
  }
});

test('the states of the counter are accessible', async ({ desk, page }) => {
  expect((await desk.goods.items()).length).toBeGreaterThan(0);
  await serve(page, 'GM004', '单小梅');
  await look(page, 'dm');
  await expect(page.getByRole('region', { name: '本次兑换' })).toContainText('差 15.5 分');
  expect(await seriousViolations(page), 'short of points').toEqual([]);
  await page.keyboard.press('F10');
  await expect(page.getByLabel('代领人姓名')).toBeFocused();
  expect(await seriousViolations(page), 'proxy').toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: '清空这一单？' })).toBeVisible();
  expect(await seriousViolations(page), 'clearing').toEqual([]);
  await page.keyboard.press('Enter');

  await serve(page, 'GM002', '张小㛃');
  await look(page, 'dm');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: '上一笔' })).toContainText('已兑换');
  expect(await seriousViolations(page), 'done').toEqual([]);
  await page.getByRole('button', { name: '看小票' }).click();
  await expect(page.getByRole('img', { name: /小票：/ })).toContainText('张');
  expect(await seriousViolations(page), 'receipt').toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('F8');
  await expect(page.getByLabel('退回原因')).toBeFocused();
  expect(await seriousViolations(page), 'return').toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('F1');
  await expect(page.getByRole('dialog', { name: '按键' })).toBeVisible();
  expect(await seriousViolations(page), 'keys').toEqual([]);
});

test('a household page shows where its points came from', async ({ desk, page }) => {
  expect((await desk.goods.items()).length).toBeGreaterThan(0);
  await goTo(page, '户籍');
  await page.getByLabel('查找户').fill('ouyang');
  await expect(page.getByRole('row', { name: /冉光荣/ })).toHaveCount(0);
  await page.getByLabel('查找户').fill('rgr');
  await page.getByRole('row', { name: /冉光荣/ }).click();
  await expect(page.getByRole('table', { name: '积分存折' })).toContainText('清扫村道');
  expect(await seriousViolations(page)).toEqual([]);
  expect(await tooWide(page)).toBe(false);
  await page.getByRole('button', { name: '更正登记' }).click();
  await page.getByLabel('户主姓名').fill('冉光明');
  expect(await seriousViolations(page), 'dialog').toEqual([]);
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('heading', { name: '冉光明' })).toBeVisible();
  expect((await desk.household.search({ query: 'GM001' }))[0]?.phoneMasked).toBe('139****1100');
});

test('points are given, and a wrong entry is reversed', async ({ desk, page }) => {
  await goTo(page, '积分');
  await page.getByRole('combobox', { name: '户' }).focus();
  await look(page, 'GM005');
  await page.getByLabel('分值（分）').fill('6.55');
  await page.getByLabel('事由').fill('帮扶邻里');
  await page.getByRole('button', { name: '加分' }).click();
  await expect(page.getByText(/已给欧阳建国加 6.55 分/)).toBeVisible();
  expect((await desk.household.search({ query: 'GM005' }))[0]?.spendableCentipoints).toBe(6_55);
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('button', { name: /^红冲 / }).click();
  await page.getByLabel('红冲原因').fill('登记错户');
  await page.getByRole('dialog').getByRole('button', { name: '红冲', exact: true }).click();
  await expect(page.getByText(/已红冲 .*红冲单号/)).toBeVisible();
  expect((await desk.household.search({ query: 'GM005' }))[0]?.spendableCentipoints).toBe(0);
});

test('goods come in, and the shelf shows them', async ({ desk, page }) => {
  await goTo(page, '物资');
  await expect(page.getByRole('row', { name: /酱油/ })).toContainText('过期 6瓶');
  await page.getByRole('button', { name: '入库' }).click();
  await page.getByRole('combobox', { name: '供货单位' }).fill('县供销社');
  await page.getByRole('combobox', { name: '物品', exact: true }).fill('ct');
  await page.keyboard.press('Enter');
  const line = page.getByRole('group', { name: '第 1 行 锄头' });
  await expect(line.getByLabel('第1行数量')).toBeFocused();
  await line.getByLabel('第1行数量').fill('8');
  await line.getByLabel('第1行金额（元）').fill('88.08');
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('button', { name: '入库', exact: true }).click();
  await expect(page.getByText(/已入库 1 种，单号/)).toBeVisible();
  const hoe = (await desk.goods.counterItems()).find(({ name }) => name === '锄头');
  expect(hoe?.availableQuantity).toBe(10);
  await page.getByRole('navigation', { name: '物资' }).getByRole('link', { name: '库存' }).click();
  await page.getByRole('row', { name: /锄头/ }).click();
  await expect(page.getByRole('table', { name: '批次' })).toContainText('88.08');
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('button', { name: '更正物品' }).click();
  await expect(page.getByLabel('编码')).toBeFocused();
  expect(await seriousViolations(page)).toEqual([]);
});

test('the books are checked in one click', async ({ desk, page }) => {
  expect((await desk.goods.items()).length).toBeGreaterThan(0);
  await goTo(page, '设置');
  await page.getByRole('button', { name: '现在核对' }).click();
  await expect(page.getByText(/账目无误：/)).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
});
