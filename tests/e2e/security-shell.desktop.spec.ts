import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pinnedElectron } from '../../build/scripts/lib/electron-age.ts';
import { CHANNEL } from '../../main/shell/channels.ts';
import { expect } from './fixtures.ts';
import { ROOT } from './support/running-shop.ts';
import { LISTED_POINTS, naming, point, sources, test } from './support/security.ts';

test(point(15), async ({ desktop }) => {
  const opened = await desktop.app.evaluate(({ shell }) => {
    const kept = globalThis as typeof globalThis & { opened: string[] };
    kept.opened = [];
    const note = (what: string): void => void kept.opened.push(what);
    shell.openExternal = (address) => Promise.resolve(note(address));
    shell.openPath = (path) => Promise.resolve(note(path)).then(() => '');
    shell.showItemInFolder = note;
    return kept.opened.length;
  });
  expect(opened).toBe(0);
  await desktop.page.evaluate(async () => {
    const { shopShell } = window as unknown as { shopShell: { revealFile(path: string): Promise<boolean> } };
    for (const address of ['https://example.com/', 'file:///etc/passwd', 'ms-msdt:/id', 'mailto:a@b']) {
      window.open(address);
      window.location.assign(address);
      await shopShell.revealFile(address);
    }
  });
  expect(await desktop.app.evaluate(() => (globalThis as typeof globalThis & { opened: string[] }).opened)).toEqual([]);
  expect(await naming(/openExternal/)).toEqual([]);
});

test(point(16), async () => {
  const pinned = pinnedElectron(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const installed = JSON.parse(await readFile(join(ROOT, 'node_modules/electron/package.json'), 'utf8')) as {
    version: string;
  };
  expect(installed.version).toBe(pinned);
  expect(Number.parseInt(pinned, 10)).toBeGreaterThanOrEqual(45);
  expect(await readFile(join(ROOT, 'electron-builder.yml'), 'utf8')).not.toMatch(/electronVersion|electronDist/);
});

test(point(17), async ({ desktop }) => {
  const folder = await mkdtemp(join(tmpdir(), 'shop-probe-'));
  const preload = join(folder, 'probe.cjs');
  const text = `const { contextBridge, ipcRenderer } = require('electron');
    contextBridge.exposeInMainWorld('probe', {
      ask: (channel, ...words) => ipcRenderer.invoke(channel, ...words).then(() => 'answered', (error) => String(error)),
      door: (channel) => { ipcRenderer.on(channel, () => { window.name = 'given'; }); ipcRenderer.send(channel); },
    });`;
  await writeFile(preload, text);
  try {
    const asked = Object.values(CHANNEL).filter((channel) => channel !== CHANNEL.door && channel !== CHANNEL.hostState);
    const answers = await desktop.app.evaluate(
      async ({ BrowserWindow }, [probe, door, channels]) => {
        const window = new BrowserWindow({ show: false, webPreferences: { preload: probe, sandbox: true } });
        try {
          await window.loadURL('about:blank');
          const ask = `Promise.all(${JSON.stringify(channels)}.map((each) => probe.ask(each, 'a.csv', new Uint8Array(1))))`;
          await window.webContents.executeJavaScript(`probe.door(${JSON.stringify(door)}); 0`);
          const heard = (await window.webContents.executeJavaScript(ask)) as string[];
          return [...heard, String(await window.webContents.executeJavaScript('window.name'))];
        } finally {
          window.destroy();
        }
      },
      [preload, CHANNEL.door, asked] as const,
    );
    expect(answers).toHaveLength(asked.length + 1);
    for (const answer of answers.slice(0, -1)) expect(answer).toContain('refused: not a page of this program');
    expect(answers.at(-1)).toBe('');
  } finally {
    await rm(folder, { recursive: true });
  }
  expect(await naming(/ipcMain\b/)).toEqual(['main/shell/services.ts']);
  const services = (await sources()).get('main/shell/services.ts') ?? '';
  expect(services.match(/ipcMain\.\w+\(/g)).toEqual(['ipcMain.handle(', 'ipcMain.on(']);
});

test(point(18), async ({ desktop }) => {
  const outcomes = await desktop.page.evaluate(async () => {
    const status = (address: string): Promise<number | string> =>
      fetch(address).then(
        (answer) => answer.status,
        () => 'refused',
      );
    return [
      await status('file:///etc/passwd'),
      await status('app://shop/..%2f..%2f..%2fetc%2fpasswd'),
      await status('/%2e%2e/host/host.mjs'),
      await status('app://elsewhere/'),
      await status('/'),
    ];
  });
  expect(outcomes).toEqual(['refused', 404, 404, 'refused', 200]);
  await desktop.page.evaluate(() => window.location.assign('file:///etc/passwd'));
  expect(await desktop.page.evaluate(() => fetch('/').then((answer) => answer.url))).toBe('app://shop/');
  expect(await naming(/file:\/\/|\.loadFile\(/)).toEqual([]);
});

test(point(19), async () => {
  // What came of it is read back from the packed program when it is packed, which is a part of `npm test`.
  const [, behind = ''] = (await readFile(join(ROOT, 'electron-builder.yml'), 'utf8')).split('electronFuses:\n');
  const [block = ''] = behind.split(/^\w/m);
  const fuses: Record<string, string> = {};
  for (const [, name = '', state = ''] of block.matchAll(/^ {2}(\w+): (true|false)$/gm)) fuses[name] = state;
  expect(fuses).toEqual({
    runAsNode: 'false',
    enableCookieEncryption: 'true',
    enableNodeOptionsEnvironmentVariable: 'false',
    enableNodeCliInspectArguments: 'false',
    enableEmbeddedAsarIntegrityValidation: 'true',
    onlyLoadAppFromAsar: 'true',
    loadBrowserProcessSpecificV8Snapshot: 'false',
    grantFileProtocolExtraPrivileges: 'false',
  });
  expect(await readFile(join(ROOT, 'build/scripts/dist.ts'), 'utf8')).toContain('fuseProblems(');
});

test(point(20), async ({ desktop }) => {
  const exposed = await desktop.page.evaluate(() => {
    const members = (name: string): string[] =>
      Object.entries((window as unknown as Record<string, object>)[name] ?? {}).map(
        ([key, value]) => `${key} ${typeof value}`,
      );
    return { shop: members('shop').sort(), shopShell: members('shopShell').sort() };
  });
  expect(exposed).toEqual({
    shop: ['platform string', 'requestDoor function'],
    shopShell: ['onHostState function', 'revealFile function', 'saveFile function', 'setPrintSize function'],
  });
  // Listeners get the news and nothing that leads back to the shell.
  const heard = desktop.page.evaluate(
    () =>
      new Promise<unknown[]>((resolve) => {
        type Listening = { shopShell: { onHostState(listener: (...words: unknown[]) => void): void } };
        (window as unknown as Listening).shopShell.onHostState((...words) => resolve(words));
        document.body.dataset['listening'] = 'yes';
      }),
  );
  await desktop.page.waitForFunction(() => document.body.dataset['listening'] === 'yes');
  await desktop.app.evaluate(({ BrowserWindow }, channel) => {
    BrowserWindow.getAllWindows()[0]?.webContents.send(channel, 'ready');
  }, CHANNEL.hostState);
  expect(await heard).toEqual(['ready']);
});

test('downloads ask for a place, in our words and with a clean name', async ({ desktop }) => {
  const asked = desktop.app.evaluate(
    ({ session }) =>
      new Promise((resolve) =>
        session.defaultSession.once('will-download', (_event, item) => {
          const { title, defaultPath } = item.getSaveDialogOptions();
          item.cancel();
          resolve({ title, name: defaultPath?.split('/').at(-1) });
        }),
      ),
  );
  await desktop.page.evaluate(() => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['x']));
    link.download = 'a:b?.csv';
    document.body.append(link);
    link.click();
  });
  expect(await asked).toEqual({ title: '保存文件', name: 'a_b_.csv' });
});

test('the list has twenty points, and each has its test', async () => {
  const twenty = Array.from({ length: 20 }, (_, index) => index + 1);
  expect([...LISTED_POINTS.keys()]).toEqual(twenty);
  const specs = ['security-pages', 'security-shell'].map((name) => join(ROOT, 'tests/e2e', `${name}.desktop.spec.ts`));
  const text = (await Promise.all(specs.map((spec) => readFile(spec, 'utf8')))).join('');
  expect([...text.matchAll(/^test\(point\((\d+)\)/gm)].map(([, number]) => Number(number))).toEqual(twenty);
});
