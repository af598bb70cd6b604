import { useEffect, useRef, useState } from 'react';
import type { SaveOutcome } from '../../../shared/contract/shell-api.ts';
import type { WorkProgress } from '../../../shared/domain/ledger/import-report.ts';
import type { HouseholdId, VillageId } from '../../../shared/kernel/brands.ts';
import { client, follow } from '../../lib/client.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import type { ExportChoice } from './export-choices.ts';
import type { Period } from './export-period.ts';
import { saveWorkbook } from '../../lib/save-workbook.ts';

export type ExportRequest = {
  readonly choice: ExportChoice;
  readonly period: Period;
  readonly villageId: VillageId | null;
  readonly householdId: HouseholdId | null;
  /** What numbers of people in clear are wanted for; null: masked. */
  readonly personalReason: string | null;
};

export type ExportState =
  | { readonly step: 'choose' }
  | { readonly step: 'working'; readonly progress: WorkProgress }
  | { readonly step: 'done'; readonly file: File; readonly rows: number; readonly saved: SaveOutcome };

const NOTHING: WorkProgress = { stage: '', done: 0, total: 0 };

/** One export from the request to the saved file. The workbook stays at hand, so that it can be saved again. */
export function useExport() {
  const [state, setState] = useState<ExportState>({ step: 'choose' });
  const [complaint, setComplaint] = useState<string | null>(null);
  const work = useRef<AbortController | null>(null);
  useEffect(() => () => work.current?.abort(), []);

  const start = async ({ choice, period, villageId, householdId, personalReason }: ExportRequest): Promise<void> => {
    const stop = new AbortController();
    work.current = stop;
    setComplaint(null);
    const working = (progress: WorkProgress) => setState({ step: 'working', progress });
    working(NOTHING);
    try {
      const input = { ledger: choice === 'all' ? null : choice, ...period, villageId, householdId };
      const { signal } = stop;
      const work =
        personalReason === null
          ? client.ledger.export(input, { signal })
          : client.ledger.exportPersonal({ ...input, reason: personalReason }, { signal });
      const { exportId, rows } = await follow(work, working);
      const file = await client.ledger.exportedFile({ exportId }, { signal });
      setState({ step: 'done', file, rows, saved: await saveWorkbook(file) });
    } catch (error) {
      setState({ step: 'choose' });
      if (!stop.signal.aborted) setComplaint(sentenceOf(error));
    }
  };

  const saveAgain = async (file: File, rows: number): Promise<void> => {
    setState({ step: 'done', file, rows, saved: await saveWorkbook(file) });
  };

  return { state, complaint, start, saveAgain, cancel: () => work.current?.abort() };
}
