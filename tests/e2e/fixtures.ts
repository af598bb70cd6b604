import { rm } from 'node:fs/promises';
import type { Browser, Page, TestInfo } from '@playwright/test';
import { expect, test as base, chromium } from '@playwright/test';
import { makeBridgedApp } from './support/bridged-app.ts';
import type { Desktop } from './support/desktop.ts';
import { openDesktop } from './support/desktop.ts';
import { openDisplay } from './support/display.ts';
import type { CliResult, RunningShop } from './support/running-shop.ts';
import { announcedOrigin, endProcess, runCli, seededDataDir, serveShop } from './support/running-shop.ts';

/** What each project of the configuration chooses. */
export interface DoorOptions {
  /** How the page is reached. */
  through: 'browser' | 'desktop' | 'desktop-attached';
}

interface ShopFixtures {
  /**
   * Commands of the command line that fill the data folder before the host starts; `test.use({ seed: [[...]] })`.
   * None: the first start of an empty shop.
   */
  seed: readonly (readonly string[])[];
  /** A data folder of its own, for this test alone. */
  dataDir: string;
  /** The host over it, and the desktop program it belongs to, if it does. */
  started: { readonly shop: RunningShop; readonly desktop: Desktop | null };
  shop: RunningShop;
  /** Runs a command of the command line over the test's data folder. */
  cli: (...args: string[]) => Promise<CliResult>;
}

interface WorkerFixtures {
  /** The name of the screen for desktop windows. */
  display: string;
  /** The worker's Chromium, started when first needed. */
  openBrowser: () => Promise<Browser>;
}

/** Without it, as on a bare machine, Chromium gives files with Chinese names the name "download". */
const UTF8 = { LC_ALL: 'C.UTF-8' };

/** The size of the shop's screen. */
const SCREEN = { width: 1366, height: 768 };

/** A picture of what the page looked like when the test failed, whatever kind of window it was, and its words in the log. */
async function keepPicture(page: Page, info: TestInfo): Promise<void> {
  if (info.status === info.expectedStatus || page.isClosed()) return;
  console.log(`the page of “${info.title}” said:\n${await page.innerText('body', { timeout: 5_000 }).catch(String)}`);
  const path = info.outputPath('failure.png');
  await page.screenshot({ path }).catch(() => undefined);
  await info.attach('failure', { path, contentType: 'image/png' }).catch(() => undefined);
}

/** The desktop program with a host of its own, reached through a port. */
async function withOwnHost(
  dataDir: string,
  display: string,
  use: (started: { readonly shop: RunningShop; readonly desktop: Desktop }) => Promise<void>,
): Promise<void> {
  const app = await makeBridgedApp();
  const desktop = await openDesktop({ dataDir, display, appDir: app.folder });
  try {
    await desktop.page.waitForURL('app://shop/**');
    await expect.poll(() => announcedOrigin(dataDir)).not.toBeNull();
    const origin = (await announcedOrigin(dataDir)) ?? '';
    await use({ shop: { origin, dataDir, process: desktop.app.process() }, desktop });
  } finally {
    await desktop.close();
    await app.close();
  }
}

export const test = base.extend<DoorOptions & ShopFixtures, WorkerFixtures>({
  through: ['browser', { option: true }],
  seed: [[], { option: true }],

  display: [
    async ({}, use) => {
      const display = await openDisplay();
      try {
        await use(display.name);
      } finally {
        await display.close();
      }
    },
    { scope: 'worker' },
  ],

  openBrowser: [
    async ({}, use) => {
      const started: Browser[] = [];
      const options = {
        executablePath: '/usr/bin/chromium',
        args: ['--no-sandbox', '--lang=zh-CN'],
        env: { ...process.env, ...UTF8 },
      };
      try {
        await use(async () => {
          const browser = started[0] ?? (await chromium.launch(options));
          started[0] = browser;
          return browser;
        });
      } finally {
        for (const browser of started) await browser.close();
      }
    },
    { scope: 'worker' },
  ],

  dataDir: async ({ seed }, use) => {
    const dataDir = await seededDataDir(seed);
    await use(dataDir);
    await rm(dataDir, { recursive: true, force: true });
  },

  started: async ({ through, dataDir, display }, use) => {
    if (through === 'desktop') {
      await withOwnHost(dataDir, display, use);
      return;
    }
    const shop = await serveShop(dataDir);
    try {
      await use({ shop, desktop: null });
    } finally {
      await endProcess(shop.process);
    }
  },

  shop: async ({ started }, use) => {
    await use(started.shop);
  },

  cli: async ({ shop }, use) => {
    await use((...args) => runCli(shop.dataDir, args));
  },

  page: async ({ through, started: { shop, desktop: own }, openBrowser, display }, use, info) => {
    if (own !== null) {
      await use(own.page);
      await keepPicture(own.page, info);
      return;
    }
    if (through === 'browser') {
      const browser = await openBrowser();
      const context = await browser.newContext({ viewport: SCREEN, locale: 'zh-CN', acceptDownloads: true });
      const page = await context.newPage();
      try {
        await page.goto(shop.origin);
        await use(page);
        await keepPicture(page, info);
      } finally {
        await context.close();
      }
      return;
    }
    const desktop = await openDesktop({ dataDir: shop.dataDir, display });
    try {
      await desktop.page.waitForURL(`${shop.origin}/**`);
      await use(desktop.page);
      await keepPicture(desktop.page, info);
    } finally {
      await desktop.close();
    }
  },
});

export { expect } from '@playwright/test';
