import { parentPort, workerData } from 'node:worker_threads';
import type { RawRow } from '../../../../shared/domain/ledger/import/raw-workbook.ts';
import { must } from '../../../../shared/kernel/assert.ts';
import { type ReadRefusalData, ReadRefusal } from './limits.ts';
import { readBytes } from './read-bytes.ts';

export type ReaderInput = { readonly file: Uint8Array; readonly fileName: string };
/** Rows come in portions, so that the receiving side is never busy for long. */
export type ReaderMessage =
  | { readonly type: 'sheet'; readonly name: string; readonly hidden: boolean; readonly rows: number }
  | { readonly type: 'rows'; readonly rows: readonly RawRow[] }
  | { readonly type: 'refused'; readonly refusal: ReadRefusalData }
  | { readonly type: 'done' };

const PORTION = 1_000;

const port = must(parentPort, 'runs as a worker');
const input = workerData as ReaderInput;
const send = (message: ReaderMessage): void => port.postMessage(message);

try {
  for (const sheet of readBytes(Buffer.from(input.file), input.fileName)) {
    send({ type: 'sheet', name: sheet.name, hidden: sheet.hidden, rows: sheet.rows.length });
    for (let at = 0; at < sheet.rows.length; at += PORTION) {
      send({ type: 'rows', rows: sheet.rows.slice(at, at + PORTION) });
    }
  }
  send({ type: 'done' });
} catch (cause) {
  // Whatever a parser trips over in a stranger's file is that file's damage, not the program's.
  send({ type: 'refused', refusal: cause instanceof ReadRefusal ? cause.refusal : { code: 'file_damaged' } });
}
