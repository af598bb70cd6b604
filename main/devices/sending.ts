import type { PrintFailure, PrintOutcome } from '../../shared/domain/settings/printer.ts';

/** How long a slip may take, in milliseconds. */
export type SendLimits = {
  /** From the call to the outcome, waiting for earlier slips included. */
  readonly totalMs: number;
  /** For a network printer to take the connection: one that is switched off shall be reported soon. */
  readonly connectMs: number;
  /** For the printer to say how it is before it is sent anything; many never answer. */
  readonly greetingMs: number;
  /** For the acknowledgement to come: once from a printer that answers no questions, again and again from one that does. */
  readonly acknowledgementMs: number;
  /** After the outcome, for the printer to take its leave before the line is cut. */
  readonly lingerMs: number;
};

export const DEFAULT_LIMITS: SendLimits = {
  totalMs: 10_000,
  connectMs: 3_000,
  greetingMs: 400,
  acknowledgementMs: 1_500,
  lingerMs: 3_000,
};

/** A slip on its way: what became of it, and when the next one may be sent. Neither promise ever rejects. */
export type Sending = { readonly outcome: Promise<PrintOutcome>; readonly released: Promise<void> };

export const CONFIRMED: PrintOutcome = { state: 'confirmed' };
export const UNCONFIRMED: PrintOutcome = { state: 'unconfirmed' };
export const lost = (reason: PrintFailure): PrintOutcome => ({ state: 'lost', reason });

/** Resolves after `ms`; `cancel` lets the process end sooner. */
export function timer(ms: number): { readonly elapsed: Promise<void>; readonly cancel: () => void } {
  let cancel = (): void => {};
  const elapsed = new Promise<void>((resolve) => {
    const handle = setTimeout(resolve, Math.max(0, ms));
    cancel = () => clearTimeout(handle);
  });
  return { elapsed, cancel };
}
