import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type OpenShop, openShop as openHost, type ShopClient } from '../../main/host/cli/shop-client.ts';
import { verify } from '../../main/journal/verify.ts';
import { printProblem } from '../../renderer/lib/words.ts';
import type { RedemptionRecord } from '../../shared/domain/redemption/redemption.ts';
import type { PrinterConnection, PrintOutcome } from '../../shared/domain/settings/printer.ts';
import { must } from '../../shared/kernel/assert.ts';
import type { HouseholdId, ItemId } from '../../shared/kernel/brands.ts';
import { openForReading } from '../../main/db/open-database.ts';
import { openShop, type Shop } from '../builders/shop.ts';
import { type PrinterMood, TestPrinter } from '../builders/test-printer.ts';

const printers: TestPrinter[] = [];
let shop: Shop;
let host: OpenShop;
let client: ShopClient;
let household: HouseholdId;
let item: ItemId;

beforeAll(async () => {
  shop = await openShop({ scheme: 'heixi' });
  household = shop.household().id;
  item = shop.item().id;
  shop.award(household, 900_000_000);
  shop.receive(item, 1_000, 100_000);
  shop.db.close();
  host = await openHost(shop.folder, null);
  client = host.shop;
});
afterEach(() => Promise.all(printers.splice(0).map((printer) => printer.stop())));
afterAll(async () => {
  await host.close();
  shop.open();
  shop.close();
});

async function printerThat(mood: PrinterMood): Promise<TestPrinter> {
  const printer = await TestPrinter.start(mood);
  printers.push(printer);
  await client.settings.savePrinter(printer.settings);
  return printer;
}

async function useConnection(connection: PrinterConnection): Promise<void> {
  await client.settings.savePrinter({ paperWidthMm: 58, connection, automatic: true });
}

let requests = 0;
function redeem(): Promise<RedemptionRecord> {
  requests += 1;
  const requestId = `printer-${String(requests).padStart(6, '0')}`;
  return client.redemption.redeem({ requestId, householdId: household, lines: [{ itemId: item, quantity: 1 }] });
}

/** The books as they are on the disk: how many entries, the last hash, and whether everything adds up. */
function books(): { readonly entries: number; readonly lastHash: string } {
  const db = openForReading(shop.path);
  const { problem, entries, lastHash } = verify(db);
  db.close();
  expect(problem).toBeNull();
  return { entries, lastHash };
}

/** How often the slip of this redemption came out whole, as the original and as a reprint. */
function cutSlips(printer: TestPrinter, documentNo: string): { readonly originals: number; readonly reprints: number } {
  const whole = printer.slips.filter(
    ({ printed }) => printed.lines.includes(`单号 ${documentNo}`) && printed.items.some(({ type }) => type === 'cut'),
  );
  const reprints = whole.filter(({ printed }) => printed.lines.some((line) => line.includes('补打'))).length;
  return { originals: whole.length - reprints, reprints };
}

/** Prints one slip; the redemption it belongs to and the books must be the same before and after. */
async function printOne(): Promise<{ readonly record: RedemptionRecord; readonly outcome: PrintOutcome }> {
  const record = await redeem();
  const before = books();
  const outcome = await client.redemption.printReceipt({ id: record.id });
  expect(books()).toEqual(before);
  expect(await client.redemption.get({ id: record.id })).toEqual(record);
  return { record, outcome };
}

/** A port on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test.each([
  ['none', async (): Promise<PrinterConnection> => Promise.resolve({ type: 'none' }), 'no_printer'],
  ['switched off', async () => ({ type: 'tcp', host: '127.0.0.1', port: await closedPort() }) as const, 'refused'],
  [
    'of an unknown name',
    async () => Promise.resolve({ type: 'tcp', host: 'no-such.invalid', port: 9100 } as const),
    'unreachable',
  ],
  ['unplugged', async () => Promise.resolve({ type: 'device', path: '/dev/no-such-lp' } as const), 'unreachable'],
  [
    'out of paper at the driver',
    async () => Promise.resolve({ type: 'device', path: '/dev/full' } as const),
    'paper_out',
  ],
] as const)('absent: %s', async (_name, connection, reason) => {
  await useConnection(await connection());
  const { record, outcome } = await printOne();
  expect(outcome).toEqual({ state: 'lost', reason });
  expect(printProblem(outcome)).toMatch(/\p{Script=Han}/u);
  const printer = await printerThat('good');
  expect(await client.redemption.printReceipt({ id: record.id, reprint: true })).toEqual({ state: 'confirmed' });
  expect(cutSlips(printer, record.documentNo)).toEqual({ originals: 0, reprints: 1 });
});

test.each([
  ['paper_out', { state: 'lost', reason: 'paper_out' }, '缺纸'],
  ['cover_open', { state: 'lost', reason: 'offline' }, '盖子'],
  ['paper_ends', { state: 'lost', reason: 'paper_out' }, '缺纸'],
  ['reset', { state: 'lost', reason: 'broken_off' }, '断开'],
  ['hangs_up', { state: 'lost', reason: 'broken_off' }, '断开'],
  ['half_close', { state: 'unconfirmed' }, null],
  ['mute', { state: 'unconfirmed' }, null],
  ['slow', { state: 'confirmed' }, null],
] as const)('a printer that is %s', async (mood, expected, words) => {
  const printer = await printerThat(mood);
  const { record, outcome } = await printOne();
  expect(outcome).toEqual(expected);
  const sentence = printProblem(outcome);
  if (words === null) expect(sentence).toBeNull();
  else expect(sentence).toContain(words);
  const { originals } = cutSlips(printer, record.documentNo);
  printer.mood = 'good';
  // Whoever asks again, by the button or by mistake: what comes now is marked as a second slip.
  expect(await client.redemption.printReceipt({ id: record.id })).toEqual({ state: 'confirmed' });
  expect(cutSlips(printer, record.documentNo)).toEqual({ originals, reprints: 1 });
  expect(originals).toBeLessThanOrEqual(1);
});

test.each(['stalls', 'never_reads'] as const)(
  'the counter goes on while a printer %s, and its slip comes out only when asked for',
  async (mood) => {
    const printer = await printerThat(mood);
    const record = await redeem();
    let told = false;
    const printing = client.redemption.printReceipt({ id: record.id }).finally(() => (told = true));
    // Three more households are served while the first slip is stuck; none of them hears of the printer.
    const served = [await redeem()];
    expect(told).toBe(false);
    served.push(await redeem(), await redeem());
    expect(new Set(served.map(({ documentNo }) => documentNo)).size).toBe(3);
    const outcome = await printing;
    expect(outcome).toEqual({ state: 'unconfirmed' });
    expect(cutSlips(printer, record.documentNo)).toEqual({ originals: 0, reprints: 0 });
    printer.mood = 'good';
    expect(await client.redemption.printReceipt({ id: record.id, reprint: true })).toEqual({ state: 'confirmed' });
    expect(cutSlips(printer, record.documentNo)).toEqual({ originals: 0, reprints: 1 });
    for (const { documentNo } of served) {
      expect(cutSlips(printer, documentNo)).toEqual({ originals: 0, reprints: 0 });
    }
  },
);

test('the same slip asked for twice at once comes out once as the original', async () => {
  const printer = await printerThat('good');
  const record = await redeem();
  const asked = [1, 2, 3].map(() => client.redemption.printReceipt({ id: record.id }));
  expect(await Promise.all(asked)).toEqual([1, 2, 3].map(() => ({ state: 'confirmed' })));
  expect(cutSlips(printer, record.documentNo)).toEqual({ originals: 1, reprints: 2 });
});

test('a printer set up while the old one hangs prints at once', async () => {
  const stuck = await printerThat('never_reads');
  const first = await redeem();
  let told = false;
  const printing = client.redemption.printReceipt({ id: first.id }).finally(() => (told = true));
  const good = await printerThat('good');
  const second = await redeem();
  expect(await client.redemption.printReceipt({ id: second.id })).toEqual({ state: 'confirmed' });
  expect(told).toBe(false);
  expect(cutSlips(good, second.documentNo)).toEqual({ originals: 1, reprints: 0 });
  await printing;
  expect(must(stuck.slips[0], 'it was connected').printed.items).toEqual([]);
});
