import type { Page } from '@playwright/test';
import { expect, test as base } from './fixtures.ts';
import { seriousViolations } from './support/axe.ts';
import { type Desk, furnish, nextKey, openDesk, signIn } from './support/village.ts';

const test = base.extend<{ desk: Desk }>({
  desk: async ({ shop }, use) => {
    const desk = await openDesk(shop.origin);
    await furnish(desk);
    await use(desk);
  },
});

const goods = (page: Page) =>
  page.getByRole('navigation', { name: '工作台' }).getByRole('link', { name: '物资' }).click();

const tooWide = (page: Page) =>
  page.evaluate(() => {
    const main = document.getElementById('main-content');
    return [document.documentElement, main].some((part) => part !== null && part.scrollWidth > part.clientWidth);
  });

/** What every screen must be: as wide as the window in both print sizes, and accessible. */
async function sound(page: Page, name: string): Promise<void> {
  for (const print of ['大字', '标准字']) {
    await page.getByRole('button', { name: print, exact: true }).click();
    expect(await tooWide(page), `${name} ${print}`).toBe(false);
  }
  expect(await seriousViolations(page), name).toEqual([]);
}

test('goods are found, and followed by keyboard from the shelf through the lot to the household', async ({
  desk,
  page,
}) => {
  const rice = (await desk.goods.items()).find(({ name }) => name === '大米');
  const [ran] = await desk.household.search({ query: 'GM001' });
  const lines = [{ itemId: rice?.id ?? '', quantity: 1 }];
  await desk.redemption.redeem({ requestId: nextKey(), householdId: ran?.id ?? '', lines });
  await signIn(page);
  await goods(page);
  const shelf = page.getByRole('table', { name: '物资' });
  await expect(shelf.getByRole('row', { name: /大米/ })).toBeVisible();
  await sound(page, 'overview');

  await page.getByRole('button', { name: /^过期/ }).click();
  await expect(shelf.locator('tbody tr')).toHaveText([/酱油.*✕ 过期 6瓶/]);
  await page.getByRole('button', { name: /^在用/ }).click();
  await shelf.getByRole('button', { name: '可用库存' }).click();
  await expect(shelf.locator('tbody tr').first()).toContainText('酱油');

  await page.keyboard.press('F3');
  await page.keyboard.insertText('dam');
  await expect(shelf.locator('tbody tr')).toHaveText([/大米/]);
  await shelf.locator('tbody tr').focus();
  await page.keyboard.press('Enter');
  const movements = page.getByRole('table', { name: '出入明细' });
  await expect(movements.locator('tbody tr')).toHaveText([
    /兑换：GM001 冉光荣.*13.0019.*57.00/,
    /采购入库：县供销社.*2060.00.*2060.00/,
  ]);
  await sound(page, 'item');

  await page.getByRole('table', { name: '批次' }).locator('tbody tr').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('table', { name: '去向' }).locator('tbody tr')).toHaveText([
    /兑换给户13.00/,
    /在库1957.00/,
  ]);
  await sound(page, 'lot');
  await page
    .getByRole('table', { name: '到了哪些户' })
    .getByRole('row', { name: /冉光荣/ })
    .focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '冉光荣' })).toBeVisible();
});

test('charts say in words and figures what they draw', async ({ desk, page }) => {
  expect((await desk.goods.overview()).length).toBe(7);
  await signIn(page);
  await goods(page);
  await page.getByRole('link', { name: '看图表' }).click();
  const chart = page.getByRole('img', { name: /^月末库存货值/ });
  await expect(chart.locator('svg')).toBeVisible();
  await expect(chart).toContainText('粮油');
  // 20 + 10 + 30 + 6 pieces of ¥3 in 粮油, 30 in 日化, 2 in 农资.
  await expect(
    page
      .getByRole('table', { name: /^月末库存货值/ })
      .locator('tbody tr')
      .last(),
  ).toContainText('198.0090.006.00294.00');
  await expect(page.getByText('这十二个月还没有兑换')).toBeVisible();
  await sound(page, 'charts');
});

test('five thousand kinds of goods are drawn as far as they are in sight', async ({ desk, page }) => {
  expect((await desk.goods.overview()).length).toBe(7);
  await page.route('**/rpc/goods/overview', async (route) => {
    const answer = await route.fetch();
    const { json } = (await answer.json()) as { readonly json: readonly Record<string, unknown>[] };
    const many = Array.from({ length: 5_000 }, (_, index) => {
      const no = String(index + 1).padStart(4, '0');
      return {
        ...json[0],
        id: `item-${no}`,
        code: `WP${no}`,
        name: `物品${no}号`,
        pinyin: `wupin${no}hao`,
        valueFen: 101,
      };
    });
    await route.fulfill({ response: answer, json: { json: many } });
  });
  await signIn(page);
  await goods(page);
  const shelf = page.getByRole('table', { name: '物资' });
  const rows = shelf.locator('tbody tr[data-index]');
  await expect(rows.first()).toContainText('WP0001');
  await expect(shelf).toHaveAttribute('aria-rowcount', '5002');
  await expect(shelf.locator('tfoot')).toContainText('5050.00');
  expect(await rows.count()).toBeLessThan(120);
  await rows.first().focus();
  await page.keyboard.press('End');
  await expect(page.locator('tr:focus')).toContainText('WP5000');
  expect(await rows.count()).toBeLessThan(120);
  await page.keyboard.press('ArrowUp');
  await expect(page.locator('tr:focus')).toContainText('WP4999');
  // There is no such item in the books; the way back leads to where one was.
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('没有这种物品');
  await page.goBack();
  await expect(shelf.getByRole('row', { name: /WP4999/ })).toBeInViewport();
  await rows.last().focus();
  await page.keyboard.press('Home');
  await expect(page.locator('tr:focus')).toContainText('WP0001');
  expect(await seriousViolations(page)).toEqual([]);

  // Half as wide, the window itself scrolls.
  await page.setViewportSize({ width: 683, height: 768 });
  await rows.first().focus();
  await page.keyboard.press('End');
  await expect(page.locator('tr:focus')).toContainText('WP5000');
  expect(await rows.count()).toBeLessThan(120);
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.keyboard.press('F3');
  await page.keyboard.insertText('wupin2777');
  await expect(shelf.locator('tbody tr')).toHaveText([/WP2777/]);
});

test('an empty shelf says the first step, and a failed reading says so and tries again', async ({ shop, page }) => {
  await openDesk(shop.origin);
  let failing = true;
  await page.route('**/rpc/goods/overview', (route) => (failing ? route.abort() : route.continue()));
  await signIn(page);
  await goods(page);
  await expect(page.getByRole('alert').getByText('没有读到')).toBeVisible();
  failing = false;
  await page.getByRole('button', { name: '再试一次' }).click();
  await expect(page.getByText('还没有物品')).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
});
