import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { composeHost, type ComposedHost } from '../../main/host/compose.ts';
import { openForReading } from '../../main/db/open-database.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { callerOf, refusalFrom, SECRET } from './rescue-shop.ts';

const CLI = fileURLToPath(new URL('../../main/host/cli.ts', import.meta.url));

let folder: string;
let host: ComposedHost;
let caller: ReturnType<typeof callerOf>;
let keys = 0;

/** Only the wall clock is false; what passes meanwhile is real, as on a PC whose clock was set. */
function setClock(text: string): void {
  vi.setSystemTime(new Date(text));
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  folder = mkdtempSync(join(tmpdir(), 'clock-'));
  setClock('2026-07-15T10:00:00');
  await open();
  await caller.settings.initialise({
    scheme: 'civility',
    shopName: '光明村爱心超市',
    villageNames: ['光明村'],
    secret: SECRET,
  });
});
afterEach(() => {
  host.close();
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

async function open(): Promise<void> {
  host = await composeHost(folder, null);
  caller = callerOf(host);
}

async function reopenAt(text: string): Promise<void> {
  host.close();
  setClock(text);
  await open();
}

async function furnish(): Promise<{ readonly householdId: string; readonly itemId: string }> {
  const [village] = (await caller.settings.status()).villages;
  const household = await caller.household.save({
    householdId: null,
    householdNo: 'GM001',
    headName: '冉光荣',
    villageId: village?.id ?? '',
  });
  const item = await caller.goods.saveItem({
    itemId: null,
    code: 'WP001',
    name: '大米',
    unit: '袋',
    priceCentipoints: 100,
    category: '粮油',
  });
  await caller.goods.receive({
    requestId: nextKey(),
    source: 'donation',
    supplier: '乡贤',
    lines: [{ itemId: item.id, quantity: 10, costFen: null, expiresOn: localDate('2026-12-31') }],
  });
  await award(household.id);
  return { householdId: household.id, itemId: item.id };
}

const nextKey = (): string => {
  keys += 1;
  return `clock-test-${String(keys).padStart(6, '0')}`;
};

const award = (householdId: string) =>
  caller.points.award({ requestId: nextKey(), householdId, pointsCentipoints: 1000, reason: '清扫', category: '公益' });

const entries = (): number =>
  (host.services.db.prepare('SELECT count(*) AS n FROM entry').get() as { readonly n: number }).n;

describe('a clock that is years ahead', () => {
  test('is said, expires nothing, opens no year, and stops what is dated until an administrator agrees', async () => {
    const { householdId, itemId } = await furnish();
    const before = entries();
    await reopenAt('2036-03-01T10:00:00');
    const clock = { kind: 'ahead', today: '2036-03-01', lastKnown: '2026-07-15' };
    expect(await caller.settings.status()).toMatchObject({ clock, businessDate: '2026-07-15' });
    expect(await refusalFrom(award(householdId))).toEqual({ code: 'clock_suspect', ...clock });
    const lines = [{ itemId, quantity: 1 }];
    const redeem = () => caller.redemption.redeem({ requestId: nextKey(), householdId, lines });
    expect(await refusalFrom(redeem())).toMatchObject({ code: 'clock_suspect' });
    expect(entries()).toBe(before);
    // Ten years on, the rice would have expired; by the last day that is believed it has not.
    expect(await caller.goods.counterItems()).toMatchObject([{ availableQuantity: 10 }]);
    expect(await caller.household.card({ householdId })).toMatchObject({ schemeYear: 2026 });
    await caller.settings.confirmDay({ day: localDate('2036-03-01') });
    expect(await caller.settings.status()).toMatchObject({ clock: null, businessDate: '2036-03-01' });
    expect(await refusalFrom(redeem())).toMatchObject({ code: 'stock_expired' });
    expect((await award(householdId)).documentNo).toMatch(/^JF20360301-/);
    const told = host.services.db.prepare("SELECT subject FROM audit_record WHERE kind = 'clock_jumped'").all();
    expect(told).toEqual([{ subject: '电脑日期可疑' }, { subject: '确认日期正确' }]);
  });

  test('goes back to work by itself once it is put right', async () => {
    const { householdId } = await furnish();
    setClock('2036-03-01T10:00:00');
    expect(await refusalFrom(award(householdId))).toMatchObject({ code: 'clock_suspect', kind: 'ahead' });
    setClock('2026-07-15T10:05:00');
    expect((await award(householdId)).documentNo).toMatch(/^JF20260715-/);
  });
});

describe('a clock that jumped back', () => {
  test('by a day is noticed at start and while running, and the order of the books stays the sequence', async () => {
    const { householdId } = await furnish();
    setClock('2026-07-14T10:00:00');
    expect(await refusalFrom(award(householdId))).toMatchObject({ kind: 'behind', lastKnown: '2026-07-15' });
    await reopenAt('2026-07-14T10:01:00');
    expect(await refusalFrom(award(householdId))).toMatchObject({ kind: 'behind' });
    const otherDay = caller.settings.confirmDay({ day: localDate('2026-07-13') });
    expect(await refusalFrom(otherDay)).toMatchObject({ code: 'clock_suspect', today: '2026-07-14' });
    await caller.settings.confirmDay({ day: localDate('2026-07-14') });
    expect((await award(householdId)).documentNo).toMatch(/^JF20260714-/);
    const seqs = host.services.db.prepare('SELECT business_date FROM entry ORDER BY seq DESC LIMIT 2').pluck().all();
    expect(seqs).toEqual(['2026-07-14', '2026-07-15']);
    expect(await caller.settings.verify()).toMatchObject({ problem: null });
    // The next day is the day it says, and needs no second word.
    await reopenAt('2026-07-15T08:00:00');
    expect((await award(householdId)).documentNo).toMatch(/^JF20260715-/);
  });

  test('is noticed although nothing was entered that day: the program itself had run', async () => {
    await reopenAt('2026-07-20T10:00:00');
    await reopenAt('2026-07-19T10:00:00');
    expect((await caller.settings.status()).clock).toMatchObject({ kind: 'behind', lastKnown: '2026-07-20' });
  });

  test('by hours of the same day is no matter', async () => {
    const { householdId } = await furnish();
    setClock('2026-07-15T02:00:00');
    expect((await award(householdId)).documentNo).toMatch(/^JF20260715-/);
  });
});

describe('days that are rare', () => {
  test('the last minute of the year and the first of the next: two years, base points once each', async () => {
    const { householdId } = await furnish();
    await reopenAt('2026-12-31T23:59:00');
    expect((await award(householdId)).documentNo).toMatch(/^JF20261231-/);
    setClock('2027-01-01T00:00:30');
    expect((await award(householdId)).documentNo).toMatch(/^JF20270101-/);
    const grants = host.services.db.prepare("SELECT business_date FROM entry WHERE kind = 'base_grant' ORDER BY seq");
    expect(grants.pluck().all()).toEqual(['2026-01-01', '2027-01-01']);
    expect(await caller.settings.verify()).toMatchObject({ problem: null });
  });

  test('29 February is a day like others', async () => {
    const { householdId } = await furnish();
    await reopenAt('2027-06-01T10:00:00');
    await award(householdId);
    await reopenAt('2028-02-29T10:00:00');
    expect((await award(householdId)).documentNo).toMatch(/^JF20280229-/);
    await reopenAt('2028-03-01T10:00:00');
    expect((await award(householdId)).documentNo).toMatch(/^JF20280301-/);
  });
});

test('in another zone the day is the one on the wall there, and entries keep their order', {
  timeout: 60_000,
}, async () => {
  vi.useRealTimers();
  host.close();
  const zoned = join(folder, 'zoned');
  const run = (zone: string, ...words: string[]) =>
    spawnSync(process.execPath, [CLI, '--data', zoned, '--json', ...words], {
      encoding: 'utf8',
      env: { ...process.env, TZ: zone },
    });
  expect(run('Asia/Shanghai', 'init', '--scheme', 'heixi', '--village', '村', '--pin', SECRET).status).toBe(0);
  // 14 hours behind and 14 ahead: one of the two is always on another day.
  for (const zone of ['Etc/GMT+12', 'Pacific/Kiritimati']) {
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date());
    const answer = run(zone, 'call', 'settings.status');
    const { result } = JSON.parse(answer.stdout) as {
      readonly result: { readonly businessDate: string; clock: unknown };
    };
    if (result.clock === null) expect(result.businessDate).toBe(day);
    else expect(result.clock).toMatchObject({ kind: 'behind', today: day });
  }
  expect(run('Asia/Shanghai', 'verify').status).toBe(0);
  openForReading(join(zoned, 'shop.db')).close();
  await open();
});
