import { Worker } from 'node:worker_threads';
import type { VerifyReport } from '../../shared/contract/settings.ts';
import { workerUrl } from './worker-url.ts';

/** Counts the books again on a thread of its own: large books take seconds, and a redemption must not wait for them. */
export function verifyInBackground(databasePath: string): Promise<VerifyReport> {
  const worker = new Worker(workerUrl('books-verifier'), { workerData: { databasePath } });
  return new Promise((done, fail) => {
    worker.once('message', done);
    worker.once('error', fail);
    worker.once('exit', () => fail(new Error('the verifying thread ended without an answer')));
  });
}
