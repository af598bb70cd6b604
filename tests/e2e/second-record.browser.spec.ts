import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from './fixtures.ts';
import { seriousViolations } from './support/axe.ts';
import { type Desk, furnish, nextKey, openDesk, PIN, signIn } from './support/village.ts';

const test = base.extend<{ desk: Desk; medium: string }>({
  desk: async ({ shop, page }, use) => {
    const desk = await openDesk(shop.origin);
    await furnish(desk);
    await signIn(page);
    await use(desk);
  },
  medium: async ({ shop: _shop }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'sd-card-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
});

test('a second record is kept, and brings back after a restore what came after the backup', async ({
  desk,
  medium,
  page,
}, info) => {
  const record = join(medium, '账目记录');
  mkdirSync(record);
  await page.getByRole('navigation', { name: '工作台' }).getByRole('link', { name: '设置' }).click();
  const sheet = page.getByRole('region', { name: '备份', exact: true });
  await sheet.getByRole('textbox', { name: '第二份记录的文件夹' }).fill(record);
  await sheet.getByRole('button', { name: '保存第二份记录的文件夹' }).click();
  await expect(sheet.getByText('第二份记录正常，每笔单据都已记到。')).toBeVisible();
  expect(readdirSync(record)).toHaveLength(1);

  await sheet.getByRole('button', { name: '立即备份' }).click();
  await expect(sheet.getByText(/^已备份并核对无误/)).toBeVisible();
  await sheet.getByRole('button', { name: '现在演练' }).click();
  await expect(sheet.getByText(/本机的备份能恢复，核对无误。/)).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
  await sheet.getByRole('heading', { name: '恢复演练' }).scrollIntoViewIfNeeded();
  await page.screenshot({ path: info.outputPath('places.png') });
  await page.getByRole('button', { name: '大字' }).click();
  await sheet.getByRole('heading', { name: '第二份记录' }).scrollIntoViewIfNeeded();
  expect(await seriousViolations(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('places-large.png') });
  await page.getByRole('button', { name: '标准字' }).click();

  const [household] = (await desk.household.list({ query: '', villageId: null, offset: 0, limit: 1 })).rows;
  if (household === undefined) throw new Error('the village has a household');
  const award = { requestId: nextKey(), householdId: household.id, reason: '补记', category: '公益行动' };
  await desk.points.award({ ...award, pointsCentipoints: 100 });
  const lost = await desk.settings.verify();
  await expect.poll(async () => (await desk.settings.backups()).record.behind).toBe(0);

  await sheet
    .getByRole('row', { name: /日常备份/ })
    .getByRole('button', { name: '恢复' })
    .click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('checkbox', { name: /第二份记录里还有1笔单据/ })).toBeChecked();
  expect(await seriousViolations(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('restore-with-record.png') });
  await dialog.getByRole('textbox').fill('恢复');
  await dialog.getByRole('button', { name: '恢复', exact: true }).click();
  await expect(dialog.getByText(/已从第二份记录补回1笔单据/)).toBeVisible();
  await page.screenshot({ path: info.outputPath('restored-with-record.png') });
  await dialog.getByRole('button', { name: '重新登录' }).click();
  await page.getByLabel('密码').fill(PIN);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: '工作台' }).getByRole('link', { name: '设置' }).click();
  await expect(sheet.getByRole('row', { name: /恢复前/ })).toBeVisible();
  await page.getByRole('button', { name: '现在核对' }).click();
  await expect(page.getByText(`账目无误：${lost.entries} 笔单据`)).toBeVisible();
});
