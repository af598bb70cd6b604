import { Worker } from 'node:worker_threads';
import type { SecondRecordState } from '../../shared/domain/settings/second-record.ts';
import { endOfThread } from './end-thread.ts';
import type { RecordAnswer, RecordJob, RecordWord } from './record-worker.ts';
import type { RecordStep } from './record-writer.ts';

/** A medium that hangs must not hold up the end of the program. */
const EXIT_GRACE_MS = 5_000;
const NONE: RecordStep = { condition: 'none', behind: null, ahead: null };
const UNKNOWN: RecordStep = { condition: 'present', behind: null, ahead: null };
const FAILING: RecordStep = { condition: 'failing', behind: null, ahead: null };

export type RecordKeeperParts = {
  readonly databasePath: string;
  readonly workerUrl: URL;
  /** Keeps a bug of the thread, which nobody waits for. */
  readonly onFault: (error: unknown) => void;
};

/**
 * Keeps the second record on a thread of its own, which follows the books by itself: what is committed never waits for
 * it, and a medium that hangs holds up nothing but that thread.
 */
export class RecordKeeper {
  readonly #parts: RecordKeeperParts;
  #folder: string | null = null;
  #worker: Worker | null = null;
  #step: RecordStep = NONE;
  #words = 0;
  #waiting: { readonly followed: number; readonly done: () => void }[] = [];

  constructor(parts: RecordKeeperParts) {
    this.#parts = parts;
  }

  state(): SecondRecordState {
    return { path: this.#folder, ...this.#step };
  }

  /** Follows the books into another folder from now on; null: into none. */
  async follow(folder: string | null): Promise<void> {
    if (folder === this.#folder && (folder === null) === (this.#worker === null)) return;
    await this.stop(0);
    this.#folder = folder;
    this.#step = folder === null ? NONE : UNKNOWN;
    if (folder !== null) this.#start(folder);
  }

  #start(folder: string): void {
    const { databasePath, workerUrl } = this.#parts;
    const worker = new Worker(workerUrl, { workerData: { databasePath, folder } satisfies RecordJob });
    worker.unref();
    this.#worker = worker;
    this.#words = 0;
    worker.on('message', ({ step, followed }: RecordAnswer) => {
      if (this.#worker !== worker) return;
      this.#step = step;
      const done = this.#waiting.filter((each) => each.followed <= followed);
      this.#waiting = this.#waiting.filter((each) => each.followed > followed);
      for (const each of done) each.done();
    });
    worker.on('error', (error) => {
      if (this.#worker !== worker) return;
      this.#step = FAILING;
      this.#parts.onFault(error);
    });
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = null;
      for (const { done } of this.#waiting.splice(0)) done();
    });
  }

  /** Resolves once the record has been looked after since this was called, or its thread has ended. */
  async sync(): Promise<void> {
    await this.#say('sync');
  }

  #say(word: RecordWord): Promise<void> {
    const worker = this.#worker;
    if (worker === null) return Promise.resolve();
    return new Promise((done) => {
      this.#words += 1;
      this.#waiting.push({ followed: this.#words, done });
      worker.postMessage(word);
    });
  }

  /** Ends the thread, after a last look at the books when there are `graceMs` for it. */
  async stop(graceMs: number): Promise<void> {
    const worker = this.#worker;
    if (worker === null) return;
    const last = this.#say('end');
    if (graceMs > 0) {
      const { promise: tooLate, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, graceMs);
      await Promise.race([last, tooLate]);
      clearTimeout(timer);
    }
    this.#worker = null;
    await endOfThread(worker, EXIT_GRACE_MS);
  }
}
