import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeHost } from '../../main/host/compose.ts';
import { type StartedHost, startHost } from '../../main/host/host.ts';
import { must } from '../../shared/kernel/assert.ts';
import type { OperatorId } from '../../shared/kernel/brands.ts';
import { DoorBrowser, type DoorBrowserOptions, type DoorClient } from './door-browser.ts';

export const SECRET = '295817';

type Started = Extract<StartedHost, { kind: 'started' }>;

/** A running host with an initialised shop and the administrator's window at the shop's own PC. */
export class OpenDoors {
  readonly folder: string;
  readonly browsers: DoorBrowser[] = [];
  started: Started;
  administrator: OperatorId;
  /** The administrator's window on the shop's own PC. */
  desk: DoorClient;

  private constructor(folder: string, started: Started, desk: DoorClient, administrator: OperatorId) {
    this.folder = folder;
    this.started = started;
    this.desk = desk;
    this.administrator = administrator;
  }

  /** `alone`: without what a host does by itself, so that whatever is written was asked for. */
  static async start({ alone = false } = {}): Promise<OpenDoors> {
    const folder = mkdtempSync(join(tmpdir(), 'stations-'));
    const started = alone ? await startAlone(folder) : await startOver(folder);
    const browser = new DoorBrowser(originOf(started));
    const session = await browser.window().settings.initialise({
      scheme: 'heixi',
      shopName: '光明村爱心超市',
      villageNames: ['光明村'],
      secret: SECRET,
    });
    const shop = new OpenDoors(folder, started, browser.window(session.token), session.operator.id);
    shop.browsers.push(browser);
    return shop;
  }

  /** Opens the doors on a free port of this machine's own loopback. */
  async open(): Promise<void> {
    await this.desk.station.openDoors({ port: await freePort(), address: '127.0.0.1' });
  }

  async doorsOrigin(): Promise<string> {
    return `https://127.0.0.1:${(await this.desk.station.doors()).port}`;
  }

  /** The browser of another PC, a stranger so far. */
  async stranger(options: DoorBrowserOptions = {}): Promise<DoorBrowser> {
    const browser = new DoorBrowser(await this.doorsOrigin(), options);
    this.browsers.push(browser);
    return browser;
  }

  /** The browser of a PC that was let in under this name. */
  async pair(name: string, options: DoorBrowserOptions = {}): Promise<DoorBrowser> {
    const browser = await this.stranger(options);
    const { pairing } = await this.desk.station.newPairingCode();
    await browser.window().station.pair({ code: must(pairing, 'a code was made').digits, name });
    return browser;
  }

  /** A window of this browser with the administrator signed in. */
  async signIn(browser: DoorBrowser): Promise<DoorClient> {
    const { token } = await browser.window().staff.signIn({ operatorId: this.administrator, secret: SECRET });
    return browser.window(token);
  }

  /** Ends the host and starts it again on the same folder; whoever was signed in at the shop's PC signs in anew. */
  async restart(): Promise<void> {
    await this.started.close();
    this.started = await startOver(this.folder);
    const browser = new DoorBrowser(originOf(this.started));
    this.browsers.push(browser);
    this.desk = await this.signIn(browser);
  }

  async close(): Promise<void> {
    for (const browser of this.browsers) browser.close();
    await this.started.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function startOver(folder: string): Promise<Started> {
  const started = await startHost({ dataDir: folder, businessDate: null, port: 0 });
  if (started.kind !== 'started') throw new Error('the folder was free');
  return started;
}

async function startAlone(folder: string): Promise<Started> {
  const host = await composeHost(folder, null);
  const door = await host.openHttp(0, 'the secret of no lock file');
  const close = async (): Promise<void> => {
    await door.close();
    await host.services.stations.stop();
    host.close();
  };
  return { kind: 'started', host, port: door.port, close };
}

function originOf(started: Started): string {
  return `http://127.0.0.1:${String(started.port)}`;
}

/** A port that nobody listens on right now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
