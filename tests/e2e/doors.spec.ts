import { expect, test } from './fixtures.ts';

test.describe('an empty shop', () => {
  test('opens without a complaint of the browser or of the page policy', async ({ page }) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.reload();
    await expect(page.locator('#root > *').first()).toBeVisible();
    await page.evaluate(() => document.fonts.ready);
    expect(complaints).toEqual([]);
  });
});

test.describe('a shop that was set up', () => {
  test.use({ seed: [['init', '--scheme', 'heixi', '--village', '和顺村', '--pin', '135790']] });

  test('asks who is there', async ({ page, cli }) => {
    await expect(page.locator('#root')).toContainText('管理员');
    const { code, stdout } = await cli('--json', 'verify');
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('"problem":null') });
  });
});
