import { useEffect, useRef, useState } from 'react';
import type { SaveOutcome } from '../../../shared/contract/shell-api.ts';
import { client, follow } from '../../lib/client.ts';
import { saveWorkbook } from '../../lib/save-workbook.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import type { AuditQuestion } from './audit-filter.tsx';

export type AuditExport =
  | { readonly step: 'idle' }
  | { readonly step: 'working' }
  | { readonly step: 'done'; readonly rows: number; readonly fileName: string; readonly saved: SaveOutcome }
  | { readonly step: 'failed'; readonly sentence: string };

/** Takes the records that the filter leaves away as a workbook. `onMade`: that is itself a new record. */
export function useAuditExport(onMade: () => void) {
  const [state, setState] = useState<AuditExport>({ step: 'idle' });
  const work = useRef<AbortController | null>(null);
  useEffect(() => () => work.current?.abort(), []);

  const start = async (question: AuditQuestion): Promise<void> => {
    const stop = new AbortController();
    work.current = stop;
    const { signal } = stop;
    setState({ step: 'working' });
    try {
      const input = { ...question, kinds: [...question.kinds] };
      const { exportId, rows, fileName } = await follow(client.audit.export(input, { signal }), () => undefined);
      onMade();
      const file = await client.audit.exportedFile({ exportId }, { signal });
      setState({ step: 'done', rows, fileName, saved: await saveWorkbook(file) });
    } catch (error) {
      setState(signal.aborted ? { step: 'idle' } : { step: 'failed', sentence: sentenceOf(error) });
    }
  };
  return { state, start: (question: AuditQuestion) => void start(question) };
}
