import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { seriousViolations } from './support/axe.ts';
import { endProcess, runCli, serveShop } from './support/running-shop.ts';

const PIN = '135790';
const VILLAGE = ['init', '--scheme', 'heixi', '--village', '和顺村', '--shop', '和顺村爱心超市', '--pin', PIN];

test.use({ seed: [VILLAGE] });

/** Ends the host, lets something happen to its files, and starts it again where the window looks for it. */
async function mishap(
  shop: { readonly origin: string; readonly dataDir: string; readonly process: Parameters<typeof endProcess>[0] },
  happen: (path: string) => Promise<void>,
): Promise<() => Promise<void>> {
  expect((await runCli(shop.dataDir, ['backup'])).code).toBe(0);
  await endProcess(shop.process);
  await happen(join(shop.dataDir, 'shop.db'));
  const again = await serveShop(shop.dataDir, Number(new URL(shop.origin).port));
  return () => endProcess(again.process);
}

/** For looking at: `PICTURES=/some/folder`. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['PICTURES'];
  if (folder !== undefined) await page.screenshot({ path: join(folder, `rescue-${name}.png`), fullPage: true });
}

async function restoreFirst(page: Page, secret: string): Promise<void> {
  await page
    .getByRole('button', { name: /^恢复 / })
    .first()
    .click();
  await page.getByLabel('这位管理员的密码').fill(secret);
  await picture(page, 'restore');
  await page.getByRole('dialog').getByRole('button', { name: '恢复', exact: true }).click();
}

test('a damaged file: what happened, what is safe, and back to work with the original kept', async ({ page, shop }) => {
  const end = await mishap(shop, (path) => writeFile(path, 'GIF89a and nothing of an account book'));
  try {
    await page.reload();
    await expect(page.getByRole('heading', { name: '账打不开，已停止记账' })).toBeVisible();
    await expect(page.getByRole('alert')).toContainText('账本文件已损坏');
    await expect(page.getByRole('main')).toContainText('和顺村爱心超市');
    expect(await seriousViolations(page)).toEqual([]);
    await picture(page, 'damaged');
    await restoreFirst(page, '000000');
    await expect(page.getByRole('dialog').getByRole('alert')).toContainText('还可以试4次');
    await page.getByLabel('这位管理员的密码').fill(PIN);
    await page.getByRole('dialog').getByRole('button', { name: '恢复', exact: true }).click();
    await expect(page.getByRole('dialog', { name: '已恢复' })).toContainText('账目核对无误');
    await page.getByRole('button', { name: '去登录' }).click();
    await page.getByLabel('密码').fill(PIN);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('combobox', { name: '户' })).toBeVisible();
    const [kept = ''] = await readdir(join(shop.dataDir, 'damaged'));
    expect(await readFile(join(shop.dataDir, 'damaged', kept, 'shop.db'), 'utf8')).toContain('GIF89a');
  } finally {
    await end();
  }
});

test('a lost file: never an empty shop, and open again once it is back', async ({ page, shop }) => {
  let books = Buffer.alloc(0);
  const end = await mishap(shop, async (path) => {
    books = await readFile(path);
    await rm(path);
  });
  try {
    await page.reload();
    await expect(page.getByRole('alert')).toContainText('账本文件不见了');
    await picture(page, 'missing');
    await page.getByRole('button', { name: '再试一次' }).click();
    await expect(page.getByText('又看了一遍，还是打不开。')).toBeVisible();
    await writeFile(join(shop.dataDir, 'shop.db'), books);
    await page.getByRole('button', { name: '再试一次' }).click();
    await expect(page.getByLabel('密码')).toBeVisible();
  } finally {
    await end();
  }
});

test('the support bundle and what can be read are there to take away', async ({ page, shop }) => {
  // The table of entries begins on a page of its own; the header and the schema stay as they are.
  const end = await mishap(shop, async (path) => {
    const bytes = await readFile(path);
    bytes.fill(0xaa, bytes.length - 8192, bytes.length - 4096);
    await writeFile(path, bytes);
  });
  try {
    await page.reload();
    await expect(page.getByRole('alert')).toContainText('有损坏的地方');
    for (const [button, name] of [
      ['存下维护资料', /^维护资料-.*\.json$/],
      ['导出能读出的内容', /^能读出的账-.*\.xlsx$/],
    ] as const) {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: button }).click();
      expect((await download).suggestedFilename()).toMatch(name);
    }
  } finally {
    await end();
  }
});
