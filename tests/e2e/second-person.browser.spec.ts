import type { Page } from '@playwright/test';
import { DoorBrowser, type DoorClient } from '../builders/door-browser.ts';
import { expect, test as base } from './fixtures.ts';
import { seriousViolations } from './support/axe.ts';
import { nextKey } from './support/village.ts';

/** Everybody's in a demonstration village. */
const PIN = '000000';

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

/** Signs the shopkeeper in, who belongs to a household of the village; says who that is. */
async function openCounter(page: Page, desk: DoorClient) {
  const keeper = (await desk.staff.list()).find(({ role }) => role === 'shopkeeper');
  await page.getByRole('radio', { name: keeper?.name ?? '' }).check();
  await page.getByLabel('密码').fill(PIN);
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: '户' }).waitFor();
  return { name: keeper?.name ?? '', household: keeper?.household };
}

const asking = (page: Page) => page.getByRole('dialog', { name: '请另一位同意' });

test('the own household is served once somebody else agreed, and not before', async ({ desk, page }) => {
  const { name, household } = await openCounter(page, desk);
  const householdId = household?.id ?? '';
  await desk.points.award({ requestId: nextKey(), householdId, pointsCentipoints: 10_000, reason: '清扫村道' });
  const total = async () => (await desk.redemption.list({ householdId })).total;
  const before = await total();
  await page.getByRole('option').first().waitFor();
  await page.keyboard.insertText(household?.householdNo ?? '');
  await page.keyboard.press('Enter');
  await page.getByRole('article').waitFor();
  const [item] = (await desk.goods.counterItems()).filter(
    ({ availableQuantity, priceCentipoints }) => availableQuantity > 5 && (priceCentipoints ?? 0) > 0,
  );
  const quantity = page.getByLabel(`${item?.name ?? ''}数量`);
  await page.keyboard.insertText(item?.code ?? '');
  await page.keyboard.press('Enter');
  await expect(quantity).toHaveValue('1');

  // Escape: nothing happened, and the basket is still there.
  await page.keyboard.press('Enter');
  await expect(asking(page)).toContainText('给自己家兑换要另一位当面同意');
  await expect(asking(page)).toContainText(household?.householdNo ?? '');
  await expect(asking(page).getByRole('radio', { name })).toHaveCount(0);
  expect(await seriousViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alert')).toContainText('没有另一位同意，没有办。');
  await expect(quantity).toHaveValue('1');
  expect(await total()).toBe(before);

  // A wrong secret is said and typed anew, the right one commits once.
  await page.keyboard.press('Enter');
  await asking(page)
    .getByRole('radio', { name: /录入员/ })
    .check();
  const secret = asking(page).getByLabel(/在此输入密码/);
  await secret.fill('918273');
  await page.keyboard.press('Enter');
  await expect(asking(page).getByRole('alert')).toContainText('密码不对，还可以试4次');
  await expect(secret).toHaveValue('');
  await expect(secret).toBeFocused();
  expect(await total()).toBe(before);
  await page.keyboard.insertText(PIN);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: '上一笔' })).toContainText('已兑换');
  await expect(asking(page)).toHaveCount(0);
  expect(await total()).toBe(before + 1);
  const [row] = (await desk.redemption.list({ householdId })).rows;
  expect(row).toMatchObject({ operatorName: name, approvedByName: '陈小燕' });
  expect((await desk.settings.verify()).problem).toBeNull();
});

test('a return on a later day asks for somebody else on top of its own dialog', async ({ desk, page }) => {
  await openCounter(page, desk);
  const today = (await desk.settings.status()).businessDate;
  const { rows } = await desk.redemption.list({ limit: 200 });
  const earlier = rows.find(
    ({ kind, returned, businessDate }) => kind === 'redemption' && returned === 'none' && businessDate < today,
  );
  const documentNo = earlier?.documentNo ?? '';
  await page.keyboard.press('F8');
  await page.getByLabel('单号').fill(documentNo);
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog', { name: `退回 ${documentNo}` });
  await form.getByLabel('退回原因').fill('物品有问题');
  await page.keyboard.press('Enter');
  await expect(asking(page)).toContainText('隔日退回要另一位当面同意');

  // Escape closes what is on top and leaves the form with what was typed.
  await page.keyboard.press('Escape');
  await expect(asking(page)).toHaveCount(0);
  await expect(form.getByLabel('退回原因')).toHaveValue('物品有问题');
  await expect(form).toContainText('没有另一位同意，没有办。');

  await form.getByRole('button', { name: /退回/ }).click();
  await asking(page).getByRole('radio', { name: /财务/ }).check();
  await asking(page)
    .getByLabel(/在此输入密码/)
    .fill(PIN);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: '上一笔' })).toContainText('已退回');
  await expect(form).toHaveCount(0);
  const { rows: after } = await desk.redemption.list({ from: today, to: today });
  expect(after).toMatchObject([{ kind: 'return', approvedByName: '周会芳' }]);
});
