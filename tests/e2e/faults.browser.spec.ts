import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
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

const goTo = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation', { name: '工作台' }).getByRole('link', { name }).click();
const log = (dataDir: string): Promise<string> => readFile(join(dataDir, 'logs', 'faults.log'), 'utf8');

/** An answer that no host gives: the list has a row that is none. */
async function breakHouseholds(page: Page): Promise<void> {
  await page.route('**/rpc/household/list', (route) => route.fulfill({ json: { json: { total: 1, rows: [null] } } }));
}

test('a screen that breaks says so with a number that is in the log; the others go on', async ({
  desk,
  page,
  shop,
}) => {
  expect((await desk.goods.items()).length).toBeGreaterThan(0);
  await breakHouseholds(page);
  await goTo(page, '户籍');
  const alert = page.getByRole('alert').filter({ hasText: '这个画面出了错' });
  await expect(alert).toContainText(/事故号 \d{6}-\d{4}/);
  const incident = /\d{6}-\d{4}/.exec((await alert.textContent()) ?? '')?.[0] ?? '';
  expect(await log(shop.dataDir)).toMatch(new RegExp(`${incident} window /\\S*\\nTypeError: `));
  expect(await seriousViolations(page)).toEqual([]);
  await goTo(page, '物资');
  await expect(page.getByRole('row', { name: /大米/ })).toBeVisible();
  await expect(alert).toBeHidden();
  // It broke on what it had read: it asks again when people come back, and when they try again on the spot.
  await goTo(page, '户籍');
  await expect(alert).toBeVisible();
  await page.unroute('**/rpc/household/list');
  await page.getByRole('button', { name: '再试一次' }).click();
  await expect(page.getByRole('row', { name: /冉光荣/ })).toBeVisible();
});

test('what breaks outside of any screen is said and kept, without numbers of people', async ({ desk, page, shop }) => {
  expect((await desk.goods.items()).length).toBeGreaterThan(0);
  await page.evaluate(() => {
    window.setTimeout(() => {
      throw new RangeError('lost at 13900001101');
    });
    void Promise.reject(new Error('nobody waits for this'));
  });
  const notice = page.getByText(/刚才有一步出了错.*事故号 \d{6}-\d{4}/);
  await expect(notice.first()).toBeVisible();
  await expect.poll(() => log(shop.dataDir)).toContain('RangeError: lost at 139****1101');
  await expect.poll(() => log(shop.dataDir)).toContain('Error: nobody waits for this');
  expect(await log(shop.dataDir)).not.toContain('13900001101');
  await expect(page.getByRole('combobox', { name: '户' })).toBeVisible();
  // Where the host cannot be told, that is said too.
  await page.route('**/rpc/settings/reportFault', (route) => route.abort());
  await breakHouseholds(page);
  await goTo(page, '户籍');
  await expect(page.getByRole('alert').filter({ hasText: '这次出错没有记下来' })).toBeVisible();
});
