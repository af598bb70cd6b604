import type { Page } from '@playwright/test';
import type { Role } from '../../shared/domain/staff/role.ts';
import { DoorBrowser } from '../builders/door-browser.ts';
import { expect, test as base } from './fixtures.ts';
import { seriousViolations } from './support/axe.ts';
import { type Desk, furnish, look, openDesk, PIN, serve, signIn } from './support/village.ts';

/** What the people of `hire` choose for themselves. */
const OWN = '705918';

const test = base.extend<{ desk: Desk; hire: (name: string, role: Role) => Promise<void> }>({
  desk: async ({ shop }, use) => {
    const desk = await openDesk(shop.origin);
    await furnish(desk);
    await use(desk);
  },
  hire: async ({ shop, desk }, use) => {
    await use(async (name, role) => {
      const { member, firstSecret } = await desk.staff.add({ name, role });
      const browser = new DoorBrowser(shop.origin);
      const secret = firstSecret ?? '';
      const { token } = await browser.window().staff.signIn({ operatorId: member.id, secret });
      await browser.window(token).staff.changeSecret({ secret, newSecret: OWN });
    });
  },
});

async function signInAs(page: Page, name: string, secret: string): Promise<void> {
  await page.getByRole('radio', { name }).click();
  await expect(page.getByLabel('密码')).toBeFocused();
  await page.keyboard.insertText(secret);
  await page.keyboard.press('Enter');
}

async function signOut(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).click();
  await page.getByRole('menuitem', { name: '退出' }).click();
  await expect(page.getByRole('group', { name: '您是哪一位' })).toBeVisible();
}

const PLACES: readonly (readonly [name: string, role: Role, places: readonly string[]])[] = [
  ['杨秀兰', 'shopkeeper', ['柜台', '物资', '户籍', '设置']],
  ['陈小燕', 'clerk', ['物资', '积分', '户籍', '台账', '设置']],
  ['罗建国', 'assessor', ['物资', '积分', '户籍', '设置']],
  ['周会芳', 'accountant', ['物资', '积分', '户籍', '台账', '设置']],
  ['镇督查', 'inspector', ['物资', '户籍', '台账', '人员', '设置']],
];

test('each role signs in to its own places', async ({ hire, page }) => {
  for (const [name, role] of PLACES) await hire(name, role);
  await signIn(page);
  const rail = page.getByRole('navigation', { name: '工作台' }).getByRole('link');
  await expect(rail).toHaveText(['柜台', '物资', '积分', '户籍', '台账', '人员', '设置']);
  for (const [name, , places] of PLACES) {
    await page.getByRole('button', { name: '换人' }).click();
    await signInAs(page, name, OWN);
    await expect(page.getByRole('banner')).toContainText(name);
    await expect(rail).toHaveText([...places]);
  }
  await page.getByRole('navigation', { name: '工作台' }).getByRole('link', { name: '人员' }).click();
  await expect(page.getByRole('table', { name: '人员' })).toContainText('杨秀兰');
  await expect(page.getByRole('button', { name: '添人' })).toHaveCount(0);
  await page.getByRole('navigation', { name: '人员' }).getByRole('link', { name: '权限' }).click();
  await expect(page.getByRole('row', { name: /加分、扣分/ })).toContainText('不能');
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('navigation', { name: '人员' }).getByRole('link', { name: '操作记录' }).click();
  await expect(page.getByRole('row', { name: /换人/ }).first()).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
});

test('a locked screen shows nothing and keeps everything, over a reload too', async ({ desk, page }) => {
  expect((await desk.goods.items()).length).toBeGreaterThan(0);
  await signIn(page);
  await serve(page, 'GM001', '冉光荣');
  await look(page, 'dm');
  await page.keyboard.press('F10');
  await page.getByLabel('代领人姓名').fill('冉小明');
  await page.keyboard.press('F12');
  await expect(page.getByText('屏幕已锁')).toBeVisible();
  await expect(page.getByLabel('密码')).toBeFocused();
  const readable = () => page.evaluate(() => document.body.innerText);
  expect(await readable()).not.toMatch(/冉|大米|代领/);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await seriousViolations(page)).toEqual([]);
  await look(page, '999999');
  await expect(page.getByRole('alert')).toContainText('密码不对');
  await look(page, PIN);
  // The dialog that was open is open again, as it was.
  await expect(page.getByLabel('代领人姓名')).toHaveValue('冉小明');
  await expect(page.getByLabel('代领人姓名')).toBeFocused();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: '锁屏' }).click();
  await expect(page.getByText('屏幕已锁')).toBeVisible();
  await page.reload();
  await expect(page.getByText('屏幕已锁')).toBeVisible();
  expect(await readable()).not.toMatch(/冉|大米/);
  await page.getByLabel('密码').fill(PIN);
  await page.getByRole('button', { name: '解锁' }).click();
  await expect(page.getByRole('article', { name: '冉光荣户' })).toBeVisible();
  await expect(page.getByRole('region', { name: '本次兑换' })).toContainText('大米');
});

test('an untouched screen locks by itself', async ({ desk, page }) => {
  await desk.staff.saveScreenLock({ minutes: 2 });
  await page.clock.install();
  await signIn(page);
  await serve(page, 'GM001', '冉光荣');
  await page.clock.fastForward('01:59');
  await expect(page.getByRole('article', { name: '冉光荣户' })).toBeVisible();
  await page.mouse.move(200, 200);
  await page.clock.fastForward('01:59');
  await expect(page.getByRole('article', { name: '冉光荣户' })).toBeVisible();
  await page.clock.fastForward('00:02');
  await expect(page.getByText('久未操作，屏幕已锁')).toBeVisible();
  await expect(page.getByRole('article', { name: '冉光荣户' })).toHaveCount(0);
});

test('another person takes over the basket, and the redemption carries that name', async ({ desk, hire, page }) => {
  await hire('杨秀兰', 'shopkeeper');
  await signIn(page);
  await serve(page, 'GM002', '张小㛃');
  await look(page, 'dm');
  await page.getByRole('button', { name: '换人' }).click();
  await expect(page.getByText('换人：现在是管理员')).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('article', { name: '张小㛃户' })).toBeVisible();
  await page.keyboard.press('F12');
  await page.getByRole('button', { name: '换人' }).click();
  await signInAs(page, '杨秀兰', OWN);
  await expect(page.getByRole('banner')).toContainText('杨秀兰');
  const basket = page.getByRole('region', { name: '本次兑换' });
  await expect(basket).toContainText('大米');
  await page.getByRole('button', { name: /^兑换/ }).click();
  await expect(page.getByRole('region', { name: '上一笔' })).toContainText('已兑换');
  const { rows } = await desk.redemption.list({});
  expect(rows.map(({ operatorName, headName }) => [operatorName, headName])).toEqual([['杨秀兰', '张小㛃']]);

  await page.keyboard.press('Enter');
  await serve(page, 'GM002', '张小㛃');
  await signOut(page, '杨秀兰');
  await signInAs(page, '杨秀兰', OWN);
  await expect(page.getByRole('combobox', { name: '户' })).toBeFocused();
  await expect(page.getByRole('article', { name: '张小㛃户' })).toHaveCount(0);
});

test('somebody new gets a first secret, and chooses another before anything else', async ({ desk, page }) => {
  expect((await desk.goods.items()).length).toBeGreaterThan(0);
  await signIn(page);
  await page.getByRole('navigation', { name: '工作台' }).getByRole('link', { name: '人员' }).click();
  await page.getByRole('button', { name: '添人' }).click();
  await page.getByLabel('姓名').fill('王小梅');
  await page.getByRole('combobox', { name: '所属户' }).fill('GM004');
  await page.getByRole('option', { name: /单小梅/ }).click();
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  const first = (await page.getByLabel('临时密码').innerText()).trim();
  expect(first).toMatch(/^\d{8}$/);
  await page.getByRole('button', { name: '知道了' }).click();
  await expect(page.getByRole('row', { name: /王小梅.*GM004 单小梅.*还没改成自己的密码/ })).toBeVisible();
  await signOut(page, '管理员');

  await signInAs(page, '王小梅', first);
  await expect(page.getByText('王小梅，请先改成自己的密码')).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
  await page.reload();
  await page.getByLabel('管理员给的密码').fill(first);
  await page.getByLabel('新密码').fill('111111');
  await page.getByLabel('再输一遍').fill('111111');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/密码太简单/)).toBeVisible();
  await page.getByLabel('新密码').fill(OWN);
  await page.getByLabel('再输一遍').fill(OWN);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: '户' })).toBeFocused();

  await page.getByRole('button', { name: '换人' }).click();
  await signInAs(page, '管理员', PIN);
  await page.getByRole('navigation', { name: '工作台' }).getByRole('link', { name: '人员' }).click();
  await page.getByRole('row', { name: /王小梅/ }).click();
  await page.getByRole('button', { name: '停用' }).click();
  await page.getByRole('region', { name: '密码和去留' }).getByRole('button', { name: '停用' }).click();
  await expect(page.getByRole('row', { name: /王小梅.*停用/ })).toBeVisible();
  await page.getByRole('row', { name: /^管理员/ }).click();
  await page.getByRole('button', { name: '停用' }).click();
  await page.getByRole('region', { name: '密码和去留' }).getByRole('button', { name: '停用' }).click();
  await expect(page.getByRole('alert')).toContainText('这是最后一位管理员');
});

test('the printed code sets a new secret once', async ({ desk, page }) => {
  expect((await desk.goods.items()).length).toBeGreaterThan(0);
  await signIn(page);
  await page.getByRole('navigation', { name: '工作台' }).getByRole('link', { name: '人员' }).click();
  await page.getByRole('button', { name: '重做找回码' }).click();
  await look(page, PIN);
  const card = page.getByRole('region', { name: '找回码', exact: true });
  const codeOf = async () => /(?:[2-9A-HJKMNP-Z]{4}\s+){4}[2-9A-HJKMNP-Z]{4}/.exec(await card.innerText())?.[0] ?? '';
  const code = await codeOf();
  expect(code).not.toBe('');
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', 'yes');
  });
  await page.getByRole('button', { name: '打印', exact: true }).click();
  await expect(page.locator('body')).toHaveAttribute('data-printed', 'yes');
  await page.emulateMedia({ media: 'print' });
  await expect(card).toBeVisible();
  await expect(page.getByRole('banner')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('button', { name: '已收好' }).click();
  await signOut(page, '管理员');

  const recover = async (secret: string) => {
    await page.getByRole('button', { name: '忘记密码' }).click();
    await page.getByRole('textbox', { name: '找回码' }).fill(code.toLowerCase());
    await page.getByLabel('新密码').fill(secret);
    await page.getByLabel('再输一遍').fill(secret);
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('button', { name: '设新密码并登录' }).click();
  };
  await recover(OWN);
  await expect(card).toBeVisible();
  expect(await codeOf()).not.toBe(code);
  await page.getByRole('button', { name: '已收好，进店' }).click();
  await signOut(page, '管理员');
  await recover('613904');
  await expect(page.getByRole('alert')).toContainText('找回码不对或已用过');
  await page.getByRole('button', { name: '返回登录' }).click();
  await signInAs(page, '管理员', OWN);
  await expect(page.getByRole('table', { name: '人员' })).toBeVisible();
});
