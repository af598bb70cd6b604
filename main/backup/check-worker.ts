import { parentPort, workerData } from 'node:worker_threads';
import { must } from '../../shared/kernel/assert.ts';
import { checkFully } from './rescue-inspect.ts';

/** Counts all books again while the counter goes on selling. */
const port = must(parentPort, 'runs as a worker');
const { databasePath } = workerData as { readonly databasePath: string };
try {
  port.postMessage(checkFully(databasePath));
} finally {
  port.close();
}
