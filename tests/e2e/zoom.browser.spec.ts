import { expect, test } from './fixtures.ts';
import { furnish, openDesk, serve, signIn } from './support/village.ts';

/** At 200 % the shop's screen is half as wide and half as high to the page (WCAG 2.2, 1.4.4 and 1.4.10). */
const HALF = { width: 683, height: 384 };

test('at twice the size everything is still there, without scrolling sideways', async ({ shop, page }) => {
  const desk = await openDesk(shop.origin);
  await furnish(desk);
  await signIn(page);
  await page.setViewportSize(HALF);
  for (const place of ['物资', '积分', '户籍', '台账', '人员', '设置', '柜台']) {
    await page.getByRole('navigation', { name: '工作台' }).getByRole('link', { name: place }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(place);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    expect(wide, place).toBe(false);
  }
  await serve(page, 'GM001', '冉光荣');
  await page.getByRole('option', { name: /大米/ }).click();
  await page.getByRole('button', { name: /^兑换/ }).click();
  await expect(page.getByRole('region', { name: '上一笔' })).toContainText('余额 10.3 分');
});
