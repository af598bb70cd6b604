import type { Page } from '@playwright/test';
import { DoorBrowser, type DoorClient } from '../builders/door-browser.ts';
import { expect, test as base } from './fixtures.ts';
import { seriousViolations } from './support/axe.ts';
import { nextKey } from './support/village.ts';

/** Everybody's in a demonstration village. */
const PIN = '000000';
const GROUP = '独居老人';

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

/** Twenty quilts that came as a donation of which nobody said yet whose it is, and which one household may have. */
async function stocked(desk: DoorClient) {
  const { id: itemId } = await desk.goods.saveItem({
    itemId: null,
    code: 'WPT01',
    name: '棉被',
    spec: '200×230',
    unit: '床',
    priceCentipoints: 0,
    category: '床品',
  });
  const lines = [{ itemId, quantity: 20, costFen: null, lotCode: 'BQ-1' }];
  await desk.goods.receive({ requestId: nextKey(), source: 'donation', supplier: '镇商会', lines });
  const { rows } = await desk.household.list({ query: '', villageId: null, offset: 0, limit: 12 });
  const [old, other] = rows.filter(({ status }) => status === 'active');
  if (!old || !other) throw new Error('the village has two households');
  const { cardNo: _card, villageName: _village, phoneMasked: _phone, spendableCentipoints: _points, ...known } = old;
  const { matched: _matched, id, ...register } = known;
  await desk.household.save({ ...register, tags: [GROUP], householdId: id, idNumber: null, phone: null });
  return { itemId, old, other };
}

async function signIn(page: Page, role: RegExp): Promise<void> {
  await page.getByRole('radio', { name: role }).check();
  await page.getByLabel('密码').fill(PIN);
  await page.keyboard.press('Enter');
}

test('a gift gets its donor and its group, the counter keeps it for them, and the donor’s word frees it', async ({
  desk,
  page,
}, info) => {
  const { itemId, old, other } = await stocked(desk);
  await signIn(page, /录入员/);
  await page.getByRole('link', { name: '物资', exact: true }).click();
  await page.getByRole('link', { name: '捐赠', exact: true }).click();
  const row = page.getByRole('row', { name: /棉被/ });
  await expect(row).toContainText('未登记捐赠人');
  expect(await seriousViolations(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('gifts.png') });
  await row.click();
  await page.getByRole('button', { name: '登记捐赠人' }).click();
  const dialog = page.getByRole('dialog', { name: /登记 .* 的捐赠/ });
  await dialog.getByRole('button', { name: '登记新的' }).click();
  const donor = page.getByRole('dialog', { name: '登记捐赠人' });
  await donor.getByLabel('名称').fill('王小伟');
  await expect(donor.getByText('榜上写：王*伟')).toBeVisible();
  await donor.getByLabel('电话').fill('13800001111');
  await page.screenshot({ path: info.outputPath('donor.png') });
  await donor.getByRole('button', { name: '保存' }).click();
  await expect(donor).toBeHidden();
  await dialog.getByLabel('接收人一').fill('冉光荣');
  await dialog.getByLabel('接收人二').fill('冉光荣');
  await dialog.getByLabel('定向给').fill(GROUP);
  await expect(dialog.getByText('现有 1 户带这个标签')).toBeVisible();
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog.getByText('接收人一和二要是两个不同的人。')).toBeVisible();
  await dialog.getByLabel('接收人二').fill('李桂英');
  await page.screenshot({ path: info.outputPath('record.png') });
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText(/^已登记，单号 JZ/)).toBeVisible();
  await expect(page.getByText(/定向给 独居老人/)).toBeVisible();

  const redeem = (householdId: typeof old.id) =>
    desk.redemption.redeem({ requestId: nextKey(), householdId, lines: [{ itemId, quantity: 3 }] });
  await expect(redeem(other.id)).rejects.toMatchObject({ data: { code: 'stock_earmarked', earmarks: [GROUP] } });
  await redeem(old.id);
  await page.getByRole('link', { name: '← 捐赠' }).click();
  await page.getByRole('row', { name: /棉被/ }).click();
  const lot = page.getByRole('row', { name: /BQ-1/ });
  await expect(lot).toContainText('20 床');
  await expect(lot).toContainText('17');
  expect(await seriousViolations(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('gift.png') });

  await page.getByRole('button', { name: '登记捐赠人同意' }).click();
  await page.getByLabel('同意的情况').fill('7月3日电话征得王小伟同意');
  await page.getByRole('dialog').getByRole('button', { name: '登记', exact: true }).click();
  await expect(page.getByText(/^已登记同意，单号 YT/)).toBeVisible();
  await redeem(other.id);
  await expect(page.getByText('捐赠人已同意不再限定：7月3日电话征得王小伟同意')).toBeVisible();

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '打印凭证' }).click();
  await page.getByRole('button', { name: '生成凭证' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.pdf$/);
});

test('donors, their history and the list of thanks; the counter shows for whom goods are kept', async ({
  desk,
  page,
}, info) => {
  const { old, other } = await stocked(desk);
  const { rows } = await desk.donation.list({});
  const gift = rows.find(({ summary }) => summary.includes('棉被'));
  const donor = await desk.donation.saveDonor({
    donorId: null,
    name: '王小伟',
    kind: 'person',
    phone: '13800001111',
    thanks: 'masked',
  });
  await desk.donation.record({
    requestId: nextKey(),
    entryId: gift?.entryId ?? '',
    basedOn: null,
    donorId: donor.id,
    receiverOne: '冉光荣',
    receiverTwo: '李桂英',
    earmark: GROUP,
  });
  await signIn(page, /管理员/);
  await page.getByRole('link', { name: '物资', exact: true }).click();
  await page.getByRole('link', { name: '捐赠', exact: true }).click();
  await page.getByRole('button', { name: '捐赠人名册' }).click();
  await expect(page.getByRole('row', { name: /王小伟/ })).toContainText('王*伟');
  expect(await seriousViolations(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('donors.png') });
  await page.getByRole('row', { name: /王小伟/ }).click();
  await expect(page.getByRole('row', { name: /棉被/ })).toContainText('20 / 20');
  await page.screenshot({ path: info.outputPath('donor-page.png') });
  await page.getByRole('link', { name: '捐赠', exact: true }).click();
  await page.getByRole('button', { name: '致谢榜' }).click();
  await expect(page.getByRole('row', { name: /棉被/ })).toContainText('王*伟');
  expect(await seriousViolations(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('thanks.png') });

  await page.getByRole('link', { name: '柜台' }).click();
  const serve = async (householdNo: string): Promise<void> => {
    await page.getByRole('combobox', { name: '户', exact: true }).fill(householdNo);
    await page.keyboard.press('Enter');
    await expect(page.getByText(householdNo, { exact: true }).first()).toBeVisible();
  };
  const tile = page.getByRole('option', { name: /棉被/ });
  await serve(other.householdNo);
  await expect(tile).toContainText('定向');
  await expect(tile).toHaveAttribute('aria-disabled', 'true');
  await page.screenshot({ path: info.outputPath('kept.png') });
  await page.keyboard.press('Escape');
  await serve(old.householdNo);
  await expect(tile).toContainText('余 20 床');
  await expect(tile).toHaveAttribute('aria-disabled', 'false');
  await page.screenshot({ path: info.outputPath('offered.png') });
});
