import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { LedgerRow } from '../../../../shared/domain/ledger/ledger-row.ts';
import type { Instant } from '../../../../shared/kernel/brands.ts';
import type { SheetPlan } from './sheet-plan.ts';

/** A sheet whose rows are already at hand. */
export type ReadySheet = Omit<SheetPlan, 'rows'> & { readonly rows: readonly LedgerRow[] };

export type WriterInput = { readonly sheets: readonly ReadySheet[]; readonly made: Instant };

/**
 * The workbook of a few ready sheets as bytes, written in a thread of its own so that the counter is never kept
 * waiting. `worker` is where the writer's code lies. Rejects when a row does not fit its columns.
 */
export async function writeInWorker(worker: URL, sheets: readonly ReadySheet[], made: Instant): Promise<Uint8Array> {
  const input: WriterInput = { sheets, made };
  const writer = new Worker(worker, { workerData: input });
  try {
    const [bytes] = (await once(writer, 'message')) as [Uint8Array];
    return bytes;
  } finally {
    await writer.terminate();
  }
}
