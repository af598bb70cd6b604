import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listBackups } from '../../main/backup/backup-names.ts';
import { checkCopy } from '../../main/backup/check-copy.ts';
import { verify } from '../../main/journal/verify.ts';
import { openShop, type Shop } from '../builders/shop.ts';

const CHILD = fileURLToPath(new URL('backup-child.ts', import.meta.url));
const KILLS = 30;
/** One round of the child takes some tens of milliseconds: the kills fall all over it. */
const SPREAD_MICROSECONDS = 120_000;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop({ scheme: 'heixi' });
  const household = shop.household();
  const item = shop.item();
  shop.award(household.id, 900_000_000);
  shop.receive(item.id, 1_000_000, 12_345_678);
  shop.hurry();
  for (let sold = 0; sold < 200; sold += 1) shop.redeem(household.id, [[item.id, 1]]);
  shop.reopen();
  mkdirSync(join(shop.folder, 'backups'));
});
afterEach(() => shop.close());

/** Lets the child work until it has said `after` names, and kills it a little later. */
function killed(args: readonly string[], after: number, delayMicroseconds: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD, shop.folder, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    const said: string[] = [];
    let killing = false;
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line !== 'ready') said.push(line);
      if (killing || said.length < after) return;
      killing = true;
      const until = process.hrtime.bigint() + BigInt(delayMicroseconds) * 1000n;
      while (process.hrtime.bigint() < until);
      child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('close', (_code, signal) => {
      if (signal === 'SIGKILL') resolve(said);
      else reject(new Error('the child ended by itself'));
    });
  });
}

const delay = (kill: number) => (kill * 7919 * 13) % SPREAD_MICROSECONDS;
const counted = () => listBackups(join(shop.folder, 'backups'), 'own');

/** Every file that bears a backup's name is whole, sound, and what its name says. */
function expectOnlyGoodBackups(): void {
  for (const file of counted()) {
    const checked = checkCopy(file.path);
    expect(checked, file.fileName).toMatchObject({ ok: true, contents: { entries: file.lastSeq } });
    expect(checked.contents?.lastHash.slice(0, 8)).toBe(file.hashPrefix);
  }
}

test('a backup that is killed at any moment either counts and is good, or does not count', {
  timeout: 300_000,
}, async () => {
  const before = verify(shop.db);
  shop.db.close();
  for (let kill = 0; kill < KILLS; kill += 1) {
    const said = await killed(['backup'], kill % 2, delay(kill));
    const there = new Set(counted().map(({ path }) => path));
    const last = said.at(-1);
    // What was said to be kept is kept, until the next one of the same day takes its place.
    if (last !== undefined && !there.has(last)) expect(there.size).toBeGreaterThan(0);
    expectOnlyGoodBackups();
  }
  shop.open();
  expect(verify(shop.db)).toEqual(before);
  expect(counted().length).toBeGreaterThan(0);
});

test('a restore that is killed at any moment leaves the old books or the new ones', { timeout: 300_000 }, async () => {
  const household = shop.household();
  const paths = [join(shop.folder, 'earlier.db'), join(shop.folder, 'later.db')] as const;
  shop.db.prepare('VACUUM INTO ?').run(paths[0]);
  const earlier = verify(shop.db);
  for (let award = 0; award < 50; award += 1) shop.award(household.id, 100);
  const later = verify(shop.db);
  shop.db.prepare('VACUUM INTO ?').run(paths[1]);
  const seen = new Set<number>();
  for (let kill = 0; kill < KILLS; kill += 1) {
    shop.db.close();
    await killed(['restore', ...paths], kill % 3, delay(kill));
    shop.open();
    const now = verify(shop.db);
    expect(now.entries === earlier.entries ? earlier : later).toEqual(now);
    expect(shop.db.pragma('integrity_check', { simple: true })).toBe('ok');
    seen.add(now.entries);
    expectOnlyGoodBackups();
  }
  expect([...seen].sort((a, b) => a - b)).toEqual([earlier.entries, later.entries]);
});
