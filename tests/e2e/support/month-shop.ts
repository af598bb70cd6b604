import type { Page } from '@playwright/test';
import type { Role } from '../../../shared/domain/staff/role.ts';
import { DoorBrowser } from '../../builders/door-browser.ts';
import { type Desk, nextKey } from './village.ts';

/** What everybody of the month chose for themselves. */
const OWN_SECRET = '705918';

export const GROUP = '80岁以上老人';

/** Who plays the month: each counts, watches, agrees or approves as their work is. */
export const PEOPLE = {
  shopkeeper: '杨秀兰',
  clerk: '陈小燕',
  assessor: '罗建国',
  accountant: '周会芳',
} as const satisfies Partial<Record<Role, string>>;

/** Number, head, group, tags and the points a household comes with, in centipoints. */
const HOUSEHOLDS = [
  ['GM001', '冉光荣', '一组', [], 100_00],
  ['GM002', '张小㛃', '二组', [GROUP], 64_00],
  ['GM003', '𠮷田花', '三组', [], 20_00],
] as const;

/** Code, name, unit, category, price in centipoints and pieces in a box (0: none comes in boxes). */
const ITEMS = [
  ['WP001', '大米', '袋', '粮油', 24_00, 0],
  ['WP002', '酱油', '瓶', '粮油', 6_00, 12],
  ['WP003', '肥皂', '块', '日化', 3_00, 0],
  ['WP004', '棉被', '床', '床品', 30_00, 0],
  ['WP005', '毛巾', '条', '日化', 2_00, 0],
] as const;

/** Takes on everybody of PEOPLE, registers households with their points, and goods of which there is nothing yet. */
export async function furnishMonth(origin: string, desk: Desk): Promise<void> {
  for (const [role, name] of Object.entries(PEOPLE) as [Role, string][]) {
    const { member, firstSecret } = await desk.staff.add({ name, role });
    const browser = new DoorBrowser(origin);
    const secret = firstSecret ?? '';
    const { token } = await browser.window().staff.signIn({ operatorId: member.id, secret });
    await browser.window(token).staff.changeSecret({ secret, newSecret: OWN_SECRET });
    browser.close();
  }
  const { villages } = await desk.settings.status();
  const villageId = villages[0]?.id ?? '';
  for (const [householdNo, headName, groupName, tags, pointsCentipoints] of HOUSEHOLDS) {
    const register = { householdId: null, householdNo, headName, groupName, villageId, tags: [...tags] };
    const { id } = await desk.household.save({ ...register, phone: '13900001101', memberCount: 2 });
    await desk.points.award({ requestId: nextKey(), householdId: id, pointsCentipoints, reason: '清扫村道' });
  }
  for (const [code, name, unit, category, priceCentipoints, boxed] of ITEMS) {
    const packs = boxed === 0 ? [] : [{ name: '箱', size: boxed }];
    const item = { itemId: null, code, name, unit, category, priceCentipoints, expiryTracked: false };
    await desk.goods.saveItem({ ...item, packs });
  }
}

/** Somebody else takes over at the screen: from the one before, or at the window of a shop just opened. */
export async function takeOver(page: Page, role: keyof typeof PEOPLE, from: keyof typeof PEOPLE | null): Promise<void> {
  if (from !== null) await page.getByRole('button', { name: '换人' }).click();
  await page.getByRole('radio', { name: PEOPLE[role] }).check();
  await page.getByLabel('密码').fill(OWN_SECRET);
  await page.keyboard.press('Enter');
  await page.getByRole('banner').getByText(PEOPLE[role]).waitFor();
}

/** A page of the goods' place. */
export async function goTo(page: Page, tab: string): Promise<void> {
  await page.getByRole('navigation', { name: '工作台' }).getByRole('link', { name: '物资' }).click();
  await page.getByRole('navigation', { name: '物资' }).getByRole('link', { name: tab }).click();
}

/** Somebody else agrees at the same screen. */
export async function agree(page: Page, role: keyof typeof PEOPLE): Promise<void> {
  const asking = page.getByRole('dialog', { name: '请另一位同意' });
  await asking.getByRole('radio', { name: PEOPLE[role] }).check();
  await asking.getByLabel(/在此输入密码/).fill(OWN_SECRET);
  await page.keyboard.press('Enter');
  await asking.waitFor({ state: 'hidden' });
}
