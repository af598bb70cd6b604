import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { PhotosReport, VerifyReport } from '../../shared/contract/settings.ts';
import { photoProblemText } from '../../shared/messages/verify-text.ts';
import { checkPhotos, photosIn, photosOfBooks } from '../backup/photo-copies.ts';
import { must } from '../../shared/kernel/assert.ts';
import { openForReading } from '../db/open-database.ts';
import { verifyBooks } from '../usecases/settings/read-status.ts';

/** So many pictures are named; of the others it is said how many there are. */
const MOST_NAMED = 20;

/** Counts the books again, in one state of them, while the counter goes on selling. */
const port = must(parentPort, 'runs as a worker');
const { databasePath } = workerData as { readonly databasePath: string };
const db = openForReading(databasePath);
try {
  db.exec('BEGIN');
  const books = verifyBooks(db);
  const photos = photosOfBooks(db);
  // Pictures take longer than books: nothing waits for their state of the log.
  db.exec('COMMIT');
  port.postMessage({ ...books, photos: photosReport(photos) } satisfies VerifyReport);
} finally {
  db.close();
  port.close();
}

function photosReport(photos: ReturnType<typeof photosOfBooks>): PhotosReport {
  const troubles = checkPhotos(photos, photosIn(dirname(databasePath)));
  return {
    carried: photos.length,
    off: troubles.length,
    messages: troubles.slice(0, MOST_NAMED).map(({ photo, kind }) => photoProblemText(kind, photo)),
  };
}
