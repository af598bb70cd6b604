import type { Page } from '@playwright/test';
import { openWithOpenpyxl } from '../builders/office.ts';
import { expect, test as base } from './fixtures.ts';
import { seriousViolations } from './support/axe.ts';
import { type Desk, furnish, openDesk, signIn } from './support/village.ts';

const ID_NUMBER = '11010519491231002X';
const MASKED = '110105********002X';
const PHONE = '13812345678';

type Printed = { readonly papers: string[] };

const test = base.extend<{ desk: Desk }>({
  desk: async ({ shop, page }, use) => {
    const desk = await openDesk(shop.origin);
    await furnish(desk);
    const villageId = (await desk.settings.status()).villages[0]?.id ?? '';
    const register = { householdNo: 'GM088', headName: '王秀英', villageId, idNumber: ID_NUMBER, phone: PHONE };
    await desk.household.save({ householdId: null, ...register });
    // What the print dialog would be given: a browser without a screen has none.
    await page.addInitScript(() => {
      const printed: Printed = { papers: [] };
      Object.assign(window, { printed });
      window.print = () => {
        printed.papers.push(document.querySelector<HTMLElement>('.print-page')?.textContent ?? '');
        window.dispatchEvent(new Event('afterprint'));
      };
    });
    await signIn(page);
    await use(desk);
  },
});

async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: '工作台' }).getByRole('link', { name }).click();
}

function papers(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { printed: Printed }).printed.papers);
}

async function recordsOf(desk: Desk, kind: string): Promise<string> {
  const records = await desk.audit.list({});
  return JSON.stringify(records.rows.filter((record) => record.kind === kind));
}

test('a household’s numbers are masked, shown when asked for, told to it on paper, and each look is recorded', async ({
  desk,
  page,
}) => {
  await goTo(page, '户籍');
  await page.getByRole('row', { name: /GM088/ }).click();
  await page.keyboard.press('Enter');
  await expect(page.getByText(MASKED)).toBeVisible();
  await expect(page.getByText(ID_NUMBER)).toHaveCount(0);
  await page.getByRole('button', { name: '显示证件号' }).click();
  await expect(page.getByText(ID_NUMBER)).toBeVisible();
  await expect(page.getByText(PHONE)).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('button', { name: '收起证件号' }).click();
  await expect(page.getByText(ID_NUMBER)).toHaveCount(0);

  await page.getByRole('button', { name: '给本户看' }).click();
  const sheet = page.getByRole('article', { name: '本户信息表' });
  await expect(sheet).toContainText(ID_NUMBER);
  await expect(sheet).toContainText('看了身份证号和电话');
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('button', { name: '打印', exact: true }).click();
  await expect.poll(() => papers(page)).toHaveLength(1);
  expect((await papers(page))[0]).toContain(ID_NUMBER);
  await page.getByRole('button', { name: '有不对的，更正' }).click();
  await page.getByLabel('家庭成员').fill(`王芳${ID_NUMBER}`);
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText(/这里不要写身份证号/)).toBeVisible();
  await page.getByLabel('家庭成员').fill('王芳(配偶)');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText('王芳(配偶)').first()).toBeVisible();

  const shown = await recordsOf(desk, 'personal_data_shown');
  expect(shown.match(/GM088 王秀英/g)).toHaveLength(2);
  expect(await recordsOf(desk, 'household_corrected')).toContain('成员：空→王芳(配偶)');
});

test('a roster comes out masked, and whole only with a reason', async ({ desk, page }) => {
  await goTo(page, '台账');
  await page.getByText('户籍花名册', { exact: true }).click();
  const take = async (): Promise<string> => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出', exact: true }).click(),
    ]);
    const path = test.info().outputPath(`${String(Math.random())}.xlsx`);
    await file.saveAs(path);
    return JSON.stringify(openWithOpenpyxl(path)[0]?.cells);
  };
  const masked = await take();
  expect([masked.includes(MASKED), masked.includes(ID_NUMBER), masked.includes(PHONE)]).toEqual([true, false, false]);

  await page.getByRole('checkbox', { name: /带完整的身份证号和电话/ }).check();
  await page.getByRole('button', { name: '导出', exact: true }).click();
  await expect(page.getByText('请写明用途，至少 4 个字。')).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByLabel('用途').fill('报送镇民政办备案');
  const whole = await take();
  expect([whole.includes(ID_NUMBER), whole.includes(PHONE)]).toEqual([true, true]);
  expect(await recordsOf(desk, 'exported')).toContain('报送镇民政办备案');
});

test('the administrator sees the recovery key with a reason, and prints it', async ({ desk, page }) => {
  await goTo(page, '设置');
  await expect(page.getByText(/恢复密钥还没有打印过/)).toBeVisible();
  await page.getByRole('button', { name: '恢复密钥…' }).click();
  await page.getByRole('button', { name: '显示', exact: true }).click();
  await expect(page.getByText('请写明原因，至少 4 个字。')).toBeVisible();
  await page.getByLabel('为什么要看').fill('原来的纸丢了');
  await page.getByRole('button', { name: '显示', exact: true }).click();
  await expect(page.getByRole('list', { name: '恢复密钥' }).getByRole('listitem')).toHaveCount(4);
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('button', { name: '打印 A4' }).click();
  const line = (await page.getByRole('list', { name: '恢复密钥' }).getByRole('listitem').first().textContent()) ?? '';
  await expect.poll(() => papers(page)).toHaveLength(1);
  expect((await papers(page))[0]).toContain(line);
  expect(await recordsOf(desk, 'recovery_key_shown')).toContain('原来的纸丢了');
});
