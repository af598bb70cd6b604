import type { PrintFailure, PrintOutcome } from '../../shared/domain/settings/printer.ts';

/** Failures after which it is certain that not a line came out. */
const NOTHING_CAME_OUT: ReadonlySet<PrintFailure> = new Set(['no_printer', 'unreachable', 'refused']);

/** More slips than any shop prints between two starts of its host. */
const REMEMBERED = 10_000;

/**
 * Which receipts may have come out of the printer already: a second one says 补打, also when whoever asks for it does
 * not know of the first. Kept while the host runs.
 */
export class PrintedSlips {
  private readonly ids = new Set<string>();

  has(id: string): boolean {
    return this.ids.has(id);
  }

  /** Sends a slip and remembers it from the moment it is under way, unless nothing can have come out. */
  async noting(id: string, send: () => Promise<PrintOutcome>): Promise<PrintOutcome> {
    const before = this.ids.has(id);
    this.ids.add(id);
    const outcome = await send();
    if (!before && outcome.state === 'lost' && NOTHING_CAME_OUT.has(outcome.reason)) this.ids.delete(id);
    const [oldest] = this.ids;
    if (this.ids.size > REMEMBERED && oldest !== undefined) this.ids.delete(oldest);
    return outcome;
  }
}
