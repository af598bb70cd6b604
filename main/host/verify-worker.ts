import { parentPort, workerData } from 'node:worker_threads';
import { must } from '../../shared/kernel/assert.ts';
import { openForReading } from '../db/open-database.ts';
import { verifyBooks } from '../usecases/settings/read-status.ts';

/** Counts the books again, in one state of them, while the counter goes on selling. */
const port = must(parentPort, 'runs as a worker');
const { databasePath } = workerData as { readonly databasePath: string };
const db = openForReading(databasePath);
try {
  db.exec('BEGIN');
  port.postMessage(verifyBooks(db));
} finally {
  db.close();
  port.close();
}
