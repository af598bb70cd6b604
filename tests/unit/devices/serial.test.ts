import { EventEmitter } from 'node:events';
import { beforeEach, expect, test, vi } from 'vitest';
import { sendToPrinter } from '../../../main/devices/send-to-printer.ts';
import type { PrinterSettings } from '../../../shared/domain/settings/printer.ts';

const line = vi.hoisted(() => ({
  refusal: null as Error | null,
  answers: true,
  takes: true,
  written: [] as Buffer[],
  calls: [] as string[],
}));

/** The part of the library that is used, on a line that behaves as `line` says. */
vi.mock('serialport', () => ({
  SerialPort: class extends EventEmitter {
    isOpen = false;
    open(done: (refusal: Error | null) => void): void {
      line.calls.push('open');
      this.isOpen = line.refusal === null;
      queueMicrotask(() => done(line.refusal));
    }
    write(bytes: Buffer, done: (failed: Error | null) => void): void {
      line.written.push(bytes);
      queueMicrotask(() => done(null));
      if (!line.answers) return;
      const reply = bytes.at(0) === 0x10 ? [0x12, 0x16] : [0x00];
      setImmediate(() => this.emit('data', Buffer.from(reply)));
    }
    drain(done: (failed: Error | null) => void): void {
      if (line.takes) queueMicrotask(() => done(null));
    }
    flush(done: () => void): void {
      line.calls.push('flush');
      queueMicrotask(done);
    }
    close(done: () => void): void {
      line.calls.push('close');
      this.isOpen = false;
      queueMicrotask(done);
    }
  },
}));

const settings: PrinterSettings = {
  paperWidthMm: 58,
  connection: { type: 'serial', path: '/dev/ttyS0', baudRate: 9600 },
  automatic: true,
};
const QUICK = { totalMs: 500, greetingMs: 20, acknowledgementMs: 20, lingerMs: 20 };
const SLIP = Uint8Array.of(0x1b, 0x40, 0x41, 0x0a);

beforeEach(() => {
  Object.assign(line, { refusal: null, answers: true, takes: true, written: [], calls: [] });
});

test('a printer that answers confirms, and the line is closed behind it', async () => {
  expect(await sendToPrinter(settings, SLIP)).toEqual({ state: 'confirmed' });
  expect(Buffer.concat(line.written).toString('hex')).toBe('100404100401' + '1b40410a' + '1d7201');
  await vi.waitFor(() => expect(line.calls).toEqual(['open', 'flush', 'close']));
});

test('a silent printer is unconfirmed', async () => {
  line.answers = false;
  expect(await sendToPrinter(settings, SLIP, QUICK)).toEqual({ state: 'unconfirmed' });
});

test('a line that is held by the printer times out, and what is left is thrown away', async () => {
  line.takes = false;
  expect(await sendToPrinter(settings, SLIP, QUICK)).toEqual({ state: 'lost', reason: 'timed_out' });
  await vi.waitFor(() => expect(line.calls).toEqual(['open', 'flush', 'close']));
});

test('a line in use is refused', async () => {
  line.refusal = new Error('Error Resource temporarily unavailable Cannot lock port');
  expect(await sendToPrinter(settings, SLIP, QUICK)).toEqual({ state: 'lost', reason: 'refused' });
});
