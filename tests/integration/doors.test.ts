import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient, isDefinedError, safe } from '@orpc/client';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type StartedHost, startHost } from '../../main/host/host.ts';
import type { ShopContract } from '../../shared/contract/contract.ts';
import { DoorBrowser } from '../builders/door-browser.ts';

type Client = ContractRouterClient<ShopContract>;
type Started = Extract<StartedHost, { kind: 'started' }>;

let folder: string;
let started: Started;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doors-'));
  const answer = await startHost({ dataDir: folder, businessDate: null, port: 0 });
  if (answer.kind !== 'started') throw new Error('the folder was free');
  started = answer;
  browser = new DoorBrowser(origin());
});

afterEach(async () => {
  browser.close();
  await started.close();
  rmSync(folder, { recursive: true, force: true });
});

const origin = () => `http://127.0.0.1:${String(started.port)}`;
/** The command line and whoever else keeps no cookies. */
const caller = (headers: Record<string, string> = {}): Client =>
  createORPCClient(new FetchLink({ url: `${origin()}/rpc`, headers }));
let browser: DoorBrowser;

const FIRST_START = {
  scheme: 'civility',
  shopName: '光明村爱心超市',
  villageNames: ['光明村'],
  secret: '295817',
} as const;

test('both doors answer the same, each with sessions of its own', async () => {
  const { token, operator } = await browser.window().settings.initialise({ ...FIRST_START, villageNames: ['光明村'] });
  const { port1, port2 } = new MessageChannel();
  started.host.openPort(port1);
  let desktopToken = '';
  const headers = (): Record<string, string> => ({ 'x-session-token': desktopToken });
  const desktop: Client = createORPCClient(new PortLink({ port: port2, headers }));
  port2.start();
  desktopToken = (await desktop.staff.signIn({ operatorId: operator.id, secret: FIRST_START.secret })).token;
  expect(await browser.window(token).staff.me()).toEqual(operator);
  expect(await desktop.staff.me()).toEqual(operator);
  expect(await desktop.settings.status()).toEqual(await browser.window(token).settings.status());
  const carriedOver = await safe(browser.window(desktopToken).staff.me());
  expect(carriedOver.error).toMatchObject({ code: 'UNAUTHORIZED' });
  await desktop.staff.signOut();
  expect((await safe(desktop.staff.me())).error).toMatchObject({ code: 'UNAUTHORIZED' });
  expect(await browser.window(token).staff.me()).toEqual(operator);
  port1.close();
  port2.close();
});

test('a session needs the cookie of its browser and the token of its window, and neither alone', async () => {
  const { token, operator } = await browser.window().settings.initialise({ ...FIRST_START, villageNames: ['光明村'] });
  expect(browser.cookiesGiven).toEqual([
    expect.stringMatching(/^browser=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
  ]);
  expect(await browser.window(token).staff.me()).toEqual(operator);
  expect(browser.cookiesGiven).toHaveLength(1);
  const stolen = new DoorBrowser(origin());
  const refusals = [await safe(stolen.window(token).staff.me()), await safe(browser.window().staff.me())];
  stolen.cookies.set('browser', 'x'.repeat(43));
  refusals.push(await safe(stolen.window(token).staff.me()));
  expect(refusals.map(({ error }) => (error as { code?: unknown } | null)?.code)).toEqual([
    'UNAUTHORIZED',
    'UNAUTHORIZED',
    'UNAUTHORIZED',
  ]);
  stolen.close();
});

test('a refusal crosses as data, wrong input is named, and first start happens once', async () => {
  const { token } = await browser.window().settings.initialise({ ...FIRST_START, villageNames: ['光明村'] });
  const again = await safe(browser.window().settings.initialise({ ...FIRST_START, villageNames: ['光明村'] }));
  expect(isDefinedError(again.error) && again.error.data).toEqual({
    code: 'already_initialised',
    shopName: '光明村爱心超市',
  });
  const signed = browser.window(token);
  const wrong = await safe(signed.household.search({ query: 'x', limit: 0 }));
  expect(wrong.error).toMatchObject({
    code: 'REFUSED',
    data: { code: 'input_invalid', path: 'limit', rule: { minimum: 1, maximum: 50, whole: true } },
  });
  const missing = await safe(signed.household.card({ householdId: 'nobody' }));
  expect(missing.error).toMatchObject({ code: 'REFUSED', status: 422, data: { code: 'household_not_found' } });
});

test('a wrong PIN is counted and then locks', async () => {
  const { operator } = await browser.window().settings.initialise({ ...FIRST_START, villageNames: ['光明村'] });
  const codes: unknown[] = [];
  for (let attempt = 0; attempt < 6; attempt += 1) {
    const tried = await safe(browser.window().staff.signIn({ operatorId: operator.id, secret: '111111' }));
    codes.push((tried.error as { data?: unknown } | null)?.data);
  }
  expect(codes.slice(0, 4)).toEqual([4, 3, 2, 1].map((attemptsLeft) => ({ code: 'secret_wrong', attemptsLeft })));
  expect(codes[4]).toEqual({ code: 'sign_in_locked', secondsLeft: 30 });
  const right = await safe(browser.window().staff.signIn({ operatorId: operator.id, secret: FIRST_START.secret }));
  expect(right.error).toMatchObject({ data: { code: 'sign_in_locked' } });
});

test('a bug answers with an incident number and nothing else', async () => {
  const { token } = await browser.window().settings.initialise({ ...FIRST_START, villageNames: ['光明村'] });
  started.host.services.db.exec('ALTER TABLE item RENAME TO item_gone');
  const broken = await safe(browser.window(token).goods.items());
  expect(broken.error).toMatchObject({
    code: 'FAULT',
    data: { incident: expect.stringMatching(/^\d{6}-\d{4}$/) as unknown },
  });
  expect(JSON.stringify(broken.error)).not.toContain('item');
});

function status(headers: Record<string, string>, path = '/'): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(`${origin()}${path}`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });
}

test('other names and other sites are turned away before anything is parsed', async () => {
  expect(await status({ host: 'evil.example' })).toBe(421);
  expect(
    await status({ host: `127.0.0.1:${String(started.port)}`, origin: 'http://evil.example' }, '/rpc/settings/status'),
  ).toBe(403);
  expect(await status({ origin: origin() }, '/rpc/nothing/here')).toBe(405);
  const nowhere = new Request(`${origin()}/rpc/nothing/here`, { method: 'POST' });
  expect((await browser.fetch(nowhere)).status).toBe(404);
  expect(await status({}, '/%2e%2e/%2e%2e/package.json')).toBe(404);
  expect(await status({}, '/attach-proof?challenge=short')).toBe(400);
});

test('a second start finds the host that has the folder; a dead one is taken over', async () => {
  const second = await startHost({ dataDir: folder, businessDate: null, port: 0 });
  expect(second).toMatchObject({ kind: 'attached', running: { origin: origin() } });
  await started.close();
  const third = await startHost({ dataDir: folder, businessDate: null, port: 0 });
  expect(third.kind).toBe('started');
  if (third.kind === 'started') started = third;
});

test('the command line speaks for the administrator only with the secret of the lock file', async () => {
  await browser.window().settings.initialise({ ...FIRST_START, villageNames: ['光明村'] });
  const second = await startHost({ dataDir: folder, businessDate: null, port: 0 });
  if (second.kind !== 'attached') throw new Error('a host is running');
  expect(await caller({ 'x-desk-secret': second.running.secret }).staff.me()).toMatchObject({ role: 'administrator' });
  const guess = await safe(caller({ 'x-desk-secret': 'guess' }).staff.me());
  expect(guess.error).toMatchObject({ code: 'UNAUTHORIZED' });
});
