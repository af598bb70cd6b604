import { fileURLToPath } from 'node:url';
import { expect, test } from './fixtures.ts';
import { seriousViolations } from './support/axe.ts';
import { furnish, look, nextKey, openDesk, signIn } from './support/village.ts';

/** Any real picture. */
const PICTURE = fileURLToPath(new URL('../../build/screenshots/counter.png', import.meta.url));

test('a tool is lent with a photo, comes back in part, and the rest stays on the list of what is out', async ({
  shop,
  page,
}, info) => {
  const desk = await openDesk(shop.origin);
  await furnish(desk);
  const hoe = (await desk.goods.items()).find(({ code }) => code === 'WP007');
  if (!hoe) throw new Error('the village has a hoe');
  await desk.goods.saveItem({ ...hoe, itemId: hoe.id, packs: [...hoe.packs], loanCentipoints: 150, loanDays: 5 });
  await desk.goods.receive({
    requestId: nextKey(),
    source: 'purchase',
    lines: [{ itemId: hoe.id, quantity: 2, costFen: 700 }],
  });
  await signIn(page);
  await page.goto(`${shop.origin}/#/goods/loan`);
  await page.getByRole('combobox', { name: '户' }).focus();
  await look(page, 'GM002');
  await expect(page.getByText('张小㛃')).toBeVisible();
  await page.getByRole('combobox', { name: '工具' }).click();
  await page.getByTitle(/^锄头/).click();
  await page.getByLabel('锄头数量').fill('2');
  await page.getByLabel('借出时的照片文件').setInputFiles(PICTURE);
  await expect(page.getByText('已保存')).toBeVisible();
  await expect(page.getByText('合计 3.0 分')).toBeVisible();
  await page.screenshot({ path: info.outputPath('lend.png'), fullPage: true });
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('button', { name: '借出', exact: true }).click();
  await expect(page.getByText(/已借给张小㛃 锄头×2把，单号 JY\d{8}-0001。/)).toBeVisible();

  await page.getByRole('button', { name: /^归还 JY/ }).click();
  const back = page.getByRole('dialog', { name: /^归还 JY/ });
  await back.getByLabel('锄头数量').fill('1');
  await back.getByText('有损坏').click();
  await page.screenshot({ path: info.outputPath('back.png') });
  await back.getByRole('button', { name: '归还' }).click();
  await expect(page.getByText(/已归还：GM002 张小㛃 的 JY/)).toBeVisible();

  const row = page.getByRole('row', { name: /锄头×1把/ });
  await row.click();
  const drawer = page.getByRole('dialog', { name: /^借用单 JY/ });
  await expect(drawer.getByText('归还锄头×1把（有损坏）')).toBeVisible();
  await page.screenshot({ path: info.outputPath('drawer.png') });
  await drawer.getByRole('button', { name: '照片', exact: true }).click();
  const photos = page.getByRole('dialog', { name: /的照片$/ });
  const shown = photos.getByRole('img', { name: '物品：counter.png' });
  await expect(shown).toBeVisible();
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
  await page.screenshot({ path: info.outputPath('photos.png') });
  expect(await seriousViolations(page)).toEqual([]);

  // One added later to the wrong document: it is taken back with a reason, and stays visible as withdrawn.
  const scan = { name: '别家收条.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 收条') };
  await photos.getByLabel('补附照片文件').setInputFiles(scan);
  await photos.getByRole('button', { name: '补附1张' }).click();
  await photos.getByRole('button', { name: '看 别家收条.pdf' }).click();
  await photos.getByRole('button', { name: '补附错了？' }).click();
  await photos.getByLabel('撤回原因').fill('是另一户的');
  await page.screenshot({ path: info.outputPath('withdraw.png') });
  await photos.getByRole('button', { name: '撤回', exact: true }).click();
  await expect(photos.getByText(/已由 HC\d{8}-\d+ 撤回/)).toBeVisible();
  const [loan] = (await desk.loan.list({})).rows;
  expect(loan).toMatchObject({ state: 'out', lines: [{ quantity: 2, openQuantity: 1 }] });
  expect((await desk.settings.verify()).photos).toEqual({ carried: 2, off: 0, messages: [] });
});
