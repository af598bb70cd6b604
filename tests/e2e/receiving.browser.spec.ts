import { seriousViolations } from './support/axe.ts';
import { expect, test as base } from './fixtures.ts';
import { Scanner } from './support/scanner.ts';
import { type Desk, furnish, nextKey, openDesk, signIn } from './support/village.ts';

const test = base.extend<{ desk: Desk; scanner: Scanner }>({
  desk: async ({ shop, page }, use) => {
    const desk = await openDesk(shop.origin);
    await furnish(desk);
    await signIn(page);
    await page.getByRole('link', { name: '物资', exact: true }).click();
    await page.getByRole('navigation', { name: '物资' }).getByRole('link', { name: '入库' }).click();
    await page.getByRole('combobox', { name: '物品', exact: true }).waitFor();
    await use(desk);
  },
  scanner: async ({ page }, use) => {
    await use(new Scanner(await page.context().newCDPSession(page)));
  },
});

test('a delivery goes in by scanner and keyboard: boxes, a new barcode, a shelf life, once', async ({
  desk,
  page,
  scanner,
}, info) => {
  const [rice] = await desk.goods.items();
  await page.getByRole('combobox', { name: '供货单位' }).fill('县供销社');
  await page.getByLabel('发票号').fill('24112000000012345678');
  await page.getByRole('combobox', { name: '资金来源' }).fill('帮扶资金');
  await page.getByRole('combobox', { name: '验收人' }).fill('王监督');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: '物品', exact: true })).toBeFocused();

  // Scanned twice is two; Enter walks to what the paper still has to say.
  await scanner.scan('6901234567816');
  await expect(page.getByLabel('第1行数量')).toBeFocused();
  await scanner.scan('6901234567816');
  await expect(page.getByLabel('第1行数量')).toHaveValue('2');
  await page.keyboard.press('Enter');
  await page.keyboard.insertText('2.5');
  await expect(page.getByLabel('第1行金额（元）')).toHaveAttribute('placeholder', '5.00');

  // A barcode that nobody knows is registered on the spot, with its box and its shelf life.
  await scanner.scan('6901028075763');
  const dialog = page.getByRole('dialog', { name: '登记新物品' });
  await expect(dialog.getByLabel('条码', { exact: true })).toHaveValue('6901028075763');
  await expect(dialog.getByLabel('名称')).toBeFocused();
  await page.keyboard.insertText('生抽');
  await dialog.getByLabel('单位', { exact: true }).fill('瓶');
  await dialog.getByLabel('类别').fill('粮油');
  await dialog.getByLabel('大包装').fill('1箱=12瓶');
  await dialog.getByLabel('保质期', { exact: true }).fill('120天');
  await page.screenshot({ path: info.outputPath('item.png') });
  expect(await seriousViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(page.getByLabel('第2行数量')).toBeFocused();
  await page.keyboard.insertText('5箱');
  await page.keyboard.press('Enter');
  await page.keyboard.insertText('60');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('第2行生产日期')).toBeFocused();
  const { businessDate } = await desk.settings.status();
  await page.keyboard.insertText(businessDate.replaceAll('-', ''));
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: '物品', exact: true })).toBeFocused();
  const line = page.getByRole('group', { name: '第 2 行 生抽' });
  await expect(line).toContainText('合 60瓶，每瓶 5.00 元');
  await expect(line).toContainText('食品不足六个月，剩120天');
  await expect(page.getByText('合计')).toContainText('305.00');
  await page.screenshot({ path: info.outputPath('receiving.png') });
  expect(await seriousViolations(page)).toEqual([]);

  // What is typed survives a reload, as after a power cut.
  await page.reload();
  await expect(page.getByLabel('第2行数量')).toHaveValue('5');
  await page.getByLabel('第2行数量').press('Control+Enter');
  await expect(page.getByText(/已入库 2 种，单号 RK/)).toBeVisible();
  await expect(page.getByRole('combobox', { name: '供货单位' })).toBeFocused();
  const [posted] = await desk.goods.inbounds({ limit: 1 });
  expect(posted).toMatchObject({ supplier: '县供销社', lineCount: 2, costFen: 30_500 });
  const detail = await desk.goods.inbound({ entryId: posted?.entryId ?? '' });
  expect(detail).toMatchObject({ invoiceNo: '24112000000012345678', fundSource: '帮扶资金', inspector: '王监督' });
  expect(detail.lines.map(({ quantity, costFen, costBasis }) => [quantity, costFen, costBasis])).toEqual([
    [2, 500, '发票'],
    [60, 30_000, '发票'],
  ]);

  // The same invoice again is said before anything is typed below it, and refused by the host.
  await page.getByRole('combobox', { name: '供货单位' }).fill('县供销社');
  await page.getByLabel('发票号').fill('24112000000012345678');
  await expect(page.getByText(new RegExp(`已在 .* 的 ${posted?.documentNo ?? 'nothing'} 里入过库`))).toBeVisible();
  const again = {
    requestId: nextKey(),
    source: 'purchase' as const,
    supplier: '县供销社',
    invoiceNo: '24112000000012345678',
    lines: [{ itemId: rice?.id ?? '', quantity: 1, costFen: 100 }],
  };
  await expect(desk.goods.receive(again)).rejects.toThrow();
});

test('a delivery is opened with what it brought, and everything wrong is said at once', async ({
  desk,
  page,
}, info) => {
  await page.getByRole('button', { name: '入库', exact: true }).click();
  await expect(page.getByText('还没有物品')).toBeVisible();
  const find = page.getByRole('combobox', { name: '物品', exact: true });
  await find.fill('3*dm');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('第1行数量')).toHaveValue('3');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('请填是谁送来的。')).toBeVisible();
  await expect(page.getByText('请填单价或金额；价钱还不知道，就把计价依据选成未计价。')).toBeVisible();
  await page.getByRole('combobox', { name: '供货单位' }).fill('县供销社');
  await page.getByLabel('第1行金额（元）').fill('100');
  await page.getByLabel('第1行生产日期').fill('20200101');
  await page.getByLabel('第1行保质期至').fill('20191231');
  await expect(page.getByText('保质期至2019-12-31早于生产日期2020-01-01')).toBeVisible();
  await page.screenshot({ path: info.outputPath('wrong.png') });
  await page.keyboard.press('Control+Enter');
  await expect(page.getByLabel('第1行保质期至')).toBeFocused();
  expect(await desk.goods.inbounds({})).toHaveLength(1);
  await page.getByRole('row', { name: /大米/ }).first().click();
  const drawer = page.getByRole('dialog', { name: /入库单 RK/ });
  await expect(drawer.getByRole('table', { name: '入库单明细' })).toContainText('锄头');
  await page.screenshot({ path: info.outputPath('drawer.png') });
  expect(await seriousViolations(page)).toEqual([]);
});

test('a gift names its donor, its two receivers and whom it is for', async ({ desk, page }, info) => {
  await page.getByRole('region', { name: '单据' }).getByText('捐赠', { exact: true }).click();
  await page.getByRole('combobox', { name: '捐赠人' }).fill('县红十字会');
  await expect(page.getByText('还没有登记过，入库时一起登记')).toBeVisible();
  await page.getByRole('combobox', { name: '接收人一' }).fill('王会计');
  await page.getByRole('combobox', { name: '接收人二' }).fill('王 会计');
  await page.getByRole('combobox', { name: '定向给' }).fill('80岁以上老人');
  await page.keyboard.press('F3');
  await page.keyboard.insertText('10*sy');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('接收人一和接收人二应是两个人。')).toBeVisible();
  await expect(page.getByRole('combobox', { name: '接收人一' })).toBeFocused();
  await page.getByRole('combobox', { name: '接收人二' }).fill('李主任');
  await page.screenshot({ path: info.outputPath('gift.png') });
  expect(await seriousViolations(page)).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/已入库 1 种，单号 RK/)).toBeVisible();
  const [given] = (await desk.donation.list({})).rows;
  expect(given).toMatchObject({ donorName: '县红十字会', earmarks: ['80岁以上老人'], valueFen: null });
  expect(await desk.donation.donors()).toMatchObject([{ name: '县红十字会', kind: 'organisation', donations: 1 }]);
  await page.screenshot({ path: info.outputPath('gift-done.png') });
});
