import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listBackups, sweepParts } from '../../main/backup/backup-names.ts';
import { checkCopy } from '../../main/backup/check-copy.ts';
import { RecordWriter } from '../../main/backup/record-writer.ts';
import { replayRecord } from '../../main/backup/replay-record.ts';
import { readVerifiedMark } from '../../main/backup/verified-mark.ts';
import { MIGRATIONS } from '../../main/db/migrations/migrate.ts';
import { openDatabase, openForReading } from '../../main/db/open-database.ts';
import { verify, type VerifyResult } from '../../main/journal/verify.ts';
import { centipoints } from '../../shared/kernel/brands.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { openShop, type Shop, valueOf } from '../builders/shop.ts';
import { inLanes } from './support/lanes.ts';
import { bytesOf, type Call, requireStrace, traced } from './support/strace.ts';

const CHILD = fileURLToPath(new URL('step-kill-child.ts', import.meta.url));
/** So many of the steps of each, spread evenly from the first to the last; 0: every one. */
const STEPS = Number(process.env['SHOP_FAULT_STEPS'] ?? 12);
const STEP_CALLS = ['pwrite64', 'fsync', 'fdatasync', 'ftruncate', 'rename', 'unlink'];

let root: string;
let shop: Shop;
let earlier: VerifyResult;
let later: VerifyResult;
const at = (name: string) => join(root, name);

/** A data folder with the earlier books, a backup of the later ones, a record that leads from the former to the latter. */
beforeAll(async () => {
  requireStrace();
  root = mkdtempSync(join(tmpdir(), 'aixin-steps-'));
  for (const name of ['first', 'earlier', 'later', 'record']) mkdirSync(at(name));
  shop = await openShop({ scheme: 'heixi' });
  const [household, item] = [
    shop.household({ phone: '13512345678' }),
    shop.item({ priceCentipoints: centipoints(10) }),
  ];
  // Little enough that nobody had to agree: the first version knew no second person.
  shop.award(household.id, 900);
  shop.receive(item.id, 500, 12_345);
  for (let sold = 0; sold < 20; sold += 1) shop.redeem(household.id, [[item.id, 2]]);
  earlier = verify(shop.db);
  shop.db.prepare('VACUUM INTO ?').run(join(at('earlier'), 'shop.db'));
  buildFirstVersion(join(at('first'), 'shop.db'), join(at('earlier'), 'shop.db'));
  const late = shop.household({ householdNo: 'GM555' });
  for (let award = 0; award < 40; award += 1) shop.award(late.id, 100 + award);
  later = verify(shop.db);
  shop.db.prepare('VACUUM INTO ?').run(join(at('later'), 'shop.db'));
  const db = openForReading(shop.path);
  new RecordWriter({ db, folder: at('record'), month: () => '2026-07' }).catchUp();
  db.close();
});
afterAll(() => {
  shop.close();
  rmSync(root, { recursive: true, force: true });
});

/** The same books as the program of the first migration kept them. */
function buildFirstVersion(path: string, from: string): void {
  const db = openDatabase(path, { migrations: MIGRATIONS.slice(0, 1) });
  db.pragma('foreign_keys = OFF');
  db.prepare('ATTACH ? AS newer').run(from);
  const tables = db.prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table'").pluck().all() as string[];
  for (const table of tables) {
    const columns = (db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name).join(', ');
    db.exec(`INSERT INTO main.${table} (${columns}) SELECT ${columns} FROM newer.${table}`);
  }
  db.exec('DETACH newer');
  db.pragma('journal_mode = DELETE');
  db.close();
}

/** Every step between `ready` and `done`: a call by which the child changed a file, and its place among all calls of its name. */
function stepsOf(calls: readonly Call[]): { readonly name: string; readonly when: number }[] {
  const count = new Map<string, number>();
  const steps: { name: string; when: number }[] = [];
  let ready = false;
  for (const { name, args } of calls) {
    if (name === 'write' && args[0] === '1') ready = bytesOf(args[1]).toString() === 'ready\n';
    const when = (count.get(name) ?? 0) + 1;
    count.set(name, when);
    if (ready && STEP_CALLS.includes(name)) steps.push({ name, when });
  }
  if (STEPS === 0 || steps.length <= STEPS) return steps;
  return steps.filter(
    (_, index) => Math.floor((index * STEPS) / steps.length) !== Math.floor(((index - 1) * STEPS) / steps.length),
  );
}

/** Does it once whole, then once for each step on a copy of its own, killed there; `look` says what came of it. */
async function killedAtEachStep(
  template: string,
  args: readonly string[],
  look: (folder: string, label: string) => string,
): Promise<Set<string>> {
  const [what = ''] = args;
  const whole = at(`${what}-whole`);
  cpSync(at(template), whole, { recursive: true });
  const first = await traced(CHILD, [whole, ...args]);
  expect(first.said, first.complaints).toEqual(['ready', 'done']);
  const outcomes = new Set([look(whole, `${what} whole`)]);
  const steps = stepsOf(first.calls);
  expect(steps.length).toBeGreaterThan(3);
  await inLanes(steps, 2, async ({ name, when }) => {
    const folder = at(`${what}-${name}-${when}`);
    cpSync(at(template), folder, { recursive: true });
    const inject = [`${name}:signal=SIGKILL:when=${when}`];
    const cut = await traced(CHILD, [folder, ...args], { inject, record: false });
    const label = `${what} killed at ${name} ${when}`;
    expect([cut.killed, cut.said.at(-1)], label).toEqual([true, 'ready']);
    outcomes.add(look(folder, label));
    rmSync(folder, { recursive: true });
  });
  console.log(`${what}: killed at ${steps.length} steps`);
  return outcomes;
}

/** Every file that bears a backup's name is whole, sound, and what its name says. */
function expectOnlyGoodBackups(folder: string, label: string): number {
  const own = join(folder, 'backups');
  const backups = listBackups(own, 'own');
  for (const file of backups) {
    const checked = checkCopy(file.path);
    expect(checked, `${label}: ${file.fileName}`).toMatchObject({ ok: true, contents: { entries: file.lastSeq } });
  }
  sweepParts(own);
  return backups.length;
}

/** The books as the next start of the program finds them. */
function reopened(folder: string, label: string): VerifyResult {
  const db = openDatabase(join(folder, 'shop.db'));
  expect(db.pragma('integrity_check', { simple: true }), label).toBe('ok');
  const found = verify(db);
  db.close();
  return found;
}

const LONG = { timeout: 900_000 };

test(
  'a migration that is killed at any step leaves one version or the other, and a good copy before any',
  LONG,
  async () => {
    const outcomes = await killedAtEachStep('first', ['migrate'], (folder, label) => {
      const db = new Database(join(folder, 'shop.db'));
      const version = db.pragma('user_version', { simple: true }) as number;
      const has = (table: string) => db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table) !== undefined;
      expect([has('station'), has('master_change')], label).toEqual([version >= 2, version >= 3]);
      db.close();
      const backups = expectOnlyGoodBackups(folder, label);
      if (version > 1) expect(backups, label).toBe(1);
      expect(reopened(folder, label), label).toEqual(earlier);
      return `version ${version}`;
    });
    expect(outcomes).toContain('version 1');
    expect(outcomes).toContain(`version ${MIGRATIONS.length}`);
  },
);

test('a backup that is killed at any step counts and is good, or does not count', LONG, async () => {
  const outcomes = await killedAtEachStep('earlier', ['backup'], (folder, label) => {
    const backups = expectOnlyGoodBackups(folder, label);
    expect(reopened(folder, label), label).toEqual(earlier);
    // What is remembered of a check never comes before the copy it speaks of, and is whole or not there.
    const mark = readVerifiedMark(join(folder, 'backups'), localDate('2026-07-15'), MIGRATIONS.length);
    expect(mark !== null, label).toBe(existsSync(join(folder, 'backups', 'verified.json')));
    if (mark !== null) {
      expect(backups, label).toBe(1);
      expect(mark, label).toMatchObject({ seq: earlier.entries, hash: earlier.lastHash });
    }
    return `${backups} backups`;
  });
  expect(outcomes).toEqual(new Set(['0 backups', '1 backups']));
});

test('a restore that is killed at any step leaves the old books or the new ones', LONG, async () => {
  const outcomes = await killedAtEachStep('earlier', ['restore', join(at('later'), 'shop.db')], (folder, label) => {
    const found = reopened(folder, label);
    expect(found, label).toEqual(found.entries === earlier.entries ? earlier : later);
    const backups = expectOnlyGoodBackups(folder, label);
    // The old books are kept before the new ones take their place.
    if (found.entries === later.entries) expect(backups, label).toBe(1);
    return found.entries === later.entries ? 'new' : 'old';
  });
  expect(outcomes).toEqual(new Set(['old', 'new']));
});

test('a replay that is killed at any step brings everything back or nothing, and can be done again', LONG, async () => {
  const outcomes = await killedAtEachStep('earlier', ['replay', at('record')], (folder, label) => {
    const found = reopened(folder, label);
    expect(found, label).toEqual(found.entries === earlier.entries ? earlier : later);
    if (found.entries === earlier.entries) {
      valueOf(replayRecord(join(folder, 'shop.db'), at('record')));
      expect(reopened(folder, label), label).toEqual(later);
    }
    return found.entries === later.entries ? 'all' : 'nothing';
  });
  expect(outcomes).toEqual(new Set(['all', 'nothing']));
});
