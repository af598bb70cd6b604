import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { verify } from '../../main/journal/verify.ts';
import { openShop, type Shop } from '../builders/shop.ts';

const CHILD = fileURLToPath(new URL('redeeming-child.ts', import.meta.url));
const KILLS = 100;
const LINES = 3;
/** Postings of one redemption of three valued lots: two of points, and for each lot goods, value and goods issued; value issued. */
const POSTINGS = 2 + LINES * 3 + 1;

/** Lets a child redeem until it has said `after` ids, then kills it a little later; what it said was committed. */
function redeemUntilKilled(path: string, first: number, after: number, delayMicroseconds: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD, path, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] });
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

/** Redemptions in the books by request id, each with the numbers of its rows. */
function redemptionsIn(shop: Shop): Map<string, readonly number[]> {
  const rows = shop.db
    .prepare(
      `SELECT e.id AS id, (SELECT count(*) FROM redemption WHERE entry_id = e.id) AS heads,
         (SELECT count(*) FROM redemption_line WHERE entry_id = e.id) AS lines,
         (SELECT count(*) FROM posting WHERE entry_seq = e.seq) AS postings
       FROM entry e WHERE e.kind = 'redemption'`,
    )
    .all() as { id: string; heads: number; lines: number; postings: number }[];
  return new Map(rows.map(({ id, heads, lines, postings }) => [id, [heads, lines, postings]]));
}

test('a redemption is whole or absent after a hundred kills', { timeout: 300_000 }, async () => {
  const shop = await openShop({ scheme: 'heixi' });
  const household = shop.household();
  shop.award(household.id, 900_000_000);
  for (let item = 0; item < LINES; item += 1) shop.receive(shop.item().id, 1_000_000, 12_345_678);
  const acknowledged = new Set<string>();
  for (let kill = 0; kill < KILLS; kill += 1) {
    shop.db.close();
    const said = await redeemUntilKilled(shop.path, acknowledged.size + kill * 1000, kill % 7, (kill * 379) % 2900);
    for (const id of said) acknowledged.add(id);
    shop.open();
    expect(verify(shop.db).problem).toBeNull();
  }
  const found = redemptionsIn(shop);
  const missing = [...acknowledged].filter((id) => !found.has(id));
  const broken = [...found].filter(([, counts]) => String(counts) !== String([1, LINES, POSTINGS]));
  expect({ missing, broken }).toEqual({ missing: [], broken: [] });
  // At most the one being written when each kill came may be there without having been heard of.
  expect(found.size - acknowledged.size).toBeLessThanOrEqual(KILLS);
  expect(acknowledged.size).toBeGreaterThan(KILLS);
  shop.close();
});
