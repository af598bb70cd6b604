import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ExportedFile } from '../../shared/contract/ledger.ts';
import type { Refusal } from '../../shared/contract/base.ts';
import type { WorkProgress } from '../../shared/domain/ledger/import-report.ts';
import type { Instant, LocalDate } from '../../shared/kernel/brands.ts';
import { endOfThread } from '../backup/end-thread.ts';
import type { PersonalKey } from '../db/personal/access.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import type { LedgerServices, Work } from '../transport/services.ts';
import type { ExportRequest } from '../usecases/ledger/plan-export.ts';
import type { AuditQuestion } from '../usecases/staff/read-audit.ts';
import type { ExportJob, ExportMessage } from './export-worker.ts';
import { workerUrl } from './worker-url.ts';

/** For a thread to end by itself, in milliseconds. */
const GRACE_MS = 10_000;
/** Finished workbooks that wait to be fetched; the oldest goes when one more comes. */
const KEPT = 8;
/**
 * Enough for any shop's books, since rows pass through as a stream, and a bound for a mistake. Cells live for one
 * batch only: a small nursery costs no time and halves what the thread holds.
 */
const WORKER_LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 16 };

type Moment = { readonly today: LocalDate; readonly recordedAt: Instant };

type ExportServices = Pick<LedgerServices, 'exportedFile'> & {
  readonly exportAudit: (
    moment: Moment,
    question: AuditQuestion,
    signal: AbortSignal,
  ) => Work<Result<ExportedFile, Refusal>>;
  readonly exportLedger: (
    moment: Moment,
    request: ExportRequest,
    signal: AbortSignal,
  ) => Work<Result<ExportedFile, Refusal>>;
};

/** Where workbooks are made, on a thread and a connection of their own, and lie until they are fetched once. */
export function exportDesk(databasePath: string, personal: () => PersonalKey): ExportServices {
  const finished = new Map<string, { readonly name: string; readonly path: string }>();
  let folder: string | null = null;

  const forget = async (exportId: string): Promise<void> => {
    const file = finished.get(exportId);
    finished.delete(exportId);
    if (file) await rm(file.path, { force: true });
  };

  async function* make(job: Omit<ExportJob, 'path'>, signal: AbortSignal): Work<Result<ExportedFile, Refusal>> {
    // A system that tidies its temporary files may have taken the folder away.
    if (folder === null || !existsSync(folder)) folder = ownFolder();
    const exportId = randomUUID();
    const path = join(folder, `${exportId}.xlsx`);
    const made = yield* runWorker({ ...job, path }, signal);
    if (!made.ok) {
      await rm(path, { force: true });
      return made;
    }
    finished.set(exportId, { name: made.value.fileName, path });
    const [oldest] = finished.keys();
    if (finished.size > KEPT && oldest !== undefined) await forget(oldest);
    return ok({ exportId, ...made.value });
  }

  return {
    exportLedger: ({ today, recordedAt }, request, signal) =>
      make({ databasePath, what: { ledgers: request }, today, made: recordedAt, personal: personal() }, signal),
    exportAudit: ({ today, recordedAt }, question, signal) =>
      make({ databasePath, what: { audit: question }, today, made: recordedAt, personal: personal() }, signal),

    async exportedFile(exportId) {
      const file = finished.get(exportId);
      if (!file) return err({ code: 'export_not_found' });
      const bytes = await readFile(file.path).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      });
      if (bytes === null) return err({ code: 'export_not_found' });
      await forget(exportId);
      return ok({ name: file.name, bytes });
    },
  };
}

const FOLDER_PREFIX = 'aixin-export-';

/** Workbooks may hold numbers of people: those of a host that was killed do not lie about until the PC is given away. */
function sweepLeftFolders(): void {
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(FOLDER_PREFIX))) {
    const pid = Number(/^aixin-export-(\d+)-/.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(pid) || isAlive(pid)) continue;
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // Another user's, whose host sweeps it.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** A folder that goes when the host does. */
function ownFolder(): string {
  sweepLeftFolders();
  const folder = mkdtempSync(join(tmpdir(), `${FOLDER_PREFIX}${process.pid}-`));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

type Made = Result<Omit<ExportedFile, 'exportId'>, Refusal>;

/** Runs one export and passes its progress on. Ending the loop early stops the worker. */
async function* runWorker(job: ExportJob, signal: AbortSignal): AsyncGenerator<WorkProgress, Made> {
  if (signal.aborted) return err({ code: 'cancelled' });
  const worker = new Worker(workerUrl('ledger-exporter'), {
    workerData: job,
    resourceLimits: WORKER_LIMITS,
  });
  const cancel = (): void => worker.postMessage('cancel');
  signal.addEventListener('abort', cancel, { once: true });
  try {
    for await (const message of messagesOf(worker)) {
      if (message.type === 'refused') return err(message.refusal);
      if (message.type === 'done') return ok({ fileName: message.fileName, rows: message.rows });
      yield { stage: message.sheet, done: message.done, total: message.total };
    }
    throw new Error('the exporter ended without an answer');
  } finally {
    signal.removeEventListener('abort', cancel);
    cancel();
    await endOfThread(worker, GRACE_MS);
  }
}

/** What a worker says, one after the other; throws what it threw. */
async function* messagesOf(worker: Worker): AsyncGenerator<ExportMessage> {
  const waiting: (ExportMessage | Error)[] = [];
  let ended = false;
  let wake = (): void => undefined;
  const take = (next: ExportMessage | Error): void => {
    waiting.push(next);
    wake();
  };
  worker.on('message', take);
  worker.on('error', (error) => take(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', () => {
    ended = true;
    wake();
  });
  for (;;) {
    const next = waiting.shift();
    if (next instanceof Error) throw next;
    if (next) yield next;
    else if (ended) return;
    else await new Promise<void>((resolve) => (wake = resolve));
  }
}
