import type { Page } from '@playwright/test';
import { addDays, localDate } from '../../../shared/kernel/local-date.ts';
import { DoorBrowser, type DoorClient } from '../../builders/door-browser.ts';

export const PIN = '246813';

/** The same doors as the window's, for what a test needs to find ready and to check afterwards. */
export type Desk = DoorClient;

/** Households and goods that tests name; points in centipoints. */
const HOUSEHOLDS = [
  ['GM001', '冉光荣', '一组', 34_30],
  ['GM002', '张小㛃', '二组', 120_00],
  ['GM003', '𠮷田花', '三组', 64_00],
  ['GM004', '单小梅', '四组', 8_50],
  ['GM005', '欧阳建国', '一组', 0],
] as const;

const ITEMS = [
  ['WP001', '大米', '5kg', '袋', 2400, '粮油', '6901234567892', 20, 400],
  ['WP002', '菜籽油', '5L', '桶', 7200, '粮油', '6901234567809', 10, 400],
  ['WP003', '食盐', '400g', '袋', 250, '粮油', '6901234567816', 30, 12],
  ['WP004', '牙膏', '120g', '支', 380, '日化', '6901234567823', 15, null],
  ['WP005', '香皂', '三块装', '组', 650, '日化', '6901234567830', 15, null],
  ['WP006', '酱油', '500ml', '瓶', 600, '粮油', '6901234567847', 6, -3],
  ['WP007', '锄头', '', '把', 2200, '农资', '6901234567854', 2, null],
] as const;

/** A shop of the heixi scheme (no base points) with an administrator. */
export async function openDesk(origin: string): Promise<Desk> {
  const browser = new DoorBrowser(origin);
  const { token } = await browser.window().settings.initialise({
    scheme: 'heixi',
    shopName: '光明村爱心超市',
    villageNames: ['光明村'],
    secret: PIN,
  });
  return browser.window(token);
}

let keys = 0;

/** An idempotency key that no other document of the test has. */
export function nextKey(): string {
  keys += 1;
  return `test-request-${String(keys).padStart(6, '0')}`;
}

/** Five households with points, and goods of every kind: expiring soon, expired, nearly gone. */
export async function furnish(desk: Desk): Promise<void> {
  const status = await desk.settings.status();
  const villageId = status.villages[0]?.id ?? '';
  const today = localDate(status.businessDate);
  for (const [index, [householdNo, headName, groupName, points]] of HOUSEHOLDS.entries()) {
    const { id } = await desk.household.save({
      householdId: null,
      householdNo,
      headName,
      groupName,
      villageId,
      phone: `1390000110${index}`,
      memberCount: index + 1,
    });
    if (points === 0) continue;
    await desk.points.award({
      requestId: nextKey(),
      householdId: id,
      pointsCentipoints: points,
      reason: '清扫村道',
      category: '公益行动',
    });
  }
  const lines = [];
  for (const [code, name, spec, unit, priceCentipoints, category, barcode, quantity, expiresIn] of ITEMS) {
    const item = await desk.goods.saveItem({
      itemId: null,
      code,
      name,
      spec,
      unit,
      priceCentipoints,
      category,
      barcode,
    });
    lines.push({
      itemId: item.id,
      quantity,
      costFen: quantity * 300,
      expiresOn: expiresIn === null ? null : addDays(today, expiresIn),
    });
  }
  await desk.goods.receive({ requestId: nextKey(), source: 'purchase', supplier: '县供销社', lines });
}

/** Signs the administrator in and waits for the counter. */
export async function signIn(page: Page): Promise<void> {
  await page.reload();
  await page.getByLabel('密码').fill(PIN);
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: '户' }).waitFor();
}

/** Types a few letters into the focused field as a hand would, and confirms them. */
export async function look(page: Page, text: string): Promise<void> {
  await page.keyboard.insertText(text);
  await page.keyboard.press('Enter');
}

/** The household at the counter, found by what was typed into the household field. */
export async function serve(page: Page, query: string, headName: string): Promise<void> {
  await page.keyboard.press('F2');
  await look(page, query);
  await page.getByRole('article', { name: `${headName}户` }).waitFor();
}
