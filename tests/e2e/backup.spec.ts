import { expect, test as base } from './fixtures.ts';
import { seriousViolations } from './support/axe.ts';
import { type Desk, furnish, nextKey, openDesk, PIN, signIn } from './support/village.ts';

const test = base.extend<{ desk: Desk }>({
  desk: async ({ shop, page }, use) => {
    const desk = await openDesk(shop.origin);
    await furnish(desk);
    await signIn(page);
    await use(desk);
  },
});

test('a backup is made, looked into and restored, and the way back stays open', async ({ desk, page }, info) => {
  const before = await desk.settings.verify();
  await page.getByRole('navigation', { name: '工作台' }).getByRole('link', { name: '设置' }).click();
  const sheet = page.getByRole('region', { name: '备份', exact: true });
  await sheet.getByRole('button', { name: '立即备份' }).click();
  // The day's own backup and the drill after it may come first.
  await expect(sheet.getByText(`已备份并核对无误：${before.entries} 笔单据。`)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('banner').getByText(/^今天\d\d:\d\d已备份$/)).toBeVisible();

  const [household] = (await desk.household.list({ query: '', villageId: null, offset: 0, limit: 1 })).rows;
  if (household === undefined) throw new Error('the village has a household');
  const award = { requestId: nextKey(), householdId: household.id, reason: '补记', category: '公益行动' };
  await desk.points.award({ ...award, pointsCentipoints: 100 });

  await sheet.scrollIntoViewIfNeeded();
  expect(await seriousViolations(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('backups.png') });
  await sheet
    .getByRole('row', { name: /日常备份/ })
    .getByRole('button', { name: '恢复' })
    .click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('恢复后会丢掉之后记的 1 笔单据，其中兑换 0 次')).toBeVisible();
  await dialog.getByRole('button', { name: '恢复', exact: true }).click();
  await expect(dialog.getByText('要输入“恢复”才能恢复。')).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('restore.png') });
  await dialog.getByRole('textbox').fill('恢复');
  await dialog.getByRole('button', { name: '恢复', exact: true }).click();
  await expect(dialog.getByText(`已恢复，现有 ${before.entries} 笔单据。`)).toBeVisible();
  await page.screenshot({ path: info.outputPath('restored.png') });
  await dialog.getByRole('button', { name: '重新登录' }).click();

  await page.getByLabel('密码').fill(PIN);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: '工作台' }).getByRole('link', { name: '设置' }).click();
  await expect(sheet.getByRole('row', { name: /恢复前/ })).toBeVisible();
  await sheet.getByRole('textbox', { name: '第二文件夹' }).fill('U盘');
  await sheet.getByRole('button', { name: '保存第二文件夹' }).click();
  await expect(sheet.getByText(/不能用，请填数据文件夹以外的完整路径/)).toBeVisible();
  await sheet.getByRole('textbox', { name: '第二文件夹' }).fill('/media/nothing-plugged-in');
  await sheet.getByRole('button', { name: '保存第二文件夹' }).click();
  await expect(sheet.getByText(/现在没有找到第二文件夹，U盘可能没有插上/)).toBeVisible();
  await sheet.scrollIntoViewIfNeeded();
  await page.screenshot({ path: info.outputPath('second-folder.png'), fullPage: true });
});
