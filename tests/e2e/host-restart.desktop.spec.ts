import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';

const PIN = '135790';

test.use({ seed: [['init', '--scheme', 'heixi', '--village', '和顺村', '--pin', PIN]] });

/** The process that holds the data folder; 0 while nobody does. */
async function hostPid(dataDir: string): Promise<number> {
  const text = await readFile(join(dataDir, 'host.lock.json'), 'utf8').catch(() => '');
  return text === '' ? 0 : (JSON.parse(text) as { readonly pid: number }).pid;
}

test('a host that was killed is started again, and the window goes on with it', async ({ page, dataDir, cli }) => {
  await expect(page.getByLabel('密码')).toBeVisible();
  const before = await hostPid(dataDir);
  expect(before).toBeGreaterThan(0);
  process.kill(before, 'SIGKILL');
  await expect.poll(() => hostPid(dataDir)).not.toBe(before);
  await page.getByLabel('密码').fill(PIN);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: '户' })).toBeVisible();
  expect((await cli('verify')).code).toBe(0);
});
