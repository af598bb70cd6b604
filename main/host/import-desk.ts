import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Refusal } from '../../shared/contract/base.ts';
import type { RawWorkbook } from '../../shared/domain/ledger/import/raw-workbook.ts';
import type { ImportMapping, ImportPreview } from '../../shared/domain/ledger/import-report.ts';
import type { Instant, LocalDate } from '../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import { readWorkbook } from '../documents/workbook/read/read-workbook.ts';
import type { LedgerServices, Work } from '../transport/services.ts';
import type { UseCaseContext } from '../usecases/context.ts';
import { commitImport, rememberMapping } from '../usecases/ledger/import-commit.ts';
import { mappingOf, type PreparedSheet, prepareWorkbook } from '../usecases/ledger/import-prepare.ts';
import { previewImport } from '../usecases/ledger/import-preview.ts';
import type { Verdict } from '../usecases/ledger/import-verdict.ts';
import { problemWorkbook } from './problem-workbook.ts';
import { workerUrl } from './worker-url.ts';

/** Files on the desk at once; the oldest goes when another comes. */
const KEPT = 4;

type OnDesk = {
  readonly fileName: string;
  readonly workbook: RawWorkbook;
  readonly today: LocalDate;
  readonly recordedAt: Instant;
  mapping: ImportMapping;
  sheets: readonly PreparedSheet[];
  bad: ReadonlyMap<PreparedSheet, readonly Verdict[]>;
};

export type ImportServices = Pick<
  LedgerServices,
  'previewImport' | 'remapImport' | 'commitImport' | 'importProblems' | 'importing' | 'clearDesk'
>;

/** Where files lie between being looked at and being taken in. One import writes at a time. */
export function importDesk(): ImportServices {
  const files = new Map<string, OnDesk>();
  let writing = false;

  const look = async (context: UseCaseContext, importId: string, file: OnDesk): Promise<ImportPreview> => {
    file.sheets = await prepareWorkbook(context.db, file.workbook, file.mapping, context.today);
    const checked = previewImport(context, file.sheets);
    file.bad = checked.bad;
    return { importId, fileName: file.fileName, sheets: checked.previews };
  };

  return {
    async *previewImport(context, file, mapping, signal) {
      const workbook = yield* readFile(file, signal);
      if (!workbook.ok) return workbook;
      if (workbook.value.sheets.every((sheet) => sheet.rows.length === 0)) return err({ code: 'file_empty' });
      const importId = randomUUID();
      const onDesk: OnDesk = {
        fileName: file.name,
        workbook: workbook.value,
        today: context.today,
        recordedAt: context.recordedAt,
        mapping: mapping ?? {},
        sheets: [],
        bad: new Map(),
      };
      yield { stage: '核对', done: 0, total: 0 };
      const preview = await look(context, importId, onDesk);
      const [oldest] = files.keys();
      if (files.size >= KEPT && oldest !== undefined) files.delete(oldest);
      files.set(importId, onDesk);
      return ok(preview);
    },

    async remapImport(context, importId, mapping) {
      const file = files.get(importId);
      if (file === undefined) return err({ code: 'import_not_found' });
      file.mapping = mapping;
      return ok(await look(context, importId, file));
    },

    async *commitImport(context, importId, signal) {
      const file = files.get(importId);
      if (file === undefined) return err({ code: 'import_not_found' });
      // Clicked twice, or two windows: the second would compare with books that the first is still writing.
      if (writing) return err({ code: 'import_running' });
      writing = true;
      try {
        remember(context, file);
        const committed = yield* commitImport(context, file.sheets, signal);
        file.bad = committed.bad;
        return ok({ fileName: file.fileName, cancelled: committed.cancelled, sheets: committed.sheets });
      } finally {
        writing = false;
      }
    },

    async importProblems(importId) {
      const file = files.get(importId);
      if (file === undefined) return err({ code: 'import_not_found' });
      const bytes = await problemWorkbook(workerUrl('workbook-writer'), file.sheets, file.bad, file);
      return ok({ name: problemFileName(file.fileName), bytes });
    },

    importing: () => writing,
    clearDesk: () => files.clear(),
  };
}

function problemFileName(fileName: string): string {
  return `${fileName.replace(/\.[^.]*$/, '')}-有问题的行.xlsx`;
}

function remember(context: UseCaseContext, file: OnDesk): void {
  for (const sheet of file.sheets) {
    const mapping = mappingOf(file.mapping, sheet.raw.name);
    if (mapping !== null) rememberMapping(context, sheet, mapping);
  }
}

/** Reads in a worker and reports how far it is; ending the work ends the worker. */
async function* readFile(
  file: { readonly name: string; readonly bytes: Uint8Array },
  signal: AbortSignal,
): Work<Result<RawWorkbook, Refusal>> {
  const stop = new AbortController();
  let progress = { done: 0, total: 0 };
  let wake: () => void = () => undefined;
  let finished = false;
  const reading = readWorkbook(file.bytes, {
    worker: workerUrl('workbook-reader'),
    fileName: file.name,
    signal: AbortSignal.any([signal, stop.signal]),
    onProgress: (done, total) => {
      progress = { done, total };
      wake();
    },
  }).finally(() => {
    finished = true;
    wake();
  });
  try {
    while (!finished) {
      yield { stage: '读取文件', ...progress };
      const seen = progress;
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (finished || seen !== progress) resolve();
      });
      await setImmediate();
    }
    return await reading;
  } finally {
    stop.abort();
  }
}
