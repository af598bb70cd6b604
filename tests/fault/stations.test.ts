import { afterAll, beforeAll, expect, test } from 'vitest';
import { safe } from '@orpc/client';
import { verify } from '../../main/journal/verify.ts';
import { must } from '../../shared/kernel/assert.ts';
import { CutLine } from '../builders/cut-line.ts';
import type { DoorClient } from '../builders/door-browser.ts';
import { workbookFile } from '../builders/files.ts';
import { OpenDoors } from '../builders/open-doors.ts';

const STATIONS = ['柜台一', '柜台二', '财务室'] as const;
/** How often each station sends the same document in a storm. */
const STORM = 100;
const IMPORTED_ROWS = 600;

let shop: OpenDoors;
let windows: readonly DoorClient[];
let villageId: string;
let documents = 0;

beforeAll(async () => {
  shop = await OpenDoors.start();
  await shop.open();
  // Households are given more than one person alone may give.
  await shop.desk.settings.saveSecondPersonLimits({ limits: { points_entry: 1_000_000_000 } });
  const signedIn: DoorClient[] = [];
  for (const [index, name] of STATIONS.entries()) {
    // Each from an address of its own, as PCs are.
    signedIn.push(await shop.signIn(await shop.pair(name, { from: `127.0.0.${index + 2}` })));
  }
  windows = signedIn;
  villageId = must((await shop.desk.settings.status()).villages[0], 'a village').id;
});

afterAll(async () => {
  expect(verify(shop.started.host.services.db).problem).toBeNull();
  await shop.close();
});

function newKey(): string {
  documents += 1;
  return `station-document-${String(documents).padStart(6, '0')}`;
}

/** A household with so many centipoints to spend. */
async function household(pointsCentipoints: number): Promise<string> {
  const householdNo = `GM${newKey().slice(-4)}`;
  const { id } = await shop.desk.household.save({
    householdId: null,
    householdNo,
    headName: '冉光荣',
    groupName: '一组',
    villageId,
    memberCount: 1,
  });
  await shop.desk.points.award({ requestId: newKey(), householdId: id, pointsCentipoints, reason: '清扫村道' });
  return id;
}

/** An item at ten points a piece, so many of it in stock. */
async function item(quantity: number): Promise<string> {
  const code = `WP${newKey().slice(-4)}`;
  const { id } = await shop.desk.goods.saveItem({
    itemId: null,
    code,
    name: `大米${code}`,
    unit: '袋',
    priceCentipoints: 1000,
  });
  await shop.desk.goods.receive({
    requestId: newKey(),
    source: 'purchase',
    lines: [{ itemId: id, quantity, costFen: quantity * 333 }],
  });
  return id;
}

const entriesOf = (id: string): number =>
  must(
    shop.started.host.services.db.prepare('SELECT count(*) AS n FROM entry WHERE id = ?').get(id) as { n: number },
    'a count',
  ).n;

/** Every station sends the same call again and again, all at once. */
async function storm(call: (window: DoorClient) => Promise<unknown>): Promise<unknown[]> {
  return Promise.all(windows.flatMap((window) => Array.from({ length: STORM }, () => call(window))));
}

test('a storm of retries from three stations makes one redemption, one delivery and one award', async () => {
  const [householdId, itemId] = [await household(500_00), await item(50)];
  const [redeeming, receiving, awarding] = [newKey(), newKey(), newKey()];
  const answers = await Promise.all([
    storm((window) =>
      window.redemption.redeem({ requestId: redeeming, householdId, lines: [{ itemId, quantity: 2 }] }),
    ),
    storm((window) =>
      window.goods.receive({
        requestId: receiving,
        source: 'purchase',
        lines: [{ itemId, quantity: 5, costFen: 1000 }],
      }),
    ),
    storm((window) =>
      window.points.award({ requestId: awarding, householdId, pointsCentipoints: 700, reason: '帮扶邻里' }),
    ),
  ]);
  for (const same of answers) {
    expect(same).toHaveLength(STATIONS.length * STORM);
    for (const answer of same) expect(answer).toEqual(same[0]);
  }
  expect([redeeming, receiving, awarding].map(entriesOf)).toEqual([1, 1, 1]);
  const card = await shop.desk.household.card({ householdId });
  expect(card.spendableCentipoints).toBe(500_00 - 20_00 + 7_00);
  const other = must(windows[1], 'a second station');
  const reused = await safe(
    other.redemption.redeem({ requestId: redeeming, householdId, lines: [{ itemId, quantity: 3 }] }),
  );
  expect(reused.error).toMatchObject({ data: { code: 'request_id_reused' } });
});

test('the last bags go out once, whoever asks first', async () => {
  const itemId = await item(7);
  const households = await Promise.all(Array.from({ length: 15 }, () => household(100_00)));
  const tries = await Promise.all(
    households.map((householdId, index) =>
      safe(
        must(windows[index % windows.length], 'a station').redemption.redeem({
          requestId: newKey(),
          householdId,
          lines: [{ itemId, quantity: 1 }],
        }),
      ),
    ),
  );
  const refused = tries.filter(({ error }) => error !== null);
  expect(tries.length - refused.length).toBe(7);
  for (const { error } of refused) expect(error).toMatchObject({ data: { code: 'stock_short', availableQuantity: 0 } });
});

test('the last points of a household are spent once, at however many counters', async () => {
  const [householdId, itemId] = [await household(55_00), await item(100)];
  const tries = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      safe(
        must(windows[index % windows.length], 'a station').redemption.redeem({
          requestId: newKey(),
          householdId,
          lines: [{ itemId, quantity: 1 }],
        }),
      ),
    ),
  );
  expect(tries.filter(({ error }) => error === null)).toHaveLength(5);
  for (const { error } of tries) if (error !== null) expect(error).toMatchObject({ data: { code: 'points_short' } });
  expect((await shop.desk.household.card({ householdId })).spendableCentipoints).toBe(5_00);
});

test('one station imports while another receives and a third redeems', async () => {
  const [importing, receiving, redeeming] = [0, 1, 2].map((index) => must(windows[index], 'a station'));
  const [householdId, itemId] = [await household(9000_00), await item(500)];
  const rows = Array.from({ length: IMPORTED_ROWS }, (_, index) => [`RK${index}`, `户主${index}`, '光明村', '一组', 2]);
  const bytes = workbookFile([{ name: '户籍', rows: [['户编号', '户主', '村', '村民小组', '人口'], ...rows] }]);
  const file = new File([Uint8Array.from(bytes)], '户籍.xlsx');
  const preview = await toTheEnd(must(importing, 'one').ledger.previewImport({ file, mapping: null }));
  let taken = false;
  const taking = toTheEnd(must(importing, 'one').ledger.commitImport({ importId: preview.importId })).finally(() => {
    taken = true;
  });
  let during = 0;
  for (let round = 0; !taken || round < 5; round += 1) {
    await Promise.all([
      must(receiving, 'two').goods.receive({
        requestId: newKey(),
        source: 'purchase',
        lines: [{ itemId, quantity: 1, costFen: 333 }],
      }),
      must(redeeming, 'three').redemption.redeem({
        requestId: newKey(),
        householdId,
        lines: [{ itemId, quantity: 1 }],
      }),
    ]);
    if (!taken) during += 1;
  }
  expect((await taking).sheets).toMatchObject([{ added: IMPORTED_ROWS, bad: 0 }]);
  // They were served in between, not after the import.
  expect(during).toBeGreaterThan(0);
});

type Steps<R> = { next(): Promise<IteratorResult<unknown, R>> };

async function toTheEnd<R>(work: Promise<Steps<R>>): Promise<R> {
  const steps = await work;
  for (;;) {
    const step = await steps.next();
    if (step.done === true) return step.value;
  }
}

test('a cable pulled before or after the commit costs neither a redemption nor a second one', async () => {
  const line = await CutLine.open((await shop.desk.station.doors()).port);
  const through = { host: '127.0.0.1', port: line.port };
  const window = await shop.signIn(await shop.pair('断线柜台', { through }));
  const [householdId, itemId] = [await household(900_00), await item(90)];
  for (let round = 0; round < 10; round += 1) {
    const when = round % 2 === 0 ? 'before' : 'after';
    const requestId = newKey();
    const redeem = () => window.redemption.redeem({ requestId, householdId, lines: [{ itemId, quantity: 1 }] });
    // A connection that stands: what is cut is the call, not the handshake.
    await window.staff.me();
    line.cutNext(when);
    const lost = await safe(redeem());
    expect([when, lost.error === null]).toEqual([when, false]);
    await window.staff.me();
    expect([when, entriesOf(requestId)]).toEqual([when, when === 'after' ? 1 : 0]);
    const again = await redeem();
    expect(await redeem()).toEqual(again);
    expect(entriesOf(requestId)).toBe(1);
  }
  expect((await shop.desk.household.card({ householdId })).spendableCentipoints).toBe(900_00 - 10 * 10_00);
  await line.close();
});
