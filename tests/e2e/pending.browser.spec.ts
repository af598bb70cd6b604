import type { Page } from '@playwright/test';
import { expect, test as base } from './fixtures.ts';
import { endProcess, exited, type RunningShop, serveShop } from './support/running-shop.ts';
import { type Desk, furnish, look, openDesk, PIN, serve, signIn } from './support/village.ts';

/** A shop whose host can be killed in the middle of something and started again where the window looks for it. */
const test = base.extend<{ desk: Desk; hosts: Hosts }>({
  hosts: async ({ shop }, use) => {
    const hosts = new Hosts(shop);
    await use(hosts);
    await hosts.end();
  },
  desk: async ({ shop, page }, use) => {
    const desk = await openDesk(shop.origin);
    await furnish(desk);
    await signIn(page);
    await use(desk);
  },
});

class Hosts {
  #running: RunningShop;
  #again: RunningShop | null = null;

  constructor(shop: RunningShop) {
    this.#running = shop;
  }

  async kill(): Promise<void> {
    this.#running.process.kill('SIGKILL');
    await exited(this.#running.process);
  }

  async startAgain(): Promise<void> {
    const { dataDir, origin } = this.#running;
    this.#again = await serveShop(dataDir, Number(new URL(origin).port));
    this.#running = this.#again;
  }

  async end(): Promise<void> {
    if (this.#again !== null) await endProcess(this.#again.process);
  }
}

/**
 * The host is killed once it has done what the page asked for, or before it hears of it; the page never learns which. To
 * be called well before: a request sent right after the browser was told to hold it back may slip through.
 */
async function killDuring(page: Page, hosts: Hosts, procedure: string, done: boolean): Promise<void> {
  let killed = false;
  await page.route(`**/rpc/${procedure}`, async (route) => {
    if (killed) return route.continue();
    killed = true;
    if (done) await route.fetch();
    await hosts.kill();
    await route.abort('connectionreset');
  });
}

/** Who was signed in knows only the host that is gone: the same person signs in again. */
async function back(page: Page, hosts: Hosts): Promise<void> {
  await expect(page.getByText('连接断开，正在重连')).toBeVisible();
  await hosts.startAgain();
  await page.getByLabel('密码').fill(PIN);
  await page.keyboard.press('Enter');
}

for (const done of [true, false]) {
  const when = done ? 'after it had redeemed' : 'before it heard of it';
  test(`a host killed in a redemption, ${when}: the basket is answered once, by itself`, async ({
    page,
    desk,
    hosts,
    cli,
  }) => {
    expect((await desk.redemption.list({})).rows).toHaveLength(0);
    await killDuring(page, hosts, 'redemption/redeem', done);
    await serve(page, 'GM001', '冉光荣');
    await look(page, 'dm');
    await page.keyboard.press('Enter');
    await back(page, hosts);
    const last = page.getByRole('region', { name: '上一笔' });
    await expect(last).toContainText('已兑换');
    await expect(last).toContainText('余额 10.3 分');
    const listed = await cli('call', 'redemption.list', '{}', '--json');
    expect(JSON.parse(listed.stdout)).toMatchObject({ result: { total: 1 } });
    expect((await cli('verify')).code).toBe(0);
  });
}

test('a host killed in an award: said once, entered once, although the form is gone', async ({
  page,
  desk,
  hosts,
  cli,
}) => {
  const [household] = (await desk.household.list({ query: 'GM004', villageId: null, offset: 0, limit: 1 })).rows;
  await killDuring(page, hosts, 'points/award', true);
  await page.getByRole('navigation', { name: '工作台' }).getByRole('link', { name: '积分' }).click();
  await page.getByRole('combobox', { name: '户' }).click();
  await look(page, 'GM004');
  await page.getByLabel('分值（分）').fill('5');
  await page.getByLabel('事由').fill('帮邻居收稻');
  await page.keyboard.press('Enter');
  await back(page, hosts);
  await expect(page.getByRole('alert').filter({ hasText: '已经记上' })).toContainText('单小梅');
  const card = await cli('call', 'household.card', JSON.stringify({ householdId: household?.id }), '--json');
  expect(JSON.parse(card.stdout)).toMatchObject({ result: { honourCentipoints: 13_50 } });
});
