import type { PrintOutcome } from '../../shared/domain/settings/printer.ts';
import { Mailbox } from './mailbox.ts';
import { CONFIRMED, lost, type SendLimits, UNCONFIRMED } from './sending.ts';
import { StatusReader } from './status-bytes.ts';

/** A two-way line to a printer. What the printer sends is always read, or its bytes would reset the line when it is closed. */
export type PrinterLine = {
  /** Resolves when the operating system has taken all bytes; stays open for ever when the line breaks. */
  readonly write: (bytes: Uint8Array) => Promise<void>;
  readonly onBytes: (listener: (bytes: Uint8Array) => void) => void;
  /** The printer will say nothing more. */
  readonly onSilence: (listener: () => void) => void;
};

/** DLE EOT 4 (paper sensor) and DLE EOT 1 (printer): answered at once, even by a printer that has stopped. */
const HOW_ARE_YOU = Uint8Array.of(0x10, 0x04, 0x04, 0x10, 0x04, 0x01);
/** GS r 1: answered when everything before it has been worked through. */
const ACKNOWLEDGE = Uint8Array.of(0x1d, 0x72, 0x01);
const PAPER_END = 0x60;
const OFFLINE = 0x08;
const TRANSMITTED_PAPER_END = 0x0c;

/** `deadlineMs` is on the clock of performance.now(); `onTaken` is called once all bytes have left. */
export type Conversation = {
  readonly limits: SendLimits;
  readonly deadlineMs: number;
  readonly onTaken: () => void;
};

/** Asks how the printer is, sends the slip, asks for an acknowledgement and, while that is not there, how the printer is now. */
export async function converse(
  line: PrinterLine,
  bytes: Uint8Array,
  conversation: Conversation,
): Promise<PrintOutcome> {
  const { limits, deadlineMs, onTaken } = conversation;
  const answers = listen(line);
  const before = await answers.state(limits.greetingMs);
  if (before.trouble !== null) return before.trouble;
  answers.transmitted.clear();
  await line.write(Buffer.concat([bytes, ACKNOWLEDGE]));
  onTaken();
  for (;;) {
    const acknowledgement = await answers.transmitted.take(limits.acknowledgementMs);
    if (acknowledgement !== null) {
      return (acknowledgement & TRANSMITTED_PAPER_END) === TRANSMITTED_PAPER_END ? lost('paper_out') : CONFIRMED;
    }
    const after = before.answered ? await answers.state(limits.greetingMs) : answers.automaticState();
    if (after.trouble !== null) return after.trouble;
    const roundMs = limits.acknowledgementMs + limits.greetingMs;
    if (!after.answered || performance.now() + roundMs > deadlineMs) return UNCONFIRMED;
  }
}

type State = { readonly answered: boolean; readonly trouble: PrintOutcome | null };

function listen(line: PrinterLine) {
  const reader = new StatusReader();
  const realTime = new Mailbox<number>();
  const transmitted = new Mailbox<number>();
  let automatic: State = { answered: false, trouble: null };
  line.onBytes((bytes) => {
    for (const answer of reader.read(bytes)) {
      if (answer.type === 'realTime') realTime.post(answer.byte);
      else if (answer.type === 'transmitted') transmitted.post(answer.byte);
      else automatic = { answered: false, trouble: trouble(answer.paperOut, answer.offline) };
    }
  });
  line.onSilence(() => {
    realTime.close();
    transmitted.close();
  });
  const state = async (ms: number): Promise<State> => {
    realTime.clear();
    await line.write(HOW_ARE_YOU);
    const paper = await realTime.take(ms);
    if (paper === null) return automatic;
    const printer = await realTime.take(ms);
    return { answered: true, trouble: trouble((paper & PAPER_END) !== 0, ((printer ?? 0) & OFFLINE) !== 0) };
  };
  return { state, transmitted, automaticState: () => automatic };
}

function trouble(paperOut: boolean, offline: boolean): PrintOutcome | null {
  if (paperOut) return lost('paper_out');
  return offline ? lost('offline') : null;
}
