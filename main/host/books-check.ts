import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { endOfThread } from '../backup/end-thread.ts';
import type { FullCheck } from '../backup/rescue-inspect.ts';
import { workerUrl } from './worker-url.ts';

/** Large books are counted for seconds. */
const GRACE_MS = 20_000;

/** A check under way on a thread of its own. */
export type RunningCheck = { readonly result: Promise<FullCheck | 'stopped'>; readonly stop: () => Promise<void> };

/** Looks at every page and counts every sum while the counter goes on selling. Rejects with what the thread threw. */
export function checkInBackground(databasePath: string): RunningCheck {
  const worker = new Worker(workerUrl('books-checker'), { workerData: { databasePath } });
  const answered = once(worker, 'message').then(([result]) => result as FullCheck);
  const ended = once(worker, 'exit').then(() => 'stopped' as const);
  const result = Promise.race([answered, ended]);
  // The loser of the race may still fail; its failure has been told by the winner.
  answered.catch(() => undefined);
  ended.catch(() => undefined);
  return { result, stop: () => endOfThread(worker, GRACE_MS) };
}

const FULL_CHECK_EVERY_MS = 24 * 3_600_000;
/** Counted at every start: a second at most. */
const SMALL_SHOP_BYTES = 64 * 1024 * 1024;

/** Whether the books should be counted again at this start. */
export function isCheckDue(facts: {
  readonly closedInOrder: boolean;
  readonly checkedMs: number;
  readonly nowMs: number;
  readonly bytes: number;
}): boolean {
  const { closedInOrder, checkedMs, nowMs, bytes } = facts;
  return !closedInOrder || bytes <= SMALL_SHOP_BYTES || Math.abs(nowMs - checkedMs) >= FULL_CHECK_EVERY_MS;
}
