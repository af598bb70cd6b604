/** Worker threads of the host and where their code lies in the source tree, seen from this file. */
export const WORKERS = {
  'workbook-reader': '../documents/workbook/read/worker.ts',
  'workbook-writer': '../documents/workbook/write/worker.ts',
  'paper-maker': '../documents/paper/worker.ts',
  'ledger-exporter': './export-worker.ts',
  'backup-maker': '../backup/backup-worker.ts',
  'books-checker': '../backup/check-worker.ts',
  'books-verifier': './verify-worker.ts',
  'record-keeper': '../backup/record-worker.ts',
} as const;
export type WorkerName = keyof typeof WORKERS;

/** From source: the .ts file itself. Bundled: `<name>.mjs` beside the host's own bundle. */
export function workerUrl(name: WorkerName): URL {
  const fromSource = import.meta.url.endsWith('.ts');
  return new URL(fromSource ? WORKERS[name] : `./${name}.mjs`, import.meta.url);
}
