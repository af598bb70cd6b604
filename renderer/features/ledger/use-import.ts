import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type {
  ImportMapping,
  ImportOutcome,
  ImportPreview,
  SheetMapping,
  WorkProgress,
} from '../../../shared/domain/ledger/import-report.ts';
import { client, follow } from '../../lib/client.ts';
import { sentenceOf } from '../../lib/shop-error.ts';

export type ImportState =
  | { readonly step: 'choose' }
  | { readonly step: 'reading'; readonly fileName: string; readonly progress: WorkProgress }
  | { readonly step: 'preview'; readonly preview: ImportPreview; readonly busy: boolean }
  | { readonly step: 'taking'; readonly preview: ImportPreview; readonly progress: WorkProgress }
  | { readonly step: 'done'; readonly importId: string; readonly outcome: ImportOutcome }
  /** Stopped by the clerk; `taken` rows are in the books. */
  | { readonly step: 'stopped'; readonly preview: ImportPreview; readonly taken: number };

const NOTHING: WorkProgress = { stage: '', done: 0, total: 0 };

/** One import from choosing a file to its outcome; everything that writes happens in `take`. */
export function useImport() {
  const [state, setState] = useState<ImportState>({ step: 'choose' });
  const [complaint, setComplaint] = useState<string | null>(null);
  const mapping = useRef<ImportMapping>({});
  const work = useRef<AbortController | null>(null);
  const queryClient = useQueryClient();
  useEffect(() => () => work.current?.abort(), []);

  const begin = (): AbortSignal => {
    work.current = new AbortController();
    setComplaint(null);
    return work.current.signal;
  };

  const choose = async (file: File): Promise<void> => {
    const signal = begin();
    mapping.current = {};
    const reading = (progress: WorkProgress) => setState({ step: 'reading', fileName: file.name, progress });
    reading(NOTHING);
    try {
      const preview = await follow(client.ledger.previewImport({ file, mapping: null }, { signal }), reading);
      setState({ step: 'preview', preview, busy: false });
    } catch (error) {
      setState({ step: 'choose' });
      if (!signal.aborted) setComplaint(sentenceOf(error));
    }
  };

  const correct = async (preview: ImportPreview, sheet: string, change: SheetMapping): Promise<void> => {
    setComplaint(null);
    mapping.current = { ...mapping.current, [sheet]: change };
    setState({ step: 'preview', preview, busy: true });
    try {
      const again = await client.ledger.remapImport({ importId: preview.importId, mapping: mapping.current });
      setState({ step: 'preview', preview: again, busy: false });
    } catch (error) {
      setState({ step: 'preview', preview, busy: false });
      setComplaint(sentenceOf(error));
    }
  };

  const take = async (preview: ImportPreview): Promise<void> => {
    const signal = begin();
    const taking = (progress: WorkProgress) => setState({ step: 'taking', preview, progress });
    taking(NOTHING);
    const { importId } = preview;
    try {
      const outcome = await follow(client.ledger.commitImport({ importId }, { signal }), taking);
      setState({ step: 'done', importId, outcome });
    } catch (error) {
      if (signal.aborted) await stopped(preview);
      else {
        setState({ step: 'preview', preview, busy: false });
        setComplaint(sentenceOf(error));
      }
    }
    await queryClient.invalidateQueries();
  };

  /** Looks again at the same file: what the books know now and did not before is what was taken. */
  const stopped = async (before: ImportPreview): Promise<void> => {
    const { importId } = before;
    try {
      const preview = await client.ledger.remapImport({ importId, mapping: mapping.current });
      setState({ step: 'stopped', preview, taken: knownRows(preview) - knownRows(before) });
    } catch (error) {
      setState({ step: 'choose' });
      setComplaint(sentenceOf(error));
    }
  };

  const restart = () => {
    setComplaint(null);
    setState({ step: 'choose' });
  };

  return { state, complaint, choose, correct, take, restart, cancel: () => work.current?.abort() };
}

function knownRows(preview: ImportPreview): number {
  return preview.sheets.reduce((sum, sheet) => sum + sheet.known, 0);
}
