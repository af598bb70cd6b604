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

type Client = ContractRouterClient<ShopContract>;
type Started = Extract<StartedHost, { kind: 'started' }>;

let folder: string;
let started: Started;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doors-'));
  const answer = await startHost({ dataDir: folder, businessDate: null, port: 0 });
  if (answer.kind !== 'started') throw new Error('the folder was free');
  started = answer;
});

afterEach(async () => {
  await started.close();
  rmSync(folder, { recursive: true, force: true });
});

const origin = () => `http://127.0.0.1:${String(started.port)}`;
const browser = (headers: Record<string, string> = {}): Client =>
  createORPCClient(new FetchLink({ url: `${origin()}/rpc`, headers }));

const FIRST_START = {
  scheme: 'civility',
  shopName: '光明村爱心超市',
  villageNames: ['光明村'],
  secret: '295817',
} as const;

test('both doors answer the same, with the session in a header', async () => {
  const { token, operator } = await browser().settings.initialise({ ...FIRST_START, villageNames: ['光明村'] });
  const { port1, port2 } = new MessageChannel();
  started.host.openPort(port1);
  const desktop: Client = createORPCClient(new PortLink({ port: port2, headers: { 'x-session-token': token } }));
  port2.start();
  expect(await browser({ 'x-session-token': token }).staff.me()).toEqual(operator);
  expect(await desktop.staff.me()).toEqual(operator);
  expect(await desktop.settings.status()).toEqual(await browser().settings.status());
  await desktop.staff.signOut();
  const after = await safe(browser({ 'x-session-token': token }).staff.me());
  expect(after.error).toMatchObject({ code: 'UNAUTHORIZED' });
  port1.close();
  port2.close();
});

test('a refusal crosses as data, wrong input is named, and first start happens once', async () => {
  const { token } = await browser().settings.initialise({ ...FIRST_START, villageNames: ['光明村'] });
  const again = await safe(browser().settings.initialise({ ...FIRST_START, villageNames: ['光明村'] }));
  expect(isDefinedError(again.error) && again.error.data).toEqual({
    code: 'already_initialised',
    shopName: '光明村爱心超市',
  });
  const signed = browser({ 'x-session-token': token });
  const wrong = await safe(signed.household.search({ query: 'x', limit: 0 }));
  expect(wrong.error).toMatchObject({ code: 'REFUSED', data: { code: 'input_invalid', path: 'limit' } });
  const missing = await safe(signed.household.card({ householdId: 'nobody' }));
  expect(missing.error).toMatchObject({ code: 'REFUSED', status: 422, data: { code: 'household_not_found' } });
});

test('a wrong PIN is counted and then locks', async () => {
  const { operator } = await browser().settings.initialise({ ...FIRST_START, villageNames: ['光明村'] });
  const codes: unknown[] = [];
  for (let attempt = 0; attempt < 6; attempt += 1) {
    const tried = await safe(browser().staff.signIn({ operatorId: operator.id, secret: '111111' }));
    codes.push((tried.error as { data?: unknown } | null)?.data);
  }
  expect(codes.slice(0, 4)).toEqual([4, 3, 2, 1].map((attemptsLeft) => ({ code: 'secret_wrong', attemptsLeft })));
  expect(codes[4]).toEqual({ code: 'sign_in_locked', secondsLeft: 30 });
  const right = await safe(browser().staff.signIn({ operatorId: operator.id, secret: FIRST_START.secret }));
  expect(right.error).toMatchObject({ data: { code: 'sign_in_locked' } });
});

test('a bug answers with an incident number and nothing else', async () => {
  const { token } = await browser().settings.initialise({ ...FIRST_START, villageNames: ['光明村'] });
  started.host.services.db.exec('ALTER TABLE item RENAME TO item_gone');
  const broken = await safe(browser({ 'x-session-token': token }).goods.items());
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
  expect(await status({ origin: origin() }, '/rpc/nothing/here')).toBe(404);
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
  await browser().settings.initialise({ ...FIRST_START, villageNames: ['光明村'] });
  const second = await startHost({ dataDir: folder, businessDate: null, port: 0 });
  if (second.kind !== 'attached') throw new Error('a host is running');
  expect(await browser({ 'x-desk-secret': second.running.secret }).staff.me()).toMatchObject({ role: 'administrator' });
  const guess = await safe(browser({ 'x-desk-secret': 'guess' }).staff.me());
  expect(guess.error).toMatchObject({ code: 'UNAUTHORIZED' });
});
