import { execFileSync } from 'node:child_process';
import type { Page } from '@playwright/test';
import { addDays, localDate } from '../../shared/kernel/local-date.ts';
import { DoorBrowser } from '../builders/door-browser.ts';
import { expect, test as base } from './fixtures.ts';
import { seriousViolations } from './support/axe.ts';
import { type Desk, furnish, nextKey, PIN, signIn } from './support/village.ts';

/** A shop whose scheme allows ¥5 a point at most; everything on its shelf cost ¥3. */
const test = base.extend<{ desk: Desk }>({
  desk: async ({ shop, page }, use) => {
    const browser = new DoorBrowser(shop.origin);
    const names = { shopName: '光明村爱心超市', villageNames: ['光明村'], secret: PIN };
    const { token } = await browser.window().settings.initialise({ scheme: 'civility', ...names });
    const desk = browser.window(token);
    await furnish(desk);
    await signIn(page);
    await page.getByRole('navigation', { name: '工作台' }).getByRole('link', { name: '物资' }).click();
    await page.getByRole('navigation', { name: '物资' }).getByRole('link', { name: '价格标签' }).click();
    await expect(row(page, '大米')).toBeVisible();
    await use(desk);
  },
});

const row = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(name) });

async function choose(page: Page, ...names: string[]): Promise<void> {
  for (const name of names) await page.getByRole('checkbox', { name: new RegExp(`选${name}`) }).check();
}

/** The words of the PDF that a button makes. */
async function printed(page: Page, button: RegExp | string): Promise<{ readonly name: string; readonly text: string }> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
  const path = test.info().outputPath(file.suggestedFilename());
  await file.saveAs(path);
  return {
    name: file.suggestedFilename(),
    text: execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }),
  };
}

test('a price is changed within what the scheme allows, planned ahead, and withdrawn', async ({ desk, page }) => {
  await expect(page.getByText('方案每分最多 5.00 元')).toBeVisible();
  await choose(page, '大米', '食盐');
  await page.getByRole('button', { name: '调价（2 种）' }).click();
  const dialog = page.getByRole('dialog', { name: '调价：2 种物品' });
  await dialog.getByLabel('大米的新分值（分）').fill('0.5');
  await expect(dialog.getByText('超过方案每分限额，最低 0.6 分。')).toBeVisible();
  await dialog.getByLabel('大米的新分值（分）').fill('26.5');
  await dialog.getByLabel('食盐的新分值（分）').fill('3');
  await dialog.getByRole('button', { name: '进价变动' }).click();
  await page.screenshot({ path: test.info().outputPath('change.png') });
  expect(await seriousViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: '调价', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: '已调价 2 种' })).toBeVisible();
  await expect(row(page, '大米')).toContainText('26.5');
  const items = await desk.goods.counterItems();
  expect(items.find(({ name }) => name === '食盐')?.priceCentipoints).toBe(300);

  const { businessDate } = await desk.settings.status();
  const rice = items.find(({ name }) => name === '大米');
  const later = addDays(localDate(businessDate), 7);
  const lines = [{ itemId: rice?.id ?? '', priceCentipoints: 3_000 }];
  await desk.price.change({ requestId: nextKey(), effectiveFrom: later, reason: '代表会议决定', lines });
  await page.reload();
  await row(page, '大米').click();
  const history = page.getByRole('dialog', { name: /大米.*兑换分值/ });
  await history.getByRole('button', { name: '撤销' }).click();
  await history.getByLabel(/撤销整张调价单/).fill('会议改期');
  await page.screenshot({ path: test.info().outputPath('history.png') });
  expect(await seriousViolations(page)).toEqual([]);
  await history.getByRole('button', { name: '撤销调价' }).click();
  await expect(history.getByRole('row', { name: new RegExp(`${later}.*已撤销`) })).toBeVisible();
});

test('labels, the price list and its prices come out as paper', async ({ desk, page }) => {
  const wine = { itemId: null, code: 'WP008', name: '白酒', unit: '瓶', priceCentipoints: null };
  await desk.goods.saveItem(wine);
  await page.reload();
  await expect(row(page, '白酒')).toContainText('不兑换');
  await page.getByRole('button', { name: /全选 8 种/ }).click();
  await page.screenshot({ path: test.info().outputPath('prices.png') });
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('button', { name: '打印标签（8 种）' }).click();
  const dialog = page.getByRole('dialog', { name: '打印货架标签' });
  await expect(dialog.getByText('1 种没有兑换分值，不打标签。')).toBeVisible();
  await dialog.getByLabel('大米的张数').fill('3');
  await page.screenshot({ path: test.info().outputPath('labels.png') });
  expect(await seriousViolations(page)).toEqual([]);
  const labels = await printed(page, '生成 9 张标签（1 页）');
  expect(labels.name).toMatch(/^货架标签_\d{4}-\d{2}-\d{2}\.pdf$/);
  expect(labels.text.match(/大米/g)).toHaveLength(3);
  await page.getByRole('button', { name: '打印价目表' }).click();
  const list = await printed(page, '生成价目表');
  expect(list.name).toMatch(/^兑换价目表_\d{4}-\d{2}-\d{2}\.pdf$/);
  expect(list.text).toContain('菜籽油');
  expect(list.text).not.toContain('白酒');
});
