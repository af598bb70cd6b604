import { expect, test as base } from './fixtures.ts';
import { TestPrinter } from '../builders/test-printer.ts';
import { type Desk, furnish, look, openDesk, serve, signIn } from './support/village.ts';

/** A furnished shop with somebody at the counter, and a printer that can be put into any mood. */
const test = base.extend<{ desk: Desk; printer: TestPrinter }>({
  printer: async ({}, use) => {
    const printer = await TestPrinter.start('good');
    await use(printer);
    await printer.stop();
  },
  desk: async ({ shop, page, printer }, use) => {
    const desk = await openDesk(shop.origin);
    await furnish(desk);
    await desk.settings.savePrinter(printer.settings);
    await signIn(page);
    await use(desk);
  },
});

const slipsOf = (printer: TestPrinter) =>
  printer.slips.filter(({ closed, printed }) => closed && printed.items.length > 0).map(({ printed }) => printed);

const documents = async (desk: Desk) => (await desk.redemption.list({})).rows;

test('three households are served by keyboard alone, each with a slip', async ({ desk, page, printer }) => {
  const served = [
    { query: 'rgr', head: '冉光荣', goods: ['xz', '2*yg'], balance: '20.2' },
    { query: 'GM002', head: '张小㛃', goods: ['dm', '3*WP003'], balance: '88.5' },
    { query: '𠮷田', head: '𠮷田花', goods: ['6901234567854'], balance: '42.0' },
  ];
  for (const [index, { query, head, goods, balance }] of served.entries()) {
    await serve(page, query, head);
    for (const each of goods) await look(page, each);
    await page.keyboard.press('Enter');
    const done = page.getByRole('region', { name: '上一笔' });
    await expect(done).toContainText('已兑换');
    await expect(done).toContainText(`余额 ${balance} 分`);
    await expect(done).toContainText('小票已打印');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('article', { name: `${head}户` })).toBeHidden();
    expect(slipsOf(printer)).toHaveLength(index + 1);
  }
  const [first, second, third] = slipsOf(printer);
  expect([first?.problems, second?.problems, third?.problems]).toEqual([[], [], []]);
  expect(first?.lines.join('\n')).toContain('光明村爱心超市');
  expect(first?.lines.join('\n')).toContain('冉*荣');
  expect(first?.lines.some((line) => line.includes('合计') && line.includes('14.1'))).toBe(true);
  // Names the printer's font lacks come as a picture of the line, never as a question mark.
  for (const slip of [second, third]) {
    expect(slip?.items.filter(({ type }) => type === 'raster').length).toBeGreaterThan(0);
    expect(slip?.lines.join('')).not.toContain('?');
  }
  const rows = await documents(desk);
  expect(rows.map(({ headName, totalCentipoints }) => [headName, totalCentipoints]).reverse()).toEqual([
    ['冉光荣', 14_10],
    ['张小㛃', 31_50],
    ['𠮷田花', 22_00],
  ]);
});

test('Enter pressed ten times redeems once', async ({ desk, page }) => {
  await serve(page, 'GM001', '冉光荣');
  await look(page, 'dm');
  await Promise.all(Array.from({ length: 10 }, () => page.keyboard.press('Enter')));
  await expect(page.getByRole('region', { name: '上一笔' })).toContainText('余额 10.3 分');
  expect(await documents(desk)).toHaveLength(1);
});

test('an answer lost on the way is asked for again under the same key', async ({ desk, page }) => {
  // Set up well before: a request sent right after the browser was told to hold it back may slip through.
  let lost = true;
  await page.route('**/rpc/redemption/redeem', async (route) => {
    if (!lost) return route.continue();
    await route.fetch();
    await route.abort('connectionreset');
  });
  await serve(page, 'GM001', '冉光荣');
  await look(page, 'dm');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: '没有连上主机' })).toBeVisible();
  await expect(page.getByRole('button', { name: '大米加一' })).toBeDisabled();
  lost = false;
  // Nobody need do anything: the page asks, also when it was loaded anew meanwhile.
  await page.reload();
  await expect(page.getByRole('region', { name: '上一笔' })).toContainText('余额 10.3 分');
  expect(await documents(desk)).toHaveLength(1);
});

test('too few points: the screen says how many are missing and nothing is handed out', async ({ desk, page }) => {
  await serve(page, 'GM004', '单小梅');
  await look(page, 'dm');
  const basket = page.getByRole('region', { name: '本次兑换' });
  await expect(basket).toContainText('差 15.5 分');
  await expect(basket.getByRole('button', { name: /差 15.5 分/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(basket.getByRole('alert')).toContainText('积分差 15.5 分，减几样再兑换。');
  expect(await documents(desk)).toHaveLength(0);
});

test('expired goods and goods that are gone cannot be put into the basket', async ({ desk, page }) => {
  await serve(page, 'GM002', '张小㛃');
  await expect(page.getByRole('option', { name: /酱油/ })).toContainText('已过期');
  await look(page, 'jy');
  await expect(page.getByRole('alert')).toContainText('酱油已过期，不能兑换。');
  await page.keyboard.press('Escape');
  await look(page, '3*ct');
  await expect(page.getByRole('region', { name: '本次兑换' })).toContainText('锄头只有 2 把');
  await page.keyboard.press('Enter');
  expect(await documents(desk)).toHaveLength(0);
});

test('a basket is held, the next household is served, and the basket is taken back', async ({ desk, page }) => {
  await serve(page, 'GM002', '张小㛃');
  await look(page, '2*dm');
  await page.keyboard.press('F10');
  await page.getByLabel('代领人姓名').fill('张大山');
  await page.getByRole('button', { name: '子女', exact: true }).click();
  await page.getByRole('button', { name: '确定' }).click();
  await page.keyboard.press('F4');
  await expect(page.getByRole('article', { name: '张小㛃户' })).toBeHidden();

  await serve(page, 'GM004', '单小梅');
  await look(page, 'xz');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: '上一笔' })).toContainText('余额 2.0 分');
  await page.keyboard.press('Enter');

  await page.keyboard.press('F4');
  await expect(page.getByRole('dialog', { name: '挂着的单' })).toContainText('张小㛃');
  await expect(page.getByRole('button', { name: /GM002 张小㛃/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article', { name: '张小㛃户' })).toContainText('代领：张大山（子女）');
  await page.keyboard.press('F3');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: '上一笔' })).toContainText('余额 72.0 分');
  const rows = await documents(desk);
  expect(rows.map(({ headName }) => headName)).toEqual(['张小㛃', '单小梅']);
  expect(await desk.redemption.heldBaskets()).toEqual([]);
});

test('one line comes back: points and goods return, with a slip of its own', async ({ desk, page, printer }) => {
  await serve(page, 'GM002', '张小㛃');
  await look(page, 'dm');
  await look(page, '2*xz');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: '上一笔' })).toContainText('余额 83.0 分');
  await page.keyboard.press('F8');
  const dialog = page.getByRole('dialog', { name: /退回 DH/ });
  await dialog.getByRole('checkbox', { name: /大米/ }).uncheck();
  await dialog.getByLabel('香皂退回数量').fill('1');
  await dialog.getByLabel('退回原因').focus();
  await page.keyboard.press('3');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: '上一笔' })).toContainText('退还 6.5 分，余额 89.5 分');
  await expect.poll(() => slipsOf(printer).length).toBe(2);
  expect(slipsOf(printer)[1]?.lines.join('\n')).toContain('红冲');
  const [back, original] = await documents(desk);
  expect([back?.kind, back?.totalCentipoints, original?.returned]).toEqual(['return', -6_50, 'part']);
  const soap = (await desk.goods.counterItems()).find(({ name }) => name === '香皂');
  expect(soap?.availableQuantity).toBe(14);
});

test('a printer without paper costs nothing but a reprint', async ({ desk, page, printer }) => {
  printer.mood = 'paper_out';
  await serve(page, 'GM001', '冉光荣');
  await look(page, 'dm');
  await page.keyboard.press('Enter');
  const done = page.getByRole('region', { name: '上一笔' });
  await expect(done).toContainText('余额 10.3 分');
  await expect(done).toContainText('小票没打出：打印机缺纸，请装纸');
  await expect(page.getByRole('banner')).toContainText('上次没打出');
  expect(await documents(desk)).toHaveLength(1);
  printer.mood = 'good';
  const before = slipsOf(printer).length;
  await page.keyboard.press('F7');
  await expect(done).toContainText('小票已打印');
  expect(slipsOf(printer).at(-1)?.lines.join('\n')).toContain('补打');
  expect(slipsOf(printer).length).toBeGreaterThan(before);
  expect(await documents(desk)).toHaveLength(1);
});

test('the basket is edited by keys and survives a reload', async ({ desk, page }) => {
  await serve(page, 'GM002', '张小㛃');
  await look(page, 'dm');
  await look(page, 'yg');
  await page.keyboard.press('+');
  await page.keyboard.press('F6');
  await expect(page.getByLabel('牙膏数量')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('4');
  await expect(page.getByLabel('大米数量')).toHaveValue('4');
  await page.keyboard.press('Enter');
  const basket = page.getByRole('region', { name: '本次兑换' });
  await expect(basket).toContainText('103.6');
  await page.reload();
  await expect(basket).toContainText('103.6');
  await expect(basket).toContainText('16.4');
  await page.keyboard.press('F6');
  await page.keyboard.press('Delete');
  await expect(page.getByLabel('大米数量')).toHaveCount(0);
  await expect(page.getByLabel('牙膏数量')).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '清空', exact: true }).click();
  await expect(page.getByRole('article', { name: '张小㛃户' })).toBeHidden();
  expect(await documents(desk)).toHaveLength(0);
});
