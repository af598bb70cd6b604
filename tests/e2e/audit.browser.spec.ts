import { openWithOpenpyxl } from '../builders/office.ts';
import type { DoorClient } from '../builders/door-browser.ts';
import { expect, test as base } from './fixtures.ts';
import { seriousViolations } from './support/axe.ts';
import { openDesk, PIN, signIn } from './support/village.ts';

const test = base.extend<{ desk: DoorClient }>({
  desk: async ({ shop }, use) => {
    await use(await openDesk(shop.origin));
  },
});

test('the trail is found, narrowed, checked and taken away, by keyboard where it counts', async ({ desk, page }) => {
  await desk.settings.saveSecondPersonLimits({ limits: { points_entry: 10_000 } });
  const people = await desk.staff.operators();
  const wrong = desk.staff.signIn({ operatorId: people[0]?.id ?? '', secret: `${PIN}0` });
  await expect(wrong).rejects.toMatchObject({ data: { code: 'secret_wrong' } });
  await signIn(page);
  await page.getByRole('navigation', { name: '工作台' }).getByRole('link', { name: '人员' }).click();
  await page.getByRole('link', { name: '操作记录' }).click();

  const table = page.getByRole('table', { name: '操作记录' });
  const rows = table.locator('tbody tr');
  await expect(rows.filter({ hasText: '更改设置' })).toContainText('原为：200.0分；改为：100.0分');
  await expect(rows.filter({ hasText: '登录失败' })).toHaveCount(1);
  expect(await seriousViolations(page)).toEqual([]);

  await page.keyboard.press('F3');
  await page.keyboard.insertText('限额');
  await expect(rows).toHaveCount(1);
  await page.getByRole('button', { name: '核对有没有被改动' }).click();
  await expect(page.getByRole('status').filter({ hasText: '没有被改动' })).toBeVisible();

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出', exact: true }).click(),
  ]);
  const path = test.info().outputPath('trail.xlsx');
  await file.saveAs(path);
  expect(openWithOpenpyxl(path)[0]?.cells['B4']?.value).toBe('更改设置');
  await expect(page.getByRole('status').filter({ hasText: '已导出 1 条' })).toBeVisible();

  // Taking it away is the newest record.
  await page.getByRole('button', { name: '清除筛选' }).click();
  await expect(rows.first()).toContainText('含有：限额');
  await page.getByLabel('含有的字').fill('绝没有这样的字');
  await expect(page.getByText('没有这样的记录')).toBeVisible();
});
