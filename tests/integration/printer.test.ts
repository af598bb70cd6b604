import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { sendToPrinter } from '../../main/devices/send-to-printer.ts';
import { encodeReceipt } from '../../main/documents/receipt/encode-receipt.ts';
import { layoutReceipt } from '../../main/documents/receipt/layout-receipt.ts';
import type { PrinterConnection, PrinterSettings } from '../../shared/domain/settings/printer.ts';
import { receiptData } from '../builders/receipt-data.ts';
import { type PrinterMood, TestPrinter } from '../builders/test-printer.ts';

const SLIP = encodeReceipt(layoutReceipt(receiptData(), 58));
/** Short waits for answers that will not come, and a short end for a line that will not move. */
const SILENT = { greetingMs: 50, acknowledgementMs: 50, lingerMs: 500 };
const STUCK = { ...SILENT, totalMs: 1_000 };
/** Long enough for an answer on a busy machine, short while it is told that there is trouble. */
const ANSWERING = { totalMs: 60_000, greetingMs: 20_000, acknowledgementMs: 100 };
/** Reset, a line of text without end: more than any socket buffer holds. */
const ENDLESS = Buffer.concat([Buffer.from('1b401c26', 'hex'), Buffer.from('a\n'.repeat(8_000_000))]);

const printers: TestPrinter[] = [];
async function printerThat(mood: PrinterMood): Promise<TestPrinter> {
  const printer = await TestPrinter.start(mood);
  printers.push(printer);
  return printer;
}
afterEach(() => Promise.all(printers.splice(0).map((printer) => printer.stop())));

const settingsOf = (connection: PrinterConnection): PrinterSettings => ({
  paperWidthMm: 58,
  connection,
  automatic: true,
});

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'printer-test-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** A file that cannot be opened for writing until someone reads it, like a printer that has hung. */
function makePipe(path: string): void {
  const program = 'mkfifo';
  execFileSync(program, [path]);
}

/** What lies in a pipe now. Open for both directions, it does not end between two slips. */
function readAll(pipe: number): Buffer {
  const bytes = Buffer.alloc(10 * SLIP.length);
  return bytes.subarray(0, readSync(pipe, bytes));
}

describe('network printer', () => {
  test('a slip that the printer acknowledges is confirmed, and is printed whole', async () => {
    const printer = await printerThat('good');
    expect(await sendToPrinter(printer.settings, SLIP)).toEqual({ state: 'confirmed' });
    const [slip] = await printer.finished();
    expect(slip?.printed.problems).toEqual([]);
    expect(slip?.printed.lines).toContain('户主 冉*荣');
    expect(slip?.printed.items.at(-1)).toEqual({ type: 'cut' });
    expect(slip?.printed.requests.at(-1)).toEqual({ command: 'GS r', n: 1 });
  });

  test('unasked status bytes are not taken for the acknowledgement', async () => {
    const printer = await printerThat('chatter');
    expect(await sendToPrinter(printer.settings, SLIP, SILENT)).toEqual({ state: 'unconfirmed' });
    const answering = await printerThat('drawer_open');
    expect(await sendToPrinter(answering.settings, SLIP)).toEqual({ state: 'confirmed' });
  });

  test.for(['mute', 'half_close', 'chatter'] as const)(
    'a printer that answers nothing (%s) still gets every byte, unconfirmed',
    async (mood) => {
      const printer = await printerThat(mood);
      const bytes = Buffer.concat(Array.from({ length: 100 }, () => SLIP));
      expect(await sendToPrinter(printer.settings, bytes, SILENT)).toEqual({ state: 'unconfirmed' });
      const [slip] = await printer.finished();
      expect(slip?.bytes.includes(bytes)).toBe(true);
      expect(slip?.printed.items.filter((item) => item.type === 'cut')).toHaveLength(100);
    },
  );

  test.for([
    ['paper_out', 'paper_out'],
    ['cover_open', 'offline'],
  ] as const)('a printer that says %s is sent nothing that could come out later', async ([mood, reason]) => {
    const printer = await printerThat(mood);
    expect(await sendToPrinter(printer.settings, SLIP, ANSWERING)).toEqual({ state: 'lost', reason });
    const [slip] = await printer.finished();
    expect(slip?.printed.items).toEqual([]);
  });

  test('paper that ends while printing is reported', async () => {
    const printer = await printerThat('paper_ends');
    expect(await sendToPrinter(printer.settings, SLIP, ANSWERING)).toEqual({ state: 'lost', reason: 'paper_out' });
  });

  test.for(['reset', 'hangs_up'] as const)('a connection that is broken off (%s) loses the slip', async (mood) => {
    const printer = await printerThat(mood);
    expect(await sendToPrinter(printer.settings, SLIP, SILENT)).toEqual({ state: 'lost', reason: 'broken_off' });
  });

  test('a printer that never reads does not hold its caller for ever, nor the slips for other printers', async () => {
    const stuck = await printerThat('never_reads');
    const good = await printerThat('good');
    const toStuck = [ENDLESS, SLIP].map((bytes) => sendToPrinter(stuck.settings, bytes, STUCK));
    expect(await sendToPrinter(good.settings, SLIP)).toEqual({ state: 'confirmed' });
    const timedOut = { state: 'lost', reason: 'timed_out' };
    expect(await Promise.all(toStuck)).toEqual([timedOut, timedOut]);
  });

  test('a slip that waited too long behind another is dropped: it does not come out after its caller gave up', async () => {
    const printer = await printerThat('never_reads');
    const first = sendToPrinter(printer.settings, ENDLESS, STUCK);
    const second = sendToPrinter(printer.settings, SLIP, { ...STUCK, totalMs: 200 });
    expect(await second).toEqual({ state: 'lost', reason: 'timed_out' });
    await first;
    printer.mood = 'good';
    expect(await sendToPrinter(printer.settings, SLIP)).toEqual({ state: 'confirmed' });
    expect(printer.slips).toHaveLength(2);
  });

  test('slips sent at once come out one after the other, in order', async () => {
    const printer = await printerThat('good');
    const numbers = Array.from({ length: 12 }, (_, index) => `DH20260701-${String(index).padStart(4, '0')}`);
    const outcomes = await Promise.all(
      numbers.map((documentNo) =>
        sendToPrinter(printer.settings, encodeReceipt(layoutReceipt(receiptData({ documentNo }), 58))),
      ),
    );
    expect(outcomes.map((outcome) => outcome.state)).toEqual(numbers.map(() => 'confirmed'));
    const slips = await printer.finished(numbers.length);
    expect(slips.map((slip) => slip.printed.lines[3])).toEqual(numbers.map((no) => `单号 ${no}`));
    expect(slips.flatMap((slip) => slip.printed.problems)).toEqual([]);
  });

  test('a printer that is off refuses the connection', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await new Promise((resolve) => server.close(resolve));
    const off = settingsOf({ type: 'tcp', host: '127.0.0.1', port });
    expect(await sendToPrinter(off, SLIP, SILENT)).toEqual({ state: 'lost', reason: 'refused' });
  });

  test.for([
    { type: 'tcp', host: '127.0.0.1', port: 70_000 },
    { type: 'tcp', host: 'no-such-printer.invalid', port: 9100 },
    { type: 'device', path: '/dev/no-such-printer' },
    { type: 'device', path: '' },
    { type: 'share', path: '\\\\localhost\\NO-SUCH' },
    { type: 'serial', path: '/dev/no-such-tty', baudRate: 9600 },
  ] as const)('what is not there is unreachable: $path$host$port', async (connection) => {
    expect(await sendToPrinter(settingsOf(connection), SLIP, SILENT)).toEqual({ state: 'lost', reason: 'unreachable' });
  });

  test('without a printer nothing is tried', async () => {
    expect(await sendToPrinter(settingsOf({ type: 'none' }), SLIP)).toEqual({ state: 'lost', reason: 'no_printer' });
  });
});

describe('device file', () => {
  test('slips are written one behind the other', async () => {
    const path = join(folder(), 'lp0');
    makePipe(path);
    const device = settingsOf({ type: 'device', path });
    const pipe = openSync(path, 'r+');
    const sent = [1, 2].map(() => sendToPrinter(device, SLIP));
    expect(await Promise.all(sent)).toEqual([{ state: 'unconfirmed' }, { state: 'unconfirmed' }]);
    expect(readAll(pipe).equals(Buffer.concat([SLIP, SLIP]))).toBe(true);
    closeSync(pipe);
  });

  test('an ordinary file is no printer, and nothing is written into it', async () => {
    const path = join(folder(), 'shop.db');
    writeFileSync(path, '账本');
    const link = join(folder(), 'lp0');
    symlinkSync(path, link);
    for (const each of [path, link, folder()]) {
      const device = settingsOf({ type: 'device', path: each });
      expect(await sendToPrinter(device, SLIP)).toEqual({ state: 'lost', reason: 'unreachable' });
    }
    expect(readFileSync(path, 'utf8')).toBe('账本');
  });

  test('a device that never opens is given up, and what was meant for it never comes out', async () => {
    const path = join(folder(), 'fifo');
    makePipe(path);
    const device = settingsOf({ type: 'device', path });
    expect(await sendToPrinter(device, SLIP, { totalMs: 300 })).toEqual({ state: 'lost', reason: 'timed_out' });
    const pipe = openSync(path, 'r+');
    expect(await sendToPrinter(device, SLIP)).toEqual({ state: 'unconfirmed' });
    expect(readAll(pipe).equals(Buffer.from(SLIP))).toBe(true);
    closeSync(pipe);
  });

  test('a printer driver without paper reports a full device', async () => {
    const full = settingsOf({ type: 'device', path: '/dev/full' });
    expect(await sendToPrinter(full, SLIP)).toEqual({ state: 'lost', reason: 'paper_out' });
  });
});
