import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test as base } from '../fixtures.ts';
import type { Desktop } from './desktop.ts';
import { openDesktop } from './desktop.ts';
import { openDisplay } from './display.ts';
import { ROOT } from './running-shop.ts';
import { ECHOING_HOST, makeStandInApp } from './stand-in-app.ts';

/** Electron has it but its types do not name it. */
type WithPreferences = { getLastWebPreferences(): Record<string, unknown> };

/** What main/shell/README.md says of the points; each test names its own. */
export const LISTED_POINTS: ReadonlyMap<number, string> = new Map(
  [...(await readFile(join(ROOT, 'main/shell/README.md'), 'utf8')).matchAll(/^\| (\d+) \| ([^|]+) \|/gm)].map(
    ([, number = '', words = '']) => [Number(number), words.trim()],
  ),
);

/** The name of a point's test. */
export function point(number: number): string {
  return `${number} ${LISTED_POINTS.get(number) ?? 'is not in main/shell/README.md'}`;
}

/** A site elsewhere, to which nothing of ours must ever come. */
interface Elsewhere {
  readonly address: string;
  readonly visits: string[];
}

/** One program for all points: none of them leaves a trace in it, which is what they show. */
export const test = base.extend<{ fresh: undefined }, { desktop: Desktop; elsewhere: Elsewhere }>({
  desktop: [
    async ({}, use) => {
      const display = await openDisplay();
      const app = await makeStandInApp(ECHOING_HOST);
      const desktop = await openDesktop({
        dataDir: join(app.folder, 'data'),
        display: display.name,
        appDir: app.folder,
      });
      try {
        await desktop.page.waitForURL('app://shop/');
        await use(desktop);
      } finally {
        await desktop.close();
        await app.close();
        await display.close();
      }
    },
    { scope: 'worker' },
  ],
  elsewhere: [
    async ({}, use) => {
      const visits: string[] = [];
      const server = createServer((request, response) => {
        visits.push(request.url ?? '');
        response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/html' });
        response.end('<title>elsewhere</title>');
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      await use({ address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, visits });
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    { scope: 'worker' },
  ],
  fresh: [
    async ({ desktop }, use) => {
      await desktop.page.goto('app://shop/');
      await use(undefined);
    },
    { auto: true },
  ],
});

/** What the window was made with, as Electron took it. */
export async function preferences(desktop: Desktop): Promise<Record<string, unknown>> {
  const [first] = await desktop.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => (contents as unknown as WithPreferences).getLastWebPreferences()),
  );
  return first ?? {};
}

/** The shell's and preload's sources, for what no running program can show: that something is written nowhere. */
export async function sources(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const folder of ['main/shell', 'main/preload']) {
    for (const name of await readdir(join(ROOT, folder))) {
      if (name.endsWith('.ts')) found.set(`${folder}/${name}`, await readFile(join(ROOT, folder, name), 'utf8'));
    }
  }
  return found;
}

/** Those of them in which the words stand. */
export async function naming(words: RegExp): Promise<string[]> {
  return [...(await sources())].filter(([, text]) => words.test(text)).map(([name]) => name);
}
