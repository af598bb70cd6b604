import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { must } from '../../../../shared/kernel/assert.ts';
import type { WriterInput } from './write-in-worker.ts';
import { writeWorkbook } from './write-workbook.ts';

const port = must(parentPort, 'runs as a worker');
const folder = await mkdtemp(join(tmpdir(), 'aixin-workbook-'));
try {
  const path = join(folder, 'workbook.xlsx');
  const { sheets, made } = workerData as WriterInput;
  await writeWorkbook(path, sheets, { signal: new AbortController().signal, made });
  port.postMessage(new Uint8Array(await readFile(path)));
} finally {
  await rm(folder, { recursive: true, force: true });
}
