/**
 * Takes the pictures of the README from a demonstration village through a real host:
 *   node build/scripts/screenshot.ts     needs fonts-noto-cjk and chromium (CHROMIUM=path)
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { openShop } from '../../tests/e2e/support/running-shop.ts';
import { buildBundles } from './lib/bundles.ts';
import { ROOT, runMain } from './lib/run.ts';

const FOLDER = join(ROOT, 'build', 'screenshots');

/** The counter with a household served halfway: the picture of what the program is for. */
async function fillCounter(page: Page): Promise<void> {
  await page.getByLabel('密码').fill('000000');
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: '户' }).waitFor();
  await page.getByRole('option').first().waitFor();
  await page.keyboard.insertText('GM003');
  await page.keyboard.press('Enter');
  await page.getByRole('article').waitFor();
  for (const goods of ['dm', '2*WP011', 'WP012']) {
    await page.keyboard.insertText(goods);
    await page.keyboard.press('Enter');
  }
  await page.getByRole('button', { name: /加一/ }).nth(2).waitFor();
}

async function main(): Promise<number> {
  await buildBundles(['renderer']);
  mkdirSync(FOLDER, { recursive: true });
  const shop = await openShop([['demo']]);
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
    await page.goto(shop.origin);
    await fillCounter(page);
    const path = join(FOLDER, 'counter.png');
    await page.screenshot({ path });
    console.log(path);
    return 0;
  } finally {
    await browser.close();
    await shop.close();
  }
}

await runMain(main);
