/**
 * What a redemption costs while the second record follows the books on a thread of its own, against the same shop
 * without one. Blocks of redemptions alternate in this process, each shop on its own file, the record on the same disk as
 * the books: no medium could be more in the way. After each redemption it is looked, outside the measured time, how many
 * commits the file is behind; it may not be behind by more than N, and at the end of each block by none.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { RecordKeeper } from '../../main/backup/record-keeper.ts';
import { recordTail } from '../../main/backup/record-folder.ts';
import { workerUrl } from '../../main/host/worker-url.ts';
import { shopIdOf } from '../../main/journal/record-lines.ts';
import { redeemGoods } from '../../main/usecases/redemption/redeem-goods.ts';
import { must } from '../../shared/kernel/assert.ts';
import { entryId, quantity } from '../../shared/kernel/brands.ts';
import { valueOf } from '../builders/shop.ts';
import { type BigShop, bigShop } from './big-shop.ts';
import { basketOf } from './fill-shop.ts';
import { median, msSince, now, ratioLine } from './report.ts';

const ROUNDS = Number(process.env['AIXIN_ROUNDS'] ?? 1_000);
const BLOCK = 100;
/** At most so many commits may be ahead of the file. */
const N = 100;
const MOST = 1.3;

/** One 5-line redemption through the use case, in milliseconds. */
function redeem({ shop, newId, households, items }: BigShop, turn: number): number {
  const context = { ...shop.context(), newId };
  const household = must(households[(turn * 7919 + 13) % households.length], 'a household');
  const input = {
    requestId: entryId(newId()),
    householdId: household.id,
    lines: basketOf(items, turn).map((item) => ({ itemId: item.id, quantity: quantity(1) })),
    recipient: null,
    expectedTotalCentipoints: null,
  };
  const started = now();
  const done = redeemGoods(context, input);
  const ms = msSince(started);
  valueOf(done);
  return ms;
}

const [recorded, plain] = [await bigShop(20_000, 200), await bigShop(20_000, 200)];
const folder = join(recorded.shop.folder, 'record');
mkdirSync(folder);
const keeper = new RecordKeeper({
  databasePath: recorded.shop.path,
  workerUrl: workerUrl('record-keeper'),
  onFault: (error) => {
    throw error;
  },
});
await keeper.follow(folder);
await keeper.sync();
const shopId = must(shopIdOf(recorded.shop.db), 'the shop is set up');
const lastSeq = () => recorded.shop.db.prepare('SELECT max(seq) FROM entry').pluck().get() as number;
const inFile = () => recordTail(folder, shopId)?.line.at.seq ?? 0;

/** A customer every few milliseconds, so that the record is written while the next one is served. */
const pause = () => new Promise((next) => setTimeout(next, 3));

const [withRecord, without, behind]: [number[], number[], number[]] = [[], [], []];
for (let turn = 0; turn < ROUNDS; turn += BLOCK) {
  for (let each = 0; each < BLOCK; each += 1) {
    const ms = redeem(recorded, turn + each);
    if (turn >= BLOCK) withRecord.push(ms);
    behind.push(lastSeq() - inFile());
    if (must(behind.at(-1), 'a number') > N) await keeper.sync();
    await pause();
  }
  await keeper.sync();
  if (inFile() !== lastSeq()) throw new Error('the record is not in the file');
  for (let each = 0; each < BLOCK; each += 1) {
    const ms = redeem(plain, turn + each);
    if (turn >= BLOCK) without.push(ms);
    await pause();
  }
}
await keeper.stop(1_000);
ratioLine('commit p50 with the second record', median(withRecord), 'without it', median(without), MOST);
console.log(
  `  right after a commit the file was ${median(behind)} commits behind mostly, ${Math.max(...behind)} at most`,
);
for (const { shop } of [recorded, plain]) shop.close();
