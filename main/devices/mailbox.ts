import { timer } from './sending.ts';

/** Answers that arrive when they like, taken one at a time by someone who will not wait for ever. */
export class Mailbox<T> {
  private readonly items: T[] = [];
  private wake: (() => void) | null = null;
  private closed = false;

  post(item: T): void {
    this.items.push(item);
    this.wake?.();
  }

  /** Nothing more will come: whoever waits stops waiting. */
  close(): void {
    this.closed = true;
    this.wake?.();
  }

  clear(): void {
    this.items.length = 0;
  }

  /** The next item, or null when there is none within `ms` or none will ever come. */
  async take(ms: number): Promise<T | null> {
    if (this.items.length === 0 && !this.closed) {
      const patience = timer(ms);
      await Promise.race([patience.elapsed, new Promise<void>((resolve) => (this.wake = resolve))]);
      patience.cancel();
      this.wake = null;
    }
    return this.items.shift() ?? null;
  }
}
