/**
 * What a redemption costs through the whole use case:
 * (a) against the same rows put in by bare prepared statements, same pragmas, one IMMEDIATE transaction;
 * (b) in a journal of 2,000,000 postings and 50,000 households against one of 2,000 postings.
 * Both sides alternate in this one process, each on its own file; medians.
 */
import { redeemGoods } from '../../main/usecases/redemption/redeem-goods.ts';
import type { UseCaseContext } from '../../main/usecases/context.ts';
import { verify } from '../../main/journal/verify.ts';
import type { Item } from '../../shared/domain/goods/goods.ts';
import type { Household } from '../../shared/domain/household/household.ts';
import { must } from '../../shared/kernel/assert.ts';
import { type EntryId, entryId, quantity } from '../../shared/kernel/brands.ts';
import { openShop, type Shop, valueOf } from '../builders/shop.ts';
import { basketOf, fillHouseholds, fillItems, fillJournal, timedIds } from './fill-shop.ts';
import { copyRows, rawInserter } from './raw-rows.ts';
import { median, msSince, now, ratioLine } from './report.ts';

const ROUNDS = Number(process.env['AIXIN_ROUNDS'] ?? 400);
const WARM_UP = 60;
const BIG = Number(process.env['AIXIN_POSTINGS'] ?? 2_000_000);
const BIG_HOUSEHOLDS = 50_000;

type Filled = {
  readonly shop: Shop;
  readonly context: UseCaseContext;
  readonly households: readonly Household[];
  readonly items: readonly Item[];
};

async function filled(households: number, postings: number): Promise<Filled> {
  const shop = await openShop({ scheme: 'heixi' });
  const newId = timedIds(1);
  const items = fillItems(shop);
  const everyone = fillHouseholds(shop, households, newId);
  const context = { ...shop.context(), newId };
  fillJournal(context, everyone, items, postings);
  // As on the next morning: everything on the disk, nothing in the connection's own cache.
  shop.db.pragma('wal_checkpoint(TRUNCATE)');
  shop.reopen();
  return { shop, context: { ...shop.context(), newId }, households: everyone, items };
}

/** One 5-line redemption through the use case; its id and how long it took. */
function redeemOnce(where: Filled, turn: number): { readonly id: EntryId; readonly ms: number } {
  const id = entryId(where.context.newId());
  const household = must(where.households[(turn * 7919 + 13) % where.households.length], 'a household');
  const lines = basketOf(where.items, turn).map((item) => ({ itemId: item.id, quantity: quantity(1) }));
  const started = now();
  const done = redeemGoods(where.context, {
    requestId: id,
    householdId: household.id,
    lines,
    recipient: null,
    expectedTotalCentipoints: null,
  });
  const ms = msSince(started);
  valueOf(done);
  return { id, ms };
}

async function againstRawRows(): Promise<void> {
  const [ours, bare] = [await filled(200, 2_000), await filled(200, 2_000)];
  const insert = rawInserter(bare.shop.db);
  const [oursMs, bareMs]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < ROUNDS + WARM_UP; turn += 1) {
    const { id, ms } = redeemOnce(ours, turn);
    const rows = copyRows(ours.shop.db, id);
    const started = now();
    insert(rows);
    const bareOnce = msSince(started);
    if (turn < WARM_UP) continue;
    oursMs.push(ms);
    bareMs.push(bareOnce);
  }
  const same = verify(ours.shop.db).lastHash === verify(bare.shop.db).lastHash;
  if (!same || verify(bare.shop.db).problem) throw new Error('the two files are not the same books');
  ratioLine('commit of a 5-line redemption', median(oursMs), 'same rows inserted raw', median(bareMs), 1.5);
  for (const { shop } of [ours, bare]) shop.close();
}

async function againstSize(): Promise<void> {
  const small = await filled(50, 2_000);
  const started = now();
  const big = await filled(BIG_HOUSEHOLDS, BIG);
  console.log(`  (large file made in ${(msSince(started) / 1000).toFixed(0)} s)`);
  const [smallMs, bigMs]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < ROUNDS + WARM_UP; turn += 1) {
    const [little, large] = [redeemOnce(small, turn).ms, redeemOnce(big, turn).ms];
    if (turn < WARM_UP) continue;
    smallMs.push(little);
    bigMs.push(large);
  }
  ratioLine('redemption at 2,000,000 postings', median(bigMs), 'at 2,000 postings', median(smallMs), 1.2);
  if (process.env['AIXIN_VERIFY'] && verify(big.shop.db).problem) throw new Error('the large file is not sound');
  for (const { shop } of [small, big]) shop.close();
}

await againstRawRows();
await againstSize();
