import type { CDPSession } from '@playwright/test';
import { expect, test as base } from './fixtures.ts';
import { type Desk, furnish, openDesk, serve, signIn } from './support/village.ts';

/** Gaps of a cheap scanner, given to the browser as the keys' own times: a busy machine does not change them. */
const GAP_S = 0.006;

/** Types as a wedge scanner does. Under an input method every key says Process and the letters go to the composition. */
class Scanner {
  private readonly session: CDPSession;
  private atS = Date.now() / 1000;

  constructor(session: CDPSession) {
    this.session = session;
  }

  async scan(text: string, through: 'keys' | 'input method' = 'keys'): Promise<void> {
    this.atS = Math.max(this.atS + 1, Date.now() / 1000);
    for (const [index, character] of [...text].entries()) {
      await this.key(character, codeOf(character), /[A-Z]/.test(character) ? 8 : 0, through);
      if (through === 'input method') {
        const soFar = text.slice(0, index + 1);
        await this.session.send('Input.imeSetComposition', {
          text: soFar,
          selectionStart: soFar.length,
          selectionEnd: soFar.length,
        });
      }
    }
    await this.key('Enter', 'Enter', 0, through);
  }

  private async key(key: string, code: string, modifiers: number, through: 'keys' | 'input method'): Promise<void> {
    this.atS += GAP_S;
    const composing = through === 'input method';
    const event = {
      code,
      modifiers,
      timestamp: this.atS,
      key: composing ? 'Process' : key,
      windowsVirtualKeyCode: composing ? 229 : key === 'Enter' ? 13 : key.toUpperCase().charCodeAt(0),
    };
    const text = composing ? {} : { text: key === 'Enter' ? '\r' : key };
    await this.session.send('Input.dispatchKeyEvent', {
      ...event,
      ...text,
      type: composing ? 'rawKeyDown' : 'keyDown',
    });
    await this.session.send('Input.dispatchKeyEvent', { ...event, type: 'keyUp' });
  }
}

function codeOf(character: string): string {
  if (/\d/.test(character)) return `Digit${character}`;
  return character === '-' ? 'Minus' : `Key${character.toUpperCase()}`;
}

const test = base.extend<{ desk: Desk; scanner: Scanner }>({
  desk: async ({ shop, page }, use) => {
    const desk = await openDesk(shop.origin);
    await furnish(desk);
    await signIn(page);
    await use(desk);
  },
  scanner: async ({ page }, use) => {
    await use(new Scanner(await page.context().newCDPSession(page)));
  },
});

for (const through of ['keys', 'input method'] as const) {
  test(`card and goods are scanned while another field has the focus, through ${through}`, async ({
    desk,
    page,
    scanner,
  }) => {
    const card = (await desk.household.search({ query: 'GM003' }))[0]?.cardNo ?? '';
    const field = page.getByRole('combobox', { name: '户' });
    await field.fill('冉');
    await scanner.scan(card, through);
    await expect(page.getByRole('article', { name: '𠮷田花户' })).toBeVisible();
    await expect(field).toHaveValue('冉');

    await page.keyboard.press('F2');
    await scanner.scan('6901234567892', through);
    await expect(page.getByLabel('大米数量')).toHaveValue('1');
    await expect(field).toHaveValue('冉');
    expect((await desk.redemption.list({})).total).toBe(0);
  });
}

test('5* and a scan are five pieces, and the field is clean afterwards', async ({ desk, page, scanner }) => {
  expect((await desk.redemption.list({})).total).toBe(0);
  await serve(page, 'GM002', '张小㛃');
  await page.keyboard.press('Digit5');
  await page.keyboard.press('Shift+Digit8');
  await expect(page.getByRole('combobox', { name: '物品' })).toHaveValue('5*');
  await scanner.scan('6901234567816');
  await expect(page.getByLabel('食盐数量')).toHaveValue('5');
  await expect(page.getByRole('combobox', { name: '物品' })).toHaveValue('');
});

test('an unknown code is said aloud, and a slip opens its return', async ({ desk, page, scanner }) => {
  await serve(page, 'GM001', '冉光荣');
  await scanner.scan('6999999999999');
  await expect(page.getByRole('alert')).toContainText('没有条码是 6999999999999 的物品。');
  await scanner.scan('6901234567892');
  await expect(page.getByLabel('大米数量')).toHaveValue('1');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: '上一笔' })).toContainText('已兑换');
  const slip = (await desk.redemption.list({})).rows[0]?.documentNo ?? '';
  await page.keyboard.press('Enter');
  await scanner.scan(slip);
  await expect(page.getByRole('dialog', { name: `退回 ${slip}` })).toBeVisible();
});
