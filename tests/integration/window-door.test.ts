import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, type MessagePort as NodePort } from 'node:worker_threads';
import { createORPCClient, DynamicLink } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type StartedHost, startHost } from '../../main/host/host.ts';
import { createPortLink } from '../../renderer/lib/door.ts';
import { toShopError } from '../../renderer/lib/shop-error.ts';
import type { ShopContract } from '../../shared/contract/contract.ts';
import { picture } from '../builders/pictures.ts';

type Client = ContractRouterClient<ShopContract>;
type Started = Extract<StartedHost, { kind: 'started' }>;

let folder: string;
let started: Started;
/** The host's ends of the channels handed out so far. */
let doors: NodePort[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'window-door-'));
  const answer = await startHost({ dataDir: folder, businessDate: null, port: null });
  if (answer.kind !== 'started') throw new Error('the folder was free');
  started = answer;
  doors = [];
  vi.stubGlobal('window', new EventTarget());
});

afterEach(async () => {
  for (const port of doors) port.close();
  vi.unstubAllGlobals();
  await started.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The window's client as the desktop app has it, with a stand-in for the preload that passes ports. */
function windowClient(serve: (port: NodePort) => void, headers: () => Record<string, string> = () => ({})): Client {
  const requestDoor = (): void => {
    const { port1, port2 } = new MessageChannel();
    doors.push(port1);
    serve(port1);
    const here = globalThis.window;
    here.dispatchEvent(Object.assign(new Event('message'), { data: { type: 'door' }, ports: [port2], source: here }));
  };
  return createORPCClient(new DynamicLink(createPortLink(requestDoor, headers)));
}

test('one port serves many calls, and a port that closed is asked for anew', async () => {
  const client = windowClient((port) => started.host.openPort(port));
  expect((await client.settings.status()).initialised).toBe(false);
  expect((await client.settings.presets()).map(({ id }) => id)).toContain('heixi');
  expect(doors).toHaveLength(1);
  doors[0]?.close();
  // The window hears of it a moment later; a call made in between fails, and the reader asks again.
  await vi.waitFor(async () => expect((await client.settings.status()).initialised).toBe(false));
  expect(doors).toHaveLength(2);
});

test('a call on a port that closes under it fails at once, as a lost connection', async () => {
  const client = windowClient((port) => {
    port.once('message', () => port.close());
  });
  const failure = await client.settings.status().then(
    () => null,
    (error: unknown) => toShopError(error),
  );
  expect(failure?.kind).toBe('offline');
  expect(failure?.sentence).toContain('没有连上主机');
});

test('a picture goes in and comes out through a window’s port as it was', async () => {
  let token = '';
  const client = windowClient(
    (port) => started.host.openPort(port),
    () => ({ 'x-session-token': token }),
  );
  const shop = { scheme: 'heixi', shopName: '光明村爱心超市', villageNames: ['光明村'], secret: '295817' } as const;
  token = (await client.settings.initialise({ ...shop, villageNames: [...shop.villageNames] })).token;
  const file = picture('发票.jpg');
  const { sha256 } = await client.photo.upload({ file });
  const back = await client.photo.file({ sha256 });
  expect(back.name).toBe('发票.jpg');
  expect(Buffer.from(await back.arrayBuffer()).equals(Buffer.from(await file.arrayBuffer()))).toBe(true);
});
