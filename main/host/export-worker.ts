import { parentPort, workerData } from 'node:worker_threads';
import type { Refusal } from '../../shared/contract/base.ts';
import type { Instant, LocalDate } from '../../shared/kernel/brands.ts';
import { must } from '../../shared/kernel/assert.ts';
import { openForReading } from '../db/open-database.ts';
import { type PersonalKey, unlockPersonal } from '../db/personal/access.ts';
import { writeWorkbook } from '../documents/workbook/write/write-workbook.ts';
import { planAuditExport } from '../usecases/staff/plan-audit-export.ts';
import type { AuditQuestion } from '../usecases/staff/read-audit.ts';
import { ok } from '../../shared/kernel/result.ts';
import { type ExportRequest, planExport } from '../usecases/ledger/plan-export.ts';

export type ExportJob = {
  readonly databasePath: string;
  readonly what: { readonly ledgers: ExportRequest } | { readonly audit: AuditQuestion };
  readonly today: LocalDate;
  readonly made: Instant;
  /** Handed over in memory, for the numbers that the workbook shows or masks. */
  readonly personal: PersonalKey;
  /** Where the finished workbook goes; the desk removes it when the job does not end well. */
  readonly path: string;
};

export type ExportMessage =
  | { readonly type: 'progress'; readonly sheet: string; readonly done: number; readonly total: number }
  | { readonly type: 'done'; readonly fileName: string; readonly rows: number }
  | { readonly type: 'refused'; readonly refusal: Refusal };

/** Milliseconds between two reports: a bar needs no more. */
const REPORT_EVERY_MS = 100;

const port = must(parentPort, 'runs as a worker');
const job = workerData as ExportJob;
const send = (message: ExportMessage): void => port.postMessage(message);
const stop = new AbortController();
port.once('message', () => stop.abort());

const db = openForReading(job.databasePath);
unlockPersonal(db, job.personal);
try {
  // One snapshot for all sheets: the counter goes on selling meanwhile.
  db.exec('BEGIN');
  const { what, today } = job;
  const plan = 'audit' in what ? ok(planAuditExport(db, what.audit, today)) : planExport(db, what.ledgers, today);
  if (!plan.ok) send({ type: 'refused', refusal: plan.error });
  else send(await write(plan.value));
} finally {
  db.close();
  port.close();
}

async function write(plan: Extract<ReturnType<typeof planExport>, { ok: true }>['value']): Promise<ExportMessage> {
  let reportedMs = 0;
  try {
    const counts = await writeWorkbook(job.path, plan.sheets, {
      made: job.made,
      signal: stop.signal,
      onRows: (done, sheet) => {
        const nowMs = performance.now();
        if (nowMs - reportedMs < REPORT_EVERY_MS) return;
        reportedMs = nowMs;
        send({ type: 'progress', sheet, done, total: Math.max(done, plan.expectedRows) });
      },
    });
    return { type: 'done', fileName: plan.fileName, rows: counts.reduce((sum, count) => sum + count, 0) };
  } catch (error) {
    if (stop.signal.aborted) return { type: 'refused', refusal: { code: 'cancelled' } };
    throw error;
  }
}
