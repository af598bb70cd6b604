import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROWS_AT_ONCE } from '../../main/usecases/ledger/import-commit.ts';
import { verify } from '../../main/journal/verify.ts';
import { must } from '../../shared/kernel/assert.ts';
import { workbookFile } from '../builders/files.ts';
import { openShop, type Shop } from '../builders/shop.ts';
import type { Job } from './kill-child.ts';
import { type CounterKind, documentId, openFaultShop } from './support/counter.ts';
import { paperWorkbook, SHEETS, takenRows, whatBooksSay } from './support/import-workbook.ts';
import { rounds, seeded } from './support/seeded.ts';
import { Standby } from './support/standby.ts';
import { documentsIn } from './support/whole-documents.ts';

const CHILD = fileURLToPath(new URL('kill-child.ts', import.meta.url));
/** Two hundred kills in all. */
const KILLS = { redeem: rounds(120), receive: rounds(50), import: rounds(30) };
/** An import is let through to its end after so many kills, and begun anew in another shop. */
const KILLS_AN_IMPORT = 6;
/** After so many kills a counter goes on in a new shop, lest counting the books again take longer than the work. */
const KILLS_A_SHOP = 25;
/** A document takes a millisecond or two, a portion of an import some tens: the kills fall all over them. */
const SPREAD_MICROSECONDS = { counter: 3_000, import: 15_000 };

const random = seeded(20_260_715);
const seed = `SHOP_FAULT_SEED=${random.seed}`;
let counters: Standby;
let offices: Standby;
beforeAll(async () => {
  [counters, offices] = await Promise.all([Standby.of(CHILD, 'counter'), Standby.of(CHILD, 'office')]);
});
afterAll(() => {
  counters.close();
  offices.close();
});

const kill = (children: Standby, job: Job, afterAtMost: number, spread: number): Promise<string[]> =>
  children.kill(job, { after: 1 + random.below(afterAtMost), delayMicroseconds: random.below(spread) });

/** Kills a counter again and again; each next one asks first for what the one before may or may not have done. */
async function expectNothingLost(shop: Shop, type: CounterKind, kills: number): Promise<void> {
  let acknowledged = 0;
  for (let round = 0; round < kills; round += 1) {
    shop.db.close();
    const said = await kill(
      counters,
      { type, path: shop.path, first: acknowledged, run: round },
      8,
      SPREAD_MICROSECONDS.counter,
    );
    acknowledged += said.length - 1;
    shop.open();
    const { ids, broken } = documentsIn(shop.db);
    const of = (number: number): boolean => ids.has(documentId(type, number));
    const missing = Array.from({ length: acknowledged }, (_, number) => number).filter((number) => !of(number));
    expect({ missing, broken, problem: verify(shop.db).problem }, `${seed}, ${type}, kill ${round}`).toEqual({
      missing: [],
      broken: [],
      problem: null,
    });
    // Nothing but what was acknowledged and at most the one in hand: no number twice, none that was not asked for.
    const ofKind = [...ids].filter((id) => id.startsWith(type)).length;
    expect(ofKind - acknowledged - (of(acknowledged) ? 1 : 0), `${seed}, ${type}, kill ${round}`).toBe(0);
  }
  expect(acknowledged).toBeGreaterThan(kills);
}

test('redemptions and deliveries are whole or absent, and there once, after any kill', {
  timeout: 600_000,
}, async () => {
  for (const type of ['redeem', 'receive'] as const) {
    for (let left = KILLS[type]; left > 0; left -= KILLS_A_SHOP) {
      const shop = await openFaultShop();
      await expectNothingLost(shop, type, Math.min(left, KILLS_A_SHOP));
      shop.close();
    }
  }
});

/** What an import said last of all that it had taken, sheet by sheet; then what the books may hold. */
function expectWholePortions(shop: Shop, said: readonly string[], label: string): void {
  const taken = takenRows(shop.db);
  const acknowledged = SHEETS.map(({ name }) => {
    const last = said.findLast((line) => line.startsWith(`${name} `));
    return last === undefined ? null : Number(last.split(' ')[1]);
  });
  expect(verify(shop.db).problem, label).toBeNull();
  SHEETS.forEach(({ name, rows }, index) => {
    const had = must(taken[index], 'a count a sheet');
    // A portion is in or it is not, and one that was reported is in.
    expect(had % ROWS_AT_ONCE === 0 || had === rows, `${label}, ${name}: ${had} rows`).toBe(true);
    expect(had, `${label}, ${name}`).toBeGreaterThanOrEqual(Math.min(acknowledged[index] ?? 0, rows));
  });
}

test('an import that was killed again and again ends complete, with nothing twice', { timeout: 600_000 }, async () => {
  const undisturbed = await openShop({ scheme: 'heixi' });
  const file = join(undisturbed.folder, 'paper.xlsx');
  writeFileSync(file, workbookFile(paperWorkbook()));
  const empty = join(undisturbed.folder, 'empty.db');
  undisturbed.db.close();
  copyFileSync(undisturbed.path, empty);
  await offices.finish({ type: 'import', path: undisturbed.path, file, run: 0 } satisfies Job);
  undisturbed.open();
  const expected = whatBooksSay(undisturbed.db);
  expect(takenRows(undisturbed.db)).toEqual(SHEETS.map(({ rows }) => rows));
  let cut = 0;
  for (let round = 0; round < KILLS.import; ) {
    const shop = await openShop({ scheme: 'heixi' });
    shop.db.close();
    copyFileSync(empty, shop.path);
    const job = (run: number): Job => ({ type: 'import', path: shop.path, file, run });
    for (let again = 0; again < KILLS_AN_IMPORT && round < KILLS.import; again += 1, round += 1) {
      const label = `${seed}, import kill ${round}`;
      const said = await kill(offices, job(again + 1), 8, SPREAD_MICROSECONDS.import);
      if (!said.some((line) => line.startsWith('finished'))) cut += 1;
      shop.open();
      expectWholePortions(shop, said, label);
      shop.db.close();
    }
    await offices.finish(job(KILLS_AN_IMPORT + 1));
    shop.open();
    expect(whatBooksSay(shop.db), seed).toBe(expected);
    expect(verify(shop.db).problem, seed).toBeNull();
    shop.close();
  }
  // Kills come when they come; a good part of them before the end.
  expect(cut).toBeGreaterThanOrEqual(Math.floor(KILLS.import / 10));
  undisturbed.close();
});
