import type { PrinterConnection, PrinterSettings, PrintOutcome } from '../../shared/domain/settings/printer.ts';
import { unreachable } from '../../shared/kernel/assert.ts';
import { PrintQueue } from './print-queue.ts';
import { sendOverSerial } from './send-over-serial.ts';
import { sendOverTcp } from './send-over-tcp.ts';
import { sendToPath } from './send-to-path.ts';
import { DEFAULT_LIMITS, lost, type Sending, type SendLimits } from './sending.ts';

type Reachable = Exclude<PrinterConnection, { type: 'none' }>;

const queue = new PrintQueue();

/**
 * Sends one slip and says what is known of it, within `totalMs` (10 seconds unless told). Never rejects because of the
 * printer, and never sends a slip twice: whether to print again is for a person to decide.
 */
export function sendToPrinter(
  settings: PrinterSettings,
  bytes: Uint8Array,
  options: Partial<SendLimits> = {},
): Promise<PrintOutcome> {
  const { connection } = settings;
  if (connection.type === 'none') return Promise.resolve(lost('no_printer'));
  const limits = { ...DEFAULT_LIMITS, ...options };
  return queue.send(JSON.stringify(connection), limits.totalMs, (totalMs) =>
    start(connection, bytes, { ...limits, totalMs }),
  );
}

function start(connection: Reachable, bytes: Uint8Array, limits: SendLimits): Sending {
  switch (connection.type) {
    case 'tcp':
      return sendOverTcp(connection.host, connection.port, bytes, limits);
    case 'serial':
      return sendOverSerial(connection.path, connection.baudRate, bytes, limits);
    case 'device':
    case 'share':
      return sendToPath(connection.path, bytes, limits);
    default:
      return unreachable(connection);
  }
}
