import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verify } from '../../main/journal/verify.ts';
import { openWithKey } from '../builders/shop.ts';
import { Counter, documentId, openFaultShop } from './support/counter.ts';
import { inLanes } from './support/lanes.ts';
import { bytesOf, type Call, requireStrace, traced } from './support/strace.ts';
import { documentsIn } from './support/whole-documents.ts';

const CHILD = fileURLToPath(new URL('every-call-child.ts', import.meta.url));
/** What SQLite writes and syncs with. The program's own calls of `write` are no part of a redemption. */
const DISK_CALLS = ['pwrite64', 'fsync', 'fdatasync', 'ftruncate'];
const REDEMPTIONS = [documentId('redeem', 0), documentId('redeem', 1)];

let folder: string;
let template: string;

beforeAll(async () => {
  requireStrace();
  folder = mkdtempSync(join(tmpdir(), 'aixin-every-call-'));
  template = join(folder, 'template.db');
  const shop = await openFaultShop();
  shop.db.close();
  copyFileSync(shop.path, template);
  shop.open();
  shop.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes and syncs from `ready` to the second acknowledgement, each with its place among all calls of its name. */
function callsOfRedemptions(calls: readonly Call[]): { readonly name: string; readonly when: number }[] {
  const count = new Map<string, number>();
  const found: { name: string; when: number }[] = [];
  let said = 0;
  for (const { name, args } of calls) {
    if (name === 'write' && args[0] === '1') said += bytesOf(args[1]).toString().split('\n').length - 1;
    const when = (count.get(name) ?? 0) + 1;
    count.set(name, when);
    if (DISK_CALLS.includes(name) && said >= 1 && said <= REDEMPTIONS.length) found.push({ name, when });
  }
  return found;
}

/** What a kill at one call left: looked at, and then asked for once more, as the counter does. */
function lookAfterKill(path: string, acknowledged: readonly string[], label: string): number {
  const db = openWithKey(path);
  const { ids, broken } = documentsIn(db);
  expect({ broken, problem: verify(db).problem }, label).toEqual({ broken: [], problem: null });
  const there = REDEMPTIONS.filter((id) => ids.has(id));
  // In order, none of the acknowledged missing, and at most the one in hand besides.
  expect(there, label).toEqual(REDEMPTIONS.slice(0, there.length));
  expect(there.length, label).toBeGreaterThanOrEqual(acknowledged.length);
  expect(there.length, label).toBeLessThanOrEqual(acknowledged.length + 1);
  const counter = new Counter(db, 'again');
  for (const number of [0, 1]) counter.do('redeem', number);
  const after = documentsIn(db);
  expect([after.ids.size, after.broken, verify(db).problem], label).toEqual([REDEMPTIONS.length, [], null]);
  db.close();
  return there.length;
}

test('a redemption is whole or absent, whichever of its writes and syncs is the last', {
  timeout: 600_000,
}, async () => {
  const first = join(folder, 'recorded.db');
  copyFileSync(template, first);
  const recorded = await traced(CHILD, [first]);
  expect(recorded.said, recorded.complaints).toEqual(['ready', ...REDEMPTIONS]);
  const calls = callsOfRedemptions(recorded.calls);
  expect(calls.filter(({ name }) => name.endsWith('sync')).length).toBeGreaterThanOrEqual(REDEMPTIONS.length);
  const outcomes = new Map<number, number>();
  await inLanes(calls, 2, async ({ name, when }) => {
    const path = join(folder, `${name}-${when}.db`);
    copyFileSync(template, path);
    const cut = await traced(CHILD, [path], { inject: [`${name}:signal=SIGKILL:when=${when}`], record: false });
    const label = `killed at ${name} ${when}`;
    expect(cut.killed, label).toBe(true);
    const there = lookAfterKill(path, cut.said.slice(1), label);
    outcomes.set(there, (outcomes.get(there) ?? 0) + 1);
    for (const each of ['', '-wal', '-shm']) rmSync(`${path}${each}`, { force: true });
  });
  // Each was cut short somewhere, and each was there when the kill came late enough.
  expect([...outcomes.keys()].sort((a, b) => a - b)).toEqual([0, 1, 2]);
  console.log(`killed at each of the ${calls.length} writes and syncs of ${REDEMPTIONS.length} redemptions`);
});
