import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Paper, PaperBytes } from './paper.ts';

/** Enough for a price list of 5,000 rows, and a bound for a mistake. */
const LIMITS = { maxOldGenerationSizeMb: 768 };

/**
 * The one way to a PDF: `renderPaper` of the host lays papers out one after the other, each in a thread of its own, so that the
 * counter is never kept waiting and memory is given back. `worker` is where the layouter's code lies.
 */
export function paperRenderer(worker: URL): (paper: Paper) => Promise<PaperBytes> {
  let before: Promise<unknown> = Promise.resolve();
  return (paper) => {
    const made = before.then(() => renderOnce(worker, paper));
    before = made.catch(() => undefined);
    return made;
  };
}

async function renderOnce(worker: URL, paper: Paper): Promise<PaperBytes> {
  const thread = new Worker(worker, { workerData: paper, resourceLimits: LIMITS });
  try {
    const [made] = (await once(thread, 'message')) as [PaperBytes];
    return made;
  } finally {
    await thread.terminate();
  }
}
