import type { Page } from '@playwright/test';
import { addDays, localDate } from '../../shared/kernel/local-date.ts';
import { DoorBrowser, type DoorClient } from '../builders/door-browser.ts';
import { expect, test as base } from './fixtures.ts';
import { seriousViolations } from './support/axe.ts';
import { nextKey } from './support/village.ts';

/** Everybody's in a demonstration village. */
const PIN = '000000';

/** A picture of one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

const test = base.extend<{ desk: DoorClient }>({
  desk: async ({ shop }, use) => {
    const browser = new DoorBrowser(shop.origin);
    const people = await browser.window().staff.operators();
    const administrator = people.find(({ role }) => role === 'administrator');
    const { token } = await browser.window().staff.signIn({ operatorId: administrator?.id ?? '', secret: PIN });
    await use(browser.window(token));
  },
});
test.use({ seed: [['demo', '--households', '12', '--seed', '3']] });

/** Three pieces for ¥10 that ended yesterday, and ten that are good for another year. */
async function stocked(desk: DoorClient): Promise<void> {
  const { businessDate } = await desk.settings.status();
  const today = localDate(businessDate);
  const { id } = await desk.goods.saveItem({
    itemId: null,
    code: 'WPT01',
    name: '桃酥',
    spec: '500g',
    unit: '盒',
    expiryTracked: true,
  });
  const lot = (lotCode: string, quantity: number, costFen: number, days: number) => ({
    requestId: nextKey(),
    source: 'purchase' as const,
    supplier: '县供销社',
    lines: [{ itemId: id, quantity, costFen, lotCode, expiresOn: addDays(today, days) }],
  });
  await desk.goods.receive(lot('T-旧', 3, 1000, -1));
  await desk.goods.receive(lot('T-新', 10, 4000, 365));
}

async function signIn(page: Page, role: RegExp): Promise<void> {
  await page.getByRole('radio', { name: role }).check();
  await page.getByLabel('密码').fill(PIN);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: '物资', exact: true }).click();
  await page.getByRole('link', { name: '报损出库' }).click();
}

const onShelf = async (desk: DoorClient) =>
  Object.fromEntries(
    (await desk.goods.stock()).flatMap((row) =>
      row.item.code === 'WPT01' ? [[row.lotCode, [row.onHandQuantity, row.valueFen]]] : [],
    ),
  );

/** Chooses what an AutoComplete or a Select offers. */
async function pick(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: option }).click();
}

test('an expired lot is written off with one click, a photo, a witness and an approver, and taken back', async ({
  desk,
  page,
}, info) => {
  await stocked(desk);
  await signIn(page, /录入员/);
  const row = page.getByRole('row', { name: /桃酥/ });
  await expect(row).toContainText('过期 1 天');
  expect(await seriousViolations(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('expired.png') });
  await page.getByRole('button', { name: '报损 桃酥 批次 T-旧' }).click();

  // The whole lot stands there; nothing is sent before it is said who watched and what becomes of it.
  await expect(page.getByLabel('数量（盒）')).toHaveValue('3');
  const submit = page.getByRole('button', { name: '报损', exact: true });
  await submit.click();
  await expect(page.getByRole('alert')).toContainText('请附照片');
  await page.getByLabel('数量（盒）').fill('4');
  await expect(page.getByText('只有 3 盒。')).toBeVisible();
  await page.getByLabel('数量（盒）').fill('2');
  await expect(page.getByRole('status').filter({ hasText: '6.66' })).toBeVisible();
  await pick(page, '处理方式', '深埋');
  await page.getByRole('combobox', { name: '监督人' }).fill('王监督');
  await page.getByLabel('报损照片文件').setInputFiles({ name: '桃酥.png', mimeType: 'image/png', buffer: PIXEL });
  await expect(page.getByText('已保存')).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('write-off.png'), fullPage: true });
  await submit.click();
  const asking = page.getByRole('dialog', { name: '请另一位同意' });
  await expect(asking).toContainText('报损要另一位当面同意');
  await expect(asking).toContainText('桃酥×2盒');
  await asking.getByRole('radio', { name: /财务/ }).check();
  await asking.getByLabel(/在此输入密码/).fill(PIN);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/已报损 1 批，成本 6\.66 元，单号 BS\d+-0001。/)).toBeVisible();
  expect(await onShelf(desk)).toEqual({ 'T-旧': [1, 334], 'T-新': [10, 4000] });
  const [document] = await desk.outbound.list({});
  expect(document).toMatchObject({ kind: 'write_off', witness: '王监督', approver: '周会芳', photos: 1, costFen: 666 });

  // The document is there whole, and goes back as a whole.
  const listed = page.getByRole('row', { name: new RegExp(document?.documentNo ?? '') });
  await expect(listed).toContainText('报损：桃酥×2盒（过期）');
  await page.screenshot({ path: info.outputPath('listed.png'), fullPage: true });
  await listed.getByText('报损：桃酥').click();
  const drawer = page.getByRole('dialog', { name: `报损单 ${document?.documentNo ?? ''}` });
  await expect(drawer.getByRole('row', { name: /T-旧/ })).toContainText('6.66');
  const download = page.waitForEvent('download');
  await drawer.getByRole('button', { name: '打印单据' }).click();
  expect((await download).suggestedFilename()).toBe(`物品报损单_${document?.documentNo ?? ''}.pdf`);
  await expect(drawer.getByText('已做好，在浏览器的下载里。')).toBeVisible();
  await page.screenshot({ path: info.outputPath('drawer.png') });
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await page.getByRole('button', { name: `红冲 ${document?.documentNo ?? ''}` }).click();
  await page.getByLabel('红冲原因').fill('数错了');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/已红冲 BS\d+-0001，物品回到原来的批次/)).toBeVisible();
  await expect(row.filter({ hasText: 'T-旧' })).toContainText('3 盒');
  expect(await onShelf(desk)).toEqual({ 'T-旧': [3, 1000], 'T-新': [10, 4000] });
  expect((await desk.settings.verify()).problem).toBeNull();
});

test('goods go to another shop and back to their supplier; what may not leave that way is not offered', async ({
  desk,
  page,
}, info) => {
  await stocked(desk);
  await signIn(page, /录入员/);
  await page.getByRole('button', { name: '调拨', exact: true }).click();
  await page.getByRole('combobox', { name: '物品' }).fill('桃酥');
  await page.keyboard.press('Enter');
  // The lot that has not expired is chosen by itself.
  const lot = page.getByRole('group', { name: '第 1 行' });
  await expect(lot).toContainText('T-新');
  await page.getByLabel('数量（盒）').fill('4');
  await page.getByRole('combobox', { name: '调入的店' }).fill('清溪村爱心超市');
  await page.screenshot({ path: info.outputPath('transfer.png'), fullPage: true });
  await page.getByRole('button', { name: '调出', exact: true }).click();
  await expect(page.getByText(/已调出 1 批，成本 16\.00 元，单号 DB/)).toBeVisible();

  await page.getByRole('button', { name: '退货', exact: true }).click();
  await page.getByRole('combobox', { name: '物品' }).fill('桃酥');
  await page.keyboard.press('Enter');
  await expect(lot).toContainText('T-旧');
  await page.getByLabel('数量（盒）').fill('3');
  await page.getByRole('combobox', { name: '供货单位' }).fill('别的公司');
  await page.getByRole('button', { name: '退货', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('批次T-旧的“桃酥”是县供销社供的货，请另开一张退给它');
  await page.getByRole('combobox', { name: '供货单位' }).fill('县供销社');
  await page.getByRole('button', { name: '退货', exact: true }).click();
  await expect(page.getByText(/已退货 1 批，成本 10\.00 元，单号 TG/)).toBeVisible();
  expect(await onShelf(desk)).toEqual({ 'T-新': [6, 2400] });
});
