import { type ImportServices, importDesk } from '../../main/host/import-desk.ts';
import type { Work } from '../../main/transport/services.ts';
import type { UseCaseContext } from '../../main/usecases/context.ts';
import type {
  ImportMapping,
  ImportOutcome,
  ImportPreview,
  WorkProgress,
} from '../../shared/domain/ledger/import-report.ts';
import { type SheetSpec, workbookFile } from './files.ts';
import { valueOf } from './shop.ts';

/** Runs work to its end; `onProgress` may stop it on the way. */
export async function finish<T>(
  work: Work<T>,
  onProgress: (progress: WorkProgress) => void = () => undefined,
): Promise<T> {
  for (;;) {
    const step = await work.next();
    if (step.done === true) return step.value;
    onProgress(step.value);
  }
}

/** A desk that a test puts files on. */
export class TestDesk {
  readonly desk: ImportServices = importDesk();
  readonly context: UseCaseContext;

  constructor(context: UseCaseContext) {
    this.context = context;
  }

  async look(file: Buffer | readonly SheetSpec[], mapping: ImportMapping | null = null): Promise<ImportPreview> {
    const bytes = Buffer.isBuffer(file) ? file : workbookFile(file);
    const signal = new AbortController().signal;
    return valueOf(await finish(this.desk.previewImport(this.context, { name: '台账.xlsx', bytes }, mapping, signal)));
  }

  async take(
    importId: string,
    signal: AbortSignal = new AbortController().signal,
    onProgress: (progress: WorkProgress) => void = () => undefined,
  ): Promise<ImportOutcome> {
    return valueOf(await finish(this.desk.commitImport(this.context, importId, signal), onProgress));
  }

  /** Looks and takes; the outcome of each sheet as `good bad added updated skipped`. */
  async run(file: Buffer | readonly SheetSpec[]): Promise<Record<string, string>> {
    const outcome = await this.take((await this.look(file)).importId);
    return Object.fromEntries(
      outcome.sheets.map(({ sheet, good, bad, added, updated, skipped }) => [
        sheet,
        `${good} ${bad} ${added} ${updated} ${skipped}`,
      ]),
    );
  }
}
