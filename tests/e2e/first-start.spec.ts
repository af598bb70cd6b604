import { expect, test } from './fixtures.ts';
import { seriousViolations } from './support/axe.ts';

test('a new shop is opened in three steps and its administrator stands at the counter', async ({ page }) => {
  await expect(page.getByRole('heading', { name: '欢迎使用爱心超市' })).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('radio', { name: /乡风文明积分制/ }).check();
  await page.getByRole('button', { name: '下一步' }).click();

  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByText('请填店名。')).toBeVisible();
  await page.getByLabel('店名').fill('双河爱心超市');
  await page.getByLabel('村名').fill('双河村\n向阳村、双河村');
  await expect(page.getByText('共 2 个村：双河村、向阳村')).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('button', { name: '下一步' }).click();

  await page.getByLabel('管理员密码').fill('246813');
  await page.getByLabel('再输一遍').fill('246814');
  await page.getByRole('button', { name: '开店' }).click();
  await expect(page.getByText('两遍不一样，请重输。')).toBeVisible();
  await page.getByLabel('再输一遍').fill('246813');
  expect(await seriousViolations(page)).toEqual([]);
  await page.keyboard.press('Enter');

  const card = page.getByRole('region', { name: '找回码', exact: true });
  await expect(card).toContainText(/([2-9A-HJKMNP-Z]{4}\s*){5}/);
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('button', { name: '已收好，进店' }).click();

  await expect(page.getByRole('heading', { name: '收好恢复密钥' })).toBeVisible();
  await expect(page.getByRole('list', { name: '恢复密钥' }).getByRole('listitem')).toHaveCount(4);
  expect(await seriousViolations(page)).toEqual([]);
  await expect(page.getByRole('button', { name: '开始使用' })).toBeDisabled();
  await page.getByRole('checkbox', { name: '已打印或抄好，锁起来了' }).check();
  await page.getByRole('button', { name: '开始使用' }).click();

  await expect(page.getByRole('banner')).toContainText('双河爱心超市');
  await expect(page.getByRole('combobox', { name: '户' })).toBeFocused();
  await expect(page.getByText('还没有物品')).toBeVisible();

  await page.getByRole('button', { name: '管理员' }).click();
  await page.getByRole('menuitem', { name: '退出' }).click();
  await page.getByLabel('密码').fill('000001');
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  for (const digit of '246813') await page.getByRole('button', { name: digit, exact: true }).click();
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('combobox', { name: '户' })).toBeVisible();
});

test('a demonstration village is one click away', async ({ page }) => {
  await page.getByRole('button', { name: '进演示村' }).click();
  await expect(page.getByRole('combobox', { name: '户' })).toBeFocused({ timeout: 60_000 });
  await expect(page.getByRole('banner')).toContainText('演示');
});
