import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { PaperWidthMm, PrinterSettings } from '../../shared/domain/settings/printer.ts';
import { EscPosDecoder, type StatusRequest } from './escpos-decoder.ts';

/**
 * good: answers every question. mute: prints and says nothing. paper_out, cover_open: answers, and says so.
 * paper_ends: is well when asked first, and runs out of paper while it prints. never_reads: takes the connection and nothing else.
 * hangs_up: closes both sides at once, as one that serves somebody else does.
 * reset: breaks the connection off at the first byte. half_close: closes its own side at once and prints all the same.
 * chatter: sends unasked status all the time and answers nothing. drawer_open: chatter's kind of status, and answers.
 * stalls: prints the first lines of a slip and then does nothing any more, as one that has got stuck.
 * slow: answers every question, and takes a few bytes at a time with a rest after each.
 */
export type PrinterMood =
  | 'good'
  | 'mute'
  | 'paper_out'
  | 'cover_open'
  | 'paper_ends'
  | 'never_reads'
  | 'hangs_up'
  | 'reset'
  | 'half_close'
  | 'chatter'
  | 'drawer_open'
  | 'stalls'
  | 'slow';

/** One connection: what came, and what it would have printed. `closed` is true once the sender has finished or gone. */
export type ReceivedSlip = { readonly bytes: Buffer; readonly printed: EscPosDecoder; readonly closed: boolean };

/** Automatic status of an idle printer with its drawer open: the last three bytes look like answers to GS r. */
const UNASKED = Uint8Array.of(0x14, 0x00, 0x00, 0x0f);
const CHATTER_EVERY_MS = 2;
/** Bytes of a slip that a stalling printer takes, and that a slow one takes between two rests. */
const STALLS_AFTER = 60;
const SLOW_BYTES = 24;
const SLOW_REST_MS = 5;

export class TestPrinter {
  mood: PrinterMood;
  private readonly server: Server;
  private readonly widthDots: number;
  private readonly paperWidthMm: PaperWidthMm;
  private readonly sockets = new Set<Socket>();
  private readonly connections: { chunks: Buffer[]; printed: EscPosDecoder; closed: boolean }[] = [];
  private waiting: (() => void)[] = [];

  private constructor(mood: PrinterMood, paperWidthMm: PaperWidthMm) {
    this.mood = mood;
    this.paperWidthMm = paperWidthMm;
    this.widthDots = paperWidthMm === 58 ? 384 : 576;
    this.server = createServer({ allowHalfOpen: true }, (socket) => this.serve(socket));
  }

  /** Listens on 127.0.0.1, on a port of the system's choice unless told. */
  static async start(mood: PrinterMood = 'good', paperWidthMm: PaperWidthMm = 58, port = 0): Promise<TestPrinter> {
    const printer = new TestPrinter(mood, paperWidthMm);
    await new Promise<void>((resolve, reject) => {
      printer.server.once('error', reject);
      printer.server.listen(port, '127.0.0.1', resolve);
    });
    return printer;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get settings(): PrinterSettings {
    const connection = { type: 'tcp', host: '127.0.0.1', port: this.port } as const;
    return { paperWidthMm: this.paperWidthMm, connection, automatic: true };
  }

  /** All connections so far, oldest first; those that only asked for the status have printed nothing. */
  get slips(): ReceivedSlip[] {
    return this.connections.map(({ chunks, printed, closed }) => ({ bytes: Buffer.concat(chunks), printed, closed }));
  }

  /** The first `count` connections, once they are all closed. */
  async finished(count = 1): Promise<ReceivedSlip[]> {
    while (this.connections.filter(({ closed }) => closed).length < count) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    return this.slips.slice(0, count);
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(socket: Socket): void {
    const { mood } = this;
    const printed = new EscPosDecoder({
      widthDots: this.widthDots,
      onStatus: (request) => answer(socket, mood, request, printed),
    });
    const connection = { chunks: [] as Buffer[], printed, closed: false };
    this.connections.push(connection);
    this.sockets.add(socket);
    socket.on('error', () => {});
    const chatter =
      mood === 'chatter' || mood === 'drawer_open' ? setInterval(() => chat(socket), CHATTER_EVERY_MS) : null;
    const finish = (): void => {
      if (chatter !== null) clearInterval(chatter);
      connection.closed = true;
      for (const wake of this.waiting.splice(0)) wake();
    };
    socket.on('close', () => {
      this.sockets.delete(socket);
      finish();
    });
    if (mood === 'never_reads') return;
    if (mood === 'hangs_up') socket.destroy();
    if (mood === 'half_close') socket.end();
    socket.on('data', (bytes: Buffer) => {
      if (mood === 'reset') return socket.resetAndDestroy();
      connection.chunks.push(bytes);
      if (mood === 'slow') printSlowly(socket, printed, bytes);
      else printed.push(mood === 'stalls' ? beforeStalling(connection.chunks) : bytes);
      if (mood === 'stalls' && Buffer.concat(connection.chunks).length > STALLS_AFTER) socket.pause();
      return undefined;
    });
    socket.on('end', () => {
      finish();
      socket.end();
    });
  }
}

/** Of the chunk that came last, what still fits before the printer gets stuck. */
function beforeStalling(chunks: readonly Buffer[]): Buffer {
  const last = chunks.at(-1) ?? Buffer.alloc(0);
  const before = chunks.slice(0, -1).reduce((sum, { length }) => sum + length, 0);
  return last.subarray(0, Math.max(0, STALLS_AFTER - before));
}

function printSlowly(socket: Socket, printed: EscPosDecoder, bytes: Buffer): void {
  socket.pause();
  let at = 0;
  const resting = setInterval(() => {
    printed.push(bytes.subarray(at, at + SLOW_BYTES));
    at += SLOW_BYTES;
    if (at < bytes.length) return;
    clearInterval(resting);
    socket.resume();
  }, SLOW_REST_MS);
}

function chat(socket: Socket): void {
  if (socket.writable) socket.write(UNASKED);
}

function answer(socket: Socket, mood: PrinterMood, { command, n }: StatusRequest, printed: EscPosDecoder): void {
  if (!socket.writable || mood === 'mute' || mood === 'chatter' || mood === 'half_close') return;
  const paperOut = mood === 'paper_out' || (mood === 'paper_ends' && printed.items.length > 0);
  const stopped = paperOut || mood === 'cover_open';
  if (command === 'GS r') {
    if (!stopped) socket.write(Uint8Array.of(0x00));
  } else if (n === 4) {
    socket.write(Uint8Array.of(paperOut ? 0x72 : 0x12));
  } else {
    socket.write(Uint8Array.of(stopped ? 0x1e : 0x16));
  }
}
