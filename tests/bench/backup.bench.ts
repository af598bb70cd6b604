/**
 * (a) What redemptions at a steady pace wait while backups of large books are made one after another, against the same
 * pace without; and how much of the longest waits was this thread waiting for a processor that others had.
 * (b) What a verified backup costs against SQLite's own online backup and quick_check of the same file, which tell
 * nothing of what is in the books: the one that the program makes by itself each day, with some days' redemptions since
 * the last full check, and the full one. Each alternates with SQLite's; medians, and the processor time of all threads.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { BackupDesk } from '../../main/backup/backup-desk.ts';
import { buildBundles } from '../../build/scripts/lib/bundles.ts';
import { openForReading } from '../../main/db/open-database.ts';
import { workerUrl } from '../../main/host/worker-url.ts';
import { redeemGoods } from '../../main/usecases/redemption/redeem-goods.ts';
import { must } from '../../shared/kernel/assert.ts';
import { entryId, quantity } from '../../shared/kernel/brands.ts';
import { addDays, localDate } from '../../shared/kernel/local-date.ts';
import { valueOf } from '../builders/shop.ts';
import { bigShop } from './big-shop.ts';
import { basketOf } from './fill-shop.ts';
import { median, msSince, now, ratioLine } from './report.ts';

const POSTINGS = Number(process.env['AIXIN_POSTINGS'] ?? 1_000_000);
const BACKUPS = Number(process.env['AIXIN_ROUNDS'] ?? 5);
const PACE_MS = 20;
const MOST_WAIT_MS = 20;
const MOST_RATIO = 1.5;
const A_DAYS_REDEMPTIONS = 50;

await buildBundles(['host']);
const books = await bigShop(POSTINGS, 5_000);
const { shop } = books;
let day = localDate('2026-07-15');
const desk = new BackupDesk({
  db: shop.db,
  dataDir: shop.folder,
  // As it is shipped: from source, the thread would spend most of its time on reading its own code.
  workerUrl: new URL('../../dist/host/backup-maker.mjs', import.meta.url),
  recordWorkerUrl: workerUrl('record-keeper'),
  mediaRoots: () => [],
  now: () => ({ date: day, time: '10:00:00' }),
  nowMs: () => 0,
  onRestored: () => undefined,
  tell: () => undefined,
  onFault: (error) => {
    throw error;
  },
});
async function backUp(): Promise<void> {
  day = addDays(day, 1);
  valueOf(await desk.backUpNow());
}

type Wait = {
  readonly ms: number /** Of it, waiting for a processor; 0 where the system does not tell. */;
  readonly cpu: number;
};

/** How long this thread has waited for a processor, in milliseconds. */
function waitedForProcessor(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}

let turn = 0;
function redeem(): Wait {
  turn += 1;
  const context = { ...shop.context(), newId: books.newId };
  const household = must(books.households[(turn * 7919 + 13) % books.households.length], 'a household');
  const input = {
    requestId: entryId(books.newId()),
    householdId: household.id,
    lines: basketOf(books.items, turn).map((item) => ({ itemId: item.id, quantity: quantity(1) })),
    recipient: null,
    expectedTotalCentipoints: null,
  };
  const before = waitedForProcessor();
  const started = now();
  const done = redeemGoods(context, input);
  const ms = msSince(started);
  valueOf(done);
  return { ms, cpu: waitedForProcessor() - before };
}

/** Redeems at a steady pace until `work` is done. */
async function redeemWhile(work: Promise<unknown>): Promise<Wait[]> {
  let isDone = false;
  const ended = work.finally(() => (isDone = true));
  const waits: Wait[] = [];
  while (!isDone) {
    waits.push(redeem());
    await new Promise((next) => setTimeout(next, PACE_MS));
  }
  await ended;
  return waits;
}

async function waitsOfRedemptions(): Promise<void> {
  await backUp();
  for (let warm = 0; warm < 50; warm += 1) redeem();
  const [quiet, busy]: [Wait[], Wait[]] = [[], []];
  for (let round = 0; round < BACKUPS; round += 1) {
    const started = now();
    busy.push(...(await redeemWhile(backUp())));
    const took = msSince(started);
    quiet.push(...(await redeemWhile(new Promise((next) => setTimeout(next, took)))));
  }
  console.log(`${busy.length} redemptions during ${BACKUPS} backups of ${POSTINGS} postings, ${quiet.length} without:`);
  describe('  without a backup', quiet);
  describe('  during a backup ', busy);
  const worst = Math.max(...busy.map(own)) - Math.max(...quiet.map(own), 0);
  const verdict = worst <= MOST_WAIT_MS ? 'within' : 'ABOVE';
  console.log(`  longest wait beyond the longest without one: ${worst.toFixed(1)} ms (${verdict} ${MOST_WAIT_MS})`);
}

const own = ({ ms, cpu }: Wait): number => ms - cpu;

function describe(what: string, waits: readonly Wait[]): void {
  const at = (values: number[], part: number) => {
    const sorted = values.sort((a, b) => a - b);
    return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN).toFixed(1);
  };
  const [all, mine] = [() => waits.map(({ ms }) => ms), () => waits.map(own)];
  console.log(
    `${what}: p50 ${at(all(), 0.5)} p99 ${at(all(), 0.99)} max ${at(all(), 1)} ms; ` +
      `without waiting for a processor p99 ${at(mine(), 0.99)} max ${at(mine(), 1)} ms`,
  );
}

type Cost = { readonly ms: number; readonly cpu: number };

async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const [started, before] = [now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { ms: msSince(started), cpu: (user + system) / 1000 };
}

async function plainBackup(path: string): Promise<void> {
  const source = openForReading(shop.path);
  await source.backup(path);
  source.close();
  const copy = new Database(path);
  if (copy.pragma('quick_check', { simple: true }) !== 'ok') throw new Error('the plain copy is damaged');
  copy.close();
}

/** The backup at the end of a day goes on from the last full check; a new day would bring a full one now and then. */
async function closeDay(): Promise<void> {
  if ((await desk.atDayClose()) === null) throw new Error('the day was not closed with a backup');
}

async function againstSqlite(what: string, backup: () => Promise<void>, most: number | null): Promise<void> {
  const [verified, plain]: [Cost[], Cost[]] = [[], []];
  for (let round = 0; round <= BACKUPS; round += 1) {
    for (let sold = 0; sold < A_DAYS_REDEMPTIONS; sold += 1) redeem();
    const path = join(shop.folder, 'plain.db');
    const plainOnce = await costOf(() => plainBackup(path));
    rmSync(path);
    const verifiedOnce = await costOf(backup);
    if (round === 0) continue;
    plain.push(plainOnce);
    verified.push(verifiedOnce);
  }
  const typical = (costs: readonly Cost[], kind: keyof Cost) => median(costs.map((cost) => cost[kind]));
  const baseline = "SQLite's own backup and quick_check";
  for (const kind of ['ms', 'cpu'] as const) {
    const name = `${what} of ${POSTINGS} postings${kind === 'cpu' ? ', processor time' : ''}`;
    const [ours, theirs] = [typical(verified, kind), typical(plain, kind)];
    if (most !== null) ratioLine(name, ours, baseline, theirs, most);
    else
      console.log(
        `${name}: ${ours.toFixed(3)} ms; ${baseline}: ${theirs.toFixed(3)} ms; ratio ${(ours / theirs).toFixed(2)}`,
      );
  }
}

await waitsOfRedemptions();
await backUp();
await againstSqlite('daily verified backup', closeDay, MOST_RATIO);
await againstSqlite('backup verified in full', backUp, null);
await desk.stop();
shop.close();
