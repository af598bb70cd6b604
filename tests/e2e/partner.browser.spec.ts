import { DoorBrowser, type DoorClient } from '../builders/door-browser.ts';
import { expect, test as base } from './fixtures.ts';
import { seriousViolations } from './support/axe.ts';
import { nextKey } from './support/village.ts';

/** Everybody's in a demonstration village. */
const PIN = '000000';

const test = base.extend<{ desk: DoorClient; administrator: string }>({
  administrator: async ({ shop }, use) => {
    const people = await new DoorBrowser(shop.origin).window().staff.operators();
    await use(people.find(({ role }) => role === 'administrator')?.name ?? '');
  },
  desk: async ({ shop, administrator }, use) => {
    const browser = new DoorBrowser(shop.origin);
    const people = await browser.window().staff.operators();
    const operatorId = people.find(({ name }) => name === administrator)?.id ?? '';
    const { token } = await browser.window().staff.signIn({ operatorId, secret: PIN });
    await use(browser.window(token));
  },
});
test.use({ seed: [['demo', '--households', '12', '--seed', '3']] });

test('a partner shop hands out its own goods for points and is paid for each once', async ({
  desk,
  administrator,
  page,
}, info) => {
  const picture = (name: string) => page.screenshot({ path: info.outputPath(`${name}.png`), fullPage: true });
  await desk.goods.saveItem({
    itemId: null,
    code: 'GJ001',
    name: '酱油',
    spec: '500ml',
    unit: '瓶',
    category: '粮油',
    priceCentipoints: 300,
  });
  const [household] = (await desk.household.list({ query: '', offset: 0, limit: 1 })).rows;
  const householdNo = household?.householdNo ?? '';
  const householdId = household?.id ?? '';
  await desk.points.award({ requestId: nextKey(), householdId, pointsCentipoints: 20_000, reason: '清扫村道' });

  await page.getByRole('radio', { name: administrator }).check();
  await page.getByLabel('密码').fill(PIN);
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: '户' }).waitFor();
  await page.getByRole('link', { name: '物资' }).click();
  await page.getByRole('link', { name: '共建店' }).click();
  await expect(page.getByText('还没有共建店')).toBeVisible();

  await page.getByRole('button', { name: '登记共建店' }).click();
  await page.getByLabel('店名').fill('惠民小卖部');
  await page.getByLabel('联系人').fill('李大姐');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '惠民小卖部' })).toBeVisible();

  await page.getByRole('button', { name: '加一种物品' }).click();
  const terms = page.getByRole('dialog', { name: '交给 惠民小卖部 发放' });
  await terms.getByLabel('物品').fill('GJ001');
  await page.getByRole('option', { name: /^GJ001/ }).waitFor({ state: 'attached' });
  await page.keyboard.press('Enter');
  await terms.getByLabel('结算单价（元）').fill('3.80');
  await terms.getByLabel('限价（元）').fill('3');
  await expect(terms.getByText('结算单价超过限价 3.00 元')).toBeVisible();
  await picture('terms');
  await terms.getByRole('button', { name: /保\s*存/ }).click();
  await expect(page.getByRole('table', { name: '发放的物品' })).toContainText('超过限价');

  // Handed out at the counter, though our own shelf has none of it.
  await page.getByRole('link', { name: '柜台' }).click();
  await page.getByRole('combobox', { name: '户' }).fill(householdNo);
  await page.keyboard.press('Enter');
  await page.getByRole('article').waitFor();
  await page.keyboard.insertText('GJ001');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('酱油数量')).toHaveValue('1');
  await page.getByLabel('酱油数量').fill('4');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('酱油数量')).toHaveValue('4');
  await picture('counter');
  await page.getByRole('button', { name: /兑\s*换 Enter/ }).click();
  await expect(page.getByRole('region', { name: '上一笔' })).toContainText('已兑换');

  await page.getByRole('link', { name: '物资' }).click();
  await page.getByRole('link', { name: '共建店' }).click();
  await page.getByRole('row', { name: /惠民小卖部/ }).click();
  const supplies = page.getByRole('table', { name: '发放明细' });
  await expect(supplies).toContainText('3.80 超过限价 3.00');
  await expect(page.getByText('1 笔，应结 12.00 元')).toBeVisible();
  await page.getByRole('radio', { name: /按结算单价结算/ }).check();
  await expect(page.getByText('1 笔，应结 15.20 元')).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('button', { name: /^结\s*算$/ }).click();
  await expect(page.getByText('请填核查人。')).toBeVisible();
  await page.getByRole('textbox', { name: '价格核查' }).fill('送货上门，含运费');
  await page.getByLabel('质量核查').fill('均在保质期内');
  await page.getByLabel('核查人').fill('赵监督');
  await picture('partner');
  await page.getByRole('button', { name: /^结\s*算$/ }).click();
  await expect(page.getByText('已结算 惠民小卖部 15.20 元')).toBeVisible();
  await expect(page.getByText('这段时间没有未结算的发放')).toBeVisible();

  const settlements = page.getByRole('table', { name: '结算单' });
  await settlements.getByRole('row', { name: /赵监督/ }).click();
  const drawer = page.getByRole('dialog', { name: /结算单 JS/ });
  await expect(drawer).toContainText('送货上门，含运费');
  await expect(drawer.getByRole('table', { name: '按村' })).toContainText('15.20');
  const downloading = page.waitForEvent('download');
  await drawer.getByRole('button', { name: '打印结算单' }).click();
  expect((await downloading).suggestedFilename()).toMatch(/^共建店结算单_JS\d+-0001\.pdf$/);
  await expect(drawer).toContainText('打印后双方签字盖章');
  await picture('settlement');
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);

  await settlements.getByRole('button', { name: /^红冲/ }).click();
  await page.getByLabel('红冲原因').fill('价格录错');
  await page.keyboard.press('Enter');
  await expect(settlements).toContainText(/已由 HC\d+-\d+ 红冲/);
  await expect(page.getByText('1 笔，应结 12.00 元')).toBeVisible();
  await page.getByRole('link', { name: '← 全部共建店' }).click();
  await expect(page.getByRole('row', { name: /惠民小卖部/ }).first()).toContainText('15.20');
  await picture('partners');
  expect((await desk.settings.verify()).problem).toBeNull();
});
