import { Worker } from 'node:worker_threads';
import type { RawRow, RawWorkbook } from '../../../../shared/domain/ledger/import/raw-workbook.ts';
import { err, ok, type Result } from '../../../../shared/kernel/result.ts';
import { READ_LIMITS, type ReadRefusalData } from './limits.ts';
import type { ReaderInput, ReaderMessage } from './worker.ts';

export type ReadRefusal = ReadRefusalData;

export type ReadOptions = {
  /** Where the reader's code is; the host knows whether it runs from source or bundled. */
  readonly worker: URL;
  readonly fileName: string;
  readonly signal?: AbortSignal;
  /** Rows taken over so far, and of how many on the sheets known so far. */
  readonly onProgress?: (done: number, total: number) => void;
};

/**
 * Reads a workbook in a worker of limited memory. Refusals: file_too_large, file_encrypted, file_not_a_workbook,
 * file_damaged, sheet_too_large, cancelled. Running out of memory counts as too large, out of time as damaged. Rejects when the reader itself is broken.
 */
export function readWorkbook(file: Uint8Array, options: ReadOptions): Promise<Result<RawWorkbook, ReadRefusal>> {
  if (file.byteLength > READ_LIMITS.fileBytes) return Promise.resolve(err(tooLargeRefusal(file)));
  if (options.signal?.aborted === true) return Promise.resolve(err({ code: 'cancelled' }));
  return new Promise((resolve, reject) => {
    const input: ReaderInput = { file, fileName: options.fileName };
    const worker = new Worker(options.worker, {
      workerData: input,
      resourceLimits: { maxOldGenerationSizeMb: READ_LIMITS.workerHeapMegabytes },
    });
    const sheets: { name: string; hidden: boolean; rows: RawRow[] }[] = [];
    let done = 0;
    let total = 0;
    const finish = (result: Result<RawWorkbook, ReadRefusal>): void => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', cancel);
      resolve(result);
      void worker.terminate();
    };
    const cancel = (): void => finish(err({ code: 'cancelled' }));
    const timer = setTimeout(() => finish(err({ code: 'file_damaged' })), READ_LIMITS.seconds * 1_000);
    options.signal?.addEventListener('abort', cancel, { once: true });

    worker.on('message', (message: ReaderMessage) => {
      switch (message.type) {
        case 'sheet':
          sheets.push({ name: message.name, hidden: message.hidden, rows: [] });
          total += message.rows;
          break;
        case 'rows':
          for (const row of message.rows) sheets.at(-1)?.rows.push(row);
          done += message.rows.length;
          break;
        case 'refused':
          return finish(err(message.refusal));
        case 'done':
          return finish(ok({ sheets }));
      }
      options.onProgress?.(done, total);
    });
    worker.on('error', (cause: Error & { readonly code?: unknown }) => {
      if (cause.code === 'ERR_WORKER_OUT_OF_MEMORY') return finish(err(tooLargeRefusal(file)));
      // Anything else is a bug of ours: the reader answers for every fault of a file itself.
      clearTimeout(timer);
      reject(cause);
    });
    worker.on('exit', () => finish(err({ code: 'file_damaged' })));
  });
}

function tooLargeRefusal(file: Uint8Array): ReadRefusal {
  return {
    code: 'file_too_large',
    megabytes: Math.ceil(file.byteLength / 1_000_000),
    limitMegabytes: READ_LIMITS.fileBytes / 1_000_000,
  };
}
