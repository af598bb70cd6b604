import type { PrintOutcome } from '../../shared/domain/settings/printer.ts';
import { lost, type Sending, timer } from './sending.ts';

/**
 * One slip at a time for each printer, in the order of the calls, so that two never mix on the paper. A slip whose
 * time has passed before its turn came is dropped: nothing comes out after its caller was told that it was lost.
 */
export class PrintQueue {
  private readonly tails = new Map<string, Promise<void>>();

  /** `start` is given the milliseconds that are left of `totalMs`. */
  send(printer: string, totalMs: number, start: (remainingMs: number) => Sending): Promise<PrintOutcome> {
    const deadline = performance.now() + totalMs;
    const patience = timer(totalMs);
    let givenUp = false;
    const turn = (this.tails.get(printer) ?? Promise.resolve()).then(() => {
      patience.cancel();
      return givenUp ? null : start(deadline - performance.now());
    });
    // A fault in one sender goes to its caller; the printer's next slip is sent all the same.
    const tail = turn.then((sending) => sending?.released).catch(() => {});
    this.tails.set(printer, tail);
    void tail.then(() => {
      if (this.tails.get(printer) === tail) this.tails.delete(printer);
    });
    const tooLate = patience.elapsed.then(() => {
      givenUp = true;
      return lost('timed_out');
    });
    return Promise.race([tooLate, turn.then((sending) => sending?.outcome ?? lost('timed_out'))]);
  }
}
