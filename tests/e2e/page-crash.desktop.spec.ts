import { must } from '../../shared/kernel/assert.ts';
import { expect, test } from './fixtures.ts';
import type { Desktop } from './support/desktop.ts';
import { furnish, look, openDesk, serve, signIn } from './support/village.ts';

/** Ends the process of the page as a fault of its own would, and waits for what the window loads then. */
function crash({ app }: Desktop): Promise<void> {
  return app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        contents?.once('did-finish-load', () => resolve());
        contents?.forcefullyCrashRenderer();
      }),
  );
}

/** What the window says; asked through the shell, because the test's own view of the page ended with its process. */
function says({ app }: Desktop): Promise<string> {
  return app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    return String(await contents?.executeJavaScript('document.body.innerText'));
  });
}

test('a page that breaks down is loaded anew with its basket; one that keeps breaking is not hidden', async ({
  page,
  shop,
  started,
}) => {
  const desktop = must(started.desktop, 'runs in the desktop program');
  await furnish(await openDesk(shop.origin));
  await signIn(page);
  await serve(page, 'GM001', '冉光荣');
  await look(page, '2*dm');
  await expect(page.getByRole('region', { name: '本次兑换' })).toContainText('48.0');
  await crash(desktop);
  await expect.poll(() => says(desktop)).toContain('48.0');
  expect(await says(desktop)).toContain('冉光荣');
  await crash(desktop);
  await expect.poll(() => says(desktop)).toContain('48.0');
  await crash(desktop);
  await expect.poll(() => says(desktop)).toContain('画面反复出错');
  await desktop.app.evaluate(async ({ BrowserWindow }) => {
    const click = "document.querySelector('a').click()";
    await BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(click);
  });
  await expect.poll(() => says(desktop)).toContain('48.0');
});
