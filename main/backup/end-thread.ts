import type { Worker } from 'node:worker_threads';

/**
 * Lets a thread close its books and end: one that is cut off inside the database driver can take the whole process
 * along. Only one that has not ended after `graceMs` milliseconds is cut off.
 */
export async function endOfThread(worker: Worker, graceMs: number): Promise<void> {
  const { promise: exited, resolve } = Promise.withResolvers<void>();
  worker.once('exit', () => resolve());
  if (worker.threadId === -1) resolve();
  const patience = setTimeout(() => void worker.terminate(), graceMs);
  await exited;
  clearTimeout(patience);
}
