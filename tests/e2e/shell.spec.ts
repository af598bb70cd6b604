import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { RUNTIME_DIR } from '../../build/scripts/electron-runtime.ts';
import type { DoorApi, ShellApi } from '../../shared/contract/shell-api.ts';
import { expect, test as base } from './fixtures.ts';
import type { Desktop } from './support/desktop.ts';
import { openDesktop } from './support/desktop.ts';
import { endProcess, exited, newDataDir, ROOT } from './support/running-shop.ts';
import { ECHOING_HOST, makeStandInApp, partingHost } from './support/stand-in-app.ts';

/** What the preload gives a page, seen from the tests; `heard` collects what comes through a port. */
type ShopWindow = Window & { shop?: DoorApi; shopShell: ShellApi; heard: string[]; port?: MessagePort };

interface ShellFixtures {
  profileDir: string;
  /** The desktop program attached to the test's running host. */
  desktop: Desktop;
}

const test = base.extend<ShellFixtures>({
  profileDir: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'shop-profile-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  desktop: async ({ shop, display, profileDir }, use) => {
    const desktop = await openDesktop({ dataDir: shop.dataDir, display, profileDir });
    try {
      await desktop.page.waitForURL(`${shop.origin}/**`);
      await use(desktop);
    } finally {
      await desktop.close();
    }
  },
});

/** The shell is shown with a host that runs already, and with stand-ins, not with the program's own host. */
test.use({ through: 'desktop-attached' });

/** Opens a port as the window's client does, and keeps what comes through it. */
async function openPort(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const here = window as unknown as ShopWindow;
    here.heard ??= [];
    const port = await new Promise<MessagePort | undefined>((resolve) => {
      window.addEventListener('message', (event) => resolve(event.ports[0]), { once: true });
      here.shop?.requestDoor();
    });
    if (port === undefined) throw new Error('no port came');
    here.port = port;
    port.addEventListener('message', (event) => here.heard.push(String(event.data)));
    port.addEventListener('close', () => here.heard.push('closed'));
    port.start();
  });
}

function send(page: Page, words: string): Promise<void> {
  return page.evaluate((text) => (window as unknown as ShopWindow).port?.postMessage(text), words);
}

function heard(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as ShopWindow).heard);
}

test.describe('a window attached to a running host', () => {
  test('shows the running shop, without a port to a host of its own', async ({ desktop, shop }) => {
    expect(desktop.page.url()).toContain(shop.origin);
    expect(await desktop.page.title()).toContain('爱心超市');
    await expect(desktop.page.locator('#root > *').first()).toBeVisible();
    expect(await desktop.page.evaluate(() => 'shop' in window)).toBe(false);
    expect(await desktop.page.evaluate(() => 'shopShell' in window)).toBe(true);
  });

  test('runs no script but its own', async ({ desktop }) => {
    const outcome = await desktop.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.body.dataset.inline = "ran"';
      document.body.append(script);
      return document.body.dataset['inline'] ?? 'refused';
    });
    expect(outcome).toBe('refused');
    const policies = await desktop.page.evaluate(async () => {
      const policy = async (): Promise<string> =>
        (await fetch(window.location.href)).headers.get('content-security-policy') ?? '';
      return [await policy(), await policy()];
    });
    expect(policies[0]).toContain("default-src 'none'");
    expect(policies[0]).toContain("script-src 'self';");
    expect(policies[1]).not.toBe(policies[0]);
  });

  test('stays where it is and opens no second window', async ({ desktop, shop }) => {
    const opened = await desktop.page.evaluate(() => window.open('https://example.com/') === null);
    expect(opened).toBe(true);
    await desktop.page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'https://example.com/';
      document.body.append(link);
      link.click();
      window.location.assign('file:///etc/passwd');
      window.location.assign('https://example.com/');
    });
    const reached = await desktop.page.evaluate(() =>
      fetch('https://example.com/').then(
        () => 'reached',
        () => 'refused',
      ),
    );
    expect(reached).toBe('refused');
    expect(desktop.page.url()).toContain(shop.origin);
    expect(desktop.app.windows()).toHaveLength(1);
  });

  test('has a Chinese menu', async ({ desktop }) => {
    const labels = await desktop.app.evaluate(({ Menu }) =>
      (Menu.getApplicationMenu()?.items ?? []).flatMap((item) => [
        item.label,
        ...(item.submenu?.items ?? []).filter((entry) => entry.type !== 'separator').map((entry) => entry.label),
      ]),
    );
    expect(labels).toEqual(
      expect.arrayContaining(['文件(&F)', '退出', '编辑(&E)', '复制', '视图(&V)', '字号', '帮助(&H)']),
    );
    expect(labels.filter((label) => !/\p{Script=Han}/u.test(label))).toEqual([]);
  });

  test('says so when the host it uses has gone', async ({ desktop, shop }) => {
    await endProcess(shop.process);
    await desktop.page.evaluate(() => window.location.reload());
    await expect(desktop.page.getByRole('alert')).toContainText('另一个程序已经关闭');
  });
});

test.describe('files', () => {
  test('are saved whole where people choose, and only those are shown', async ({ desktop, profileDir }) => {
    const target = join(profileDir, '台账.xlsx');
    await desktop.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, target);
    const outcome = await desktop.page.evaluate(async () => {
      const { shopShell } = window as unknown as ShopWindow;
      return [
        await shopShell.saveFile('台账.xlsx', new Uint8Array([1, 2, 3])),
        await shopShell.revealFile('/etc/passwd'),
      ];
    });
    expect(outcome).toEqual([{ kind: 'saved', path: target }, false]);
    expect([...(await readFile(target))]).toEqual([1, 2, 3]);
    expect((await readdir(profileDir)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('that cannot be saved are said to be unsaved', async ({ desktop, profileDir }) => {
    const save = (): Promise<unknown> =>
      desktop.page.evaluate(() => (window as unknown as ShopWindow).shopShell.saveFile('a.csv', new Uint8Array(1)));
    await desktop.app.evaluate(({ dialog }) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' });
    });
    expect(await save()).toEqual({ kind: 'cancelled' });
    await desktop.app.evaluate(
      ({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
      },
      join(profileDir, 'missing', 'a.csv'),
    );
    expect(await save()).toEqual({ kind: 'failed', reason: '文件没有保存：没有这个文件夹，U盘可能没有插上。' });
  });
});

/** Where the window stands and how large it prints. */
function placeOf({ app }: Desktop): Promise<{ bounds: unknown; zoom: unknown }> {
  return app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0];
    return { bounds: window?.getBounds(), zoom: window?.webContents.getZoomFactor() };
  });
}

async function rememberedBounds(profileDir: string): Promise<unknown> {
  return (JSON.parse(await readFile(join(profileDir, 'window.json'), 'utf8')) as { bounds: unknown }).bounds;
}

test.describe('the window', () => {
  test('opens as it was left: place, size and print size', async ({ shop, display, profileDir }) => {
    const options = { dataDir: shop.dataDir, display, profileDir };
    const left = { bounds: { x: 40, y: 60, width: 1180, height: 720 }, zoom: 1.25 };
    const first = await openDesktop(options);
    await first.page.waitForURL(`${shop.origin}/**`);
    await expect(async () => {
      await first.app.evaluate(({ BrowserWindow, Menu }, bounds) => {
        BrowserWindow.getAllWindows()[0]?.setBounds(bounds);
        const view = Menu.getApplicationMenu()?.items[2];
        view?.submenu?.items[0]?.submenu?.items.find((item) => item.label === '大字')?.click();
      }, left.bounds);
      expect(await placeOf(first)).toEqual(left);
      expect(await rememberedBounds(profileDir)).toEqual(left.bounds);
    }).toPass();
    await first.close();
    expect(await rememberedBounds(profileDir)).toEqual(left.bounds);
    const second = await openDesktop(options);
    try {
      await second.page.waitForURL(`${shop.origin}/**`);
      await expect.poll(() => placeOf(second)).toEqual(left);
    } finally {
      await second.close();
    }
  });

  test('is the only one: a second start brings it forward and ends', async ({ desktop, shop, display, profileDir }) => {
    await desktop.app.evaluate(({ app }) => {
      const counter = globalThis as typeof globalThis & { secondStarts?: number };
      app.on('second-instance', () => (counter.secondStarts = (counter.secondStarts ?? 0) + 1));
    });
    const args = ['--no-sandbox', ROOT, '--data', shop.dataDir, `--user-data-dir=${profileDir}`];
    const second = spawn(join(RUNTIME_DIR, 'electron'), args, {
      env: { ...process.env, DISPLAY: display },
      stdio: 'ignore',
    });
    try {
      await exited(second);
      expect(second.exitCode).toBe(0);
      const secondStarts = (): Promise<unknown> =>
        desktop.app.evaluate(() => (globalThis as typeof globalThis & { secondStarts?: number }).secondStarts);
      await expect.poll(secondStarts).toBe(1);
      expect(desktop.app.windows()).toHaveLength(1);
    } finally {
      await endProcess(second);
    }
  });
});

test.describe('a host of its own', () => {
  test('that ends before it is ready is reported, with its exit code and a way to try again', async ({ display }) => {
    // The runtime of these tests cannot load the database driver, which ends the host at once.
    const dataDir = await newDataDir();
    const desktop = await openDesktop({ dataDir, display });
    try {
      const alert = desktop.page.getByRole('alert');
      await expect(alert).toContainText('数据服务没有启动');
      await expect(alert).toContainText(/退出代码：-?\d+/);
      await expect(alert).toContainText(dataDir);
      // By key: a click waits for frames, and a window nobody looks at draws none.
      await desktop.page.getByRole('link', { name: '重新启动' }).press('Enter');
      await expect(alert).toContainText('数据服务没有启动');
    } finally {
      await desktop.close();
      await rm(dataDir, { recursive: true, force: true });
    }
  });

  test('is reached through a port, again after a reload and again after a crash', async ({ display }) => {
    const app = await makeStandInApp(ECHOING_HOST);
    const desktop = await openDesktop({ dataDir: join(app.folder, 'data'), display, appDir: app.folder });
    const { page } = desktop;
    try {
      await page.waitForURL('app://shop/');
      await openPort(page);
      await send(page, 'one');
      await expect.poll(() => heard(page)).toEqual([expect.stringContaining('echo of one')]);
      await page.reload();
      await openPort(page);
      await page.evaluate(() => {
        const here = window as unknown as ShopWindow;
        here.shopShell.onHostState((state) => here.heard.push(state));
      });
      await send(page, 'two');
      await expect.poll(() => heard(page)).toEqual([expect.stringContaining('echo of two')]);
      await send(page, 'die');
      await expect.poll(() => heard(page)).toEqual(expect.arrayContaining(['closed', 'restarting', 'ready']));
      await openPort(page);
      await send(page, 'three');
      await expect.poll(() => heard(page)).toContainEqual(expect.stringContaining('echo of three'));
    } finally {
      await desktop.close();
      await app.close();
    }
  });

  test('that finds the folder taken leads the window to the other one', async ({ shop, display }) => {
    const app = await makeStandInApp(partingHost({ type: 'attached', origin: shop.origin }, 0));
    const desktop = await openDesktop({ dataDir: join(app.folder, 'data'), display, appDir: app.folder });
    try {
      await desktop.page.waitForURL(`${shop.origin}/**`);
      await expect(desktop.page.locator('#root > *').first()).toBeVisible();
    } finally {
      await desktop.close();
      await app.close();
    }
  });

  test('that will not open the books is quoted', async ({ display }) => {
    const app = await makeStandInApp(partingHost({ type: 'refused', message: '数据由更新的版本写成。' }, 2));
    const desktop = await openDesktop({ dataDir: join(app.folder, 'data'), display, appDir: app.folder });
    try {
      await expect(desktop.page.getByRole('alert')).toContainText('数据由更新的版本写成。');
    } finally {
      await desktop.close();
      await app.close();
    }
  });

  test('that keeps dying is not hidden by endless restarts', async ({ display }) => {
    const app = await makeStandInApp(ECHOING_HOST);
    const desktop = await openDesktop({ dataDir: join(app.folder, 'data'), display, appDir: app.folder });
    const { page } = desktop;
    try {
      await page.waitForURL('app://shop/');
      for (let times = 0; times < 3; times += 1) {
        await openPort(page);
        await send(page, 'die');
        if (times < 2) await expect.poll(() => heard(page)).toHaveLength(times + 1);
      }
      await expect(page.getByRole('alert')).toContainText('反复停止');
      await expect(page.getByRole('alert')).toContainText('退出代码：7');
      await page.getByRole('link', { name: '重新启动' }).click();
      await page.waitForURL('app://shop/');
      await openPort(page);
      await send(page, 'back');
      await expect.poll(() => heard(page)).toEqual([expect.stringContaining('echo of back')]);
    } finally {
      await desktop.close();
      await app.close();
    }
  });
});
