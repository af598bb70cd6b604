import type { SerialPort } from 'serialport';
import type { PrintFailure, PrintOutcome } from '../../shared/domain/settings/printer.ts';
import { converse, type PrinterLine } from './dialogue.ts';
import { lost, type Sending, type SendLimits, timer, UNCONFIRMED } from './sending.ts';

/** To a printer on a serial line (8 data bits, no parity, 1 stop bit). */
export function sendOverSerial(path: string, baudRate: number, bytes: Uint8Array, limits: SendLimits): Sending {
  const progress = { open: false, taken: false };
  const deadline = timer(limits.totalMs);
  const deadlineMs = performance.now() + limits.totalMs;
  let port: SerialPort | null = null;
  const talk = async (): Promise<PrintOutcome> => {
    // Loaded when first needed: it is a native module that most shops never use.
    const serial = await import('serialport').catch(() => null);
    if (serial === null) return lost('unreachable');
    const opening = new serial.SerialPort({ path, baudRate, autoOpen: false });
    port = opening;
    const refusal = await new Promise<Error | null>((resolve) => opening.open(resolve));
    if (refusal !== null) return lost(failureOf(refusal));
    progress.open = true;
    const broken = new Promise<PrintOutcome>((resolve) => {
      opening.on('error', () => resolve(lost('broken_off')));
      opening.on('close', () => resolve(lost('broken_off')));
    });
    return Promise.race([
      broken,
      converse(lineOf(opening), bytes, { limits, deadlineMs, onTaken: () => (progress.taken = true) }),
    ]);
  };
  const timedOut = deadline.elapsed.then(() => {
    if (progress.taken) return UNCONFIRMED;
    return lost(progress.open ? 'timed_out' : 'unreachable');
  });
  const outcome = Promise.race([timedOut, talk()]);
  const released = outcome.then(() => {
    deadline.cancel();
    return port === null ? undefined : closePort(port, limits.lingerMs);
  });
  return { outcome, released };
}

function lineOf(port: SerialPort): PrinterLine {
  return {
    write: (bytes) =>
      new Promise((resolve) => {
        port.write(Buffer.from(bytes), (failed) => {
          if (!failed) port.drain((undrained) => (undrained ? undefined : resolve()));
        });
      }),
    onBytes: (listener) => port.on('data', listener),
    onSilence: (listener) => port.once('close', listener),
  };
}

/** Throws away what has not been sent, without which closing would wait for a printer that holds the line. */
async function closePort(port: SerialPort, lingerMs: number): Promise<void> {
  if (!port.isOpen) return;
  const patience = timer(lingerMs);
  const closed = new Promise<void>((resolve) => port.flush(() => port.close(() => resolve())));
  await Promise.race([closed, patience.elapsed]);
  patience.cancel();
}

/** The library gives no codes, only sentences. */
function failureOf(error: Error): PrintFailure {
  return /permission|access|lock|busy/i.test(error.message) ? 'refused' : 'unreachable';
}
