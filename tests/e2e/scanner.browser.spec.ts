import { expect, test as base } from './fixtures.ts';
import { Scanner } from './support/scanner.ts';
import { type Desk, furnish, openDesk, serve, signIn } from './support/village.ts';

const test = base.extend<{ desk: Desk; scanner: Scanner }>({
  desk: async ({ shop, page }, use) => {
    const desk = await openDesk(shop.origin);
    await furnish(desk);
    await signIn(page);
    await use(desk);
  },
  scanner: async ({ page }, use) => {
    await use(new Scanner(await page.context().newCDPSession(page)));
  },
});

for (const through of ['keys', 'input method'] as const) {
  test(`card and goods are scanned while another field has the focus, through ${through}`, async ({
    desk,
    page,
    scanner,
  }) => {
    const card = (await desk.household.search({ query: 'GM003' }))[0]?.cardNo ?? '';
    const field = page.getByRole('combobox', { name: '户' });
    await field.fill('冉');
    await scanner.scan(card, through);
    await expect(page.getByRole('article', { name: '𠮷田花户' })).toBeVisible();
    await expect(field).toHaveValue('冉');

    await page.keyboard.press('F2');
    await scanner.scan('6901234567892', through);
    await expect(page.getByLabel('大米数量')).toHaveValue('1');
    await expect(field).toHaveValue('冉');
    expect((await desk.redemption.list({})).total).toBe(0);
  });
}

test('5* and a scan are five pieces, and the field is clean afterwards', async ({ desk, page, scanner }) => {
  expect((await desk.redemption.list({})).total).toBe(0);
  await serve(page, 'GM002', '张小㛃');
  await page.keyboard.press('Digit5');
  await page.keyboard.press('Shift+Digit8');
  await expect(page.getByRole('combobox', { name: '物品' })).toHaveValue('5*');
  await scanner.scan('6901234567816');
  await expect(page.getByLabel('食盐数量')).toHaveValue('5');
  await expect(page.getByRole('combobox', { name: '物品' })).toHaveValue('');
});

test('an unknown code is said aloud, and a slip opens its return', async ({ desk, page, scanner }) => {
  await serve(page, 'GM001', '冉光荣');
  await scanner.scan('6999999999999');
  await expect(page.getByRole('alert')).toContainText('没有条码是 6999999999999 的物品。');
  await scanner.scan('6901234567892');
  await expect(page.getByLabel('大米数量')).toHaveValue('1');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: '上一笔' })).toContainText('已兑换');
  const slip = (await desk.redemption.list({})).rows[0]?.documentNo ?? '';
  await page.keyboard.press('Enter');
  await scanner.scan(slip);
  await expect(page.getByRole('dialog', { name: `退回 ${slip}` })).toBeVisible();
});
