import { connect, type Socket } from 'node:net';
import type { PrintFailure, PrintOutcome } from '../../shared/domain/settings/printer.ts';
import { converse, type PrinterLine } from './dialogue.ts';
import { lost, type Sending, type SendLimits, timer, UNCONFIRMED } from './sending.ts';

const NOT_THERE = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ETIMEDOUT',
  'EINVAL',
]);
/** After the printer has closed its side: how long a reset may take to arrive, which tells that it has closed both. */
const RESET_MS = 300;
/** How long the longest slip may take to come out of the slowest printer. */
const LAST_PRINT_MS = 60_000;

/** To a network printer's raw port (9100 as a rule). */
export function sendOverTcp(host: string, port: number, bytes: Uint8Array, limits: SendLimits): Sending {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    return { outcome: Promise.resolve(lost('unreachable')), released: Promise.resolve() };
  }
  const socket = connect({ host, port, allowHalfOpen: true, noDelay: true });
  const progress = { connected: false, taken: false };
  const deadline = timer(limits.totalMs);
  const deadlineMs = performance.now() + limits.totalMs;
  const broken = new Promise<PrintOutcome>((resolve) => {
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(lost(failureOf(error, progress.connected))));
  });
  const timedOut = deadline.elapsed.then(() => (progress.taken ? UNCONFIRMED : lost('timed_out')));
  const connecting = timer(Math.min(limits.connectMs, limits.totalMs));
  const notTaken = connecting.elapsed.then(() => lost('unreachable'));
  const talk = async (): Promise<PrintOutcome> => {
    const line = lineOf(socket);
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    connecting.cancel();
    progress.connected = true;
    const outcome = await converse(line, bytes, { limits, deadlineMs, onTaken: () => (progress.taken = true) });
    if (outcome.state === 'unconfirmed' && socket.readableEnded) await timer(RESET_MS).elapsed;
    return outcome;
  };
  const outcome = Promise.race([broken, notTaken, timedOut, talk()]);
  const released = outcome.then((known) => {
    deadline.cancel();
    connecting.cancel();
    return hangUp(socket, known, limits.lingerMs);
  });
  return { outcome, released };
}

function lineOf(socket: Socket): PrinterLine {
  const listeners: ((bytes: Uint8Array) => void)[] = [];
  // Attached from the start, so that nothing the printer sends is ever left unread.
  socket.on('data', (bytes: Buffer) => {
    for (const listener of listeners) listener(bytes);
  });
  return {
    write: (bytes) =>
      new Promise((resolve) => {
        socket.write(bytes, (error) => {
          if (!error) resolve();
        });
      }),
    onBytes: (listener) => listeners.push(listener),
    onSilence: (listener) => socket.once('end', listener),
  };
}

/**
 * A slip the printer would not take is withdrawn, lest it come out later; one that it has taken is let finish. A long slip may
 * still be printing when the next one's turn comes: the line stays open behind it, since cutting it would cut the slip.
 */
async function hangUp(socket: Socket, outcome: PrintOutcome, lingerMs: number): Promise<void> {
  if (socket.destroyed) return;
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  if (socket.connecting) {
    socket.destroy();
  } else if (outcome.state === 'lost' && outcome.reason === 'timed_out') {
    socket.resetAndDestroy();
  } else {
    socket.end();
    socket.unref();
    const abandon = setTimeout(() => socket.destroy(), LAST_PRINT_MS).unref();
    socket.once('close', () => clearTimeout(abandon));
    const patience = timer(lingerMs);
    await Promise.race([closed, patience.elapsed]);
    patience.cancel();
    return;
  }
  await closed;
}

function failureOf(error: NodeJS.ErrnoException, connected: boolean): PrintFailure {
  if (connected) return 'broken_off';
  if (error.code === 'ECONNREFUSED') return 'refused';
  return NOT_THERE.has(error.code ?? '') ? 'unreachable' : 'broken_off';
}
