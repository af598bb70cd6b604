import { useSyncExternalStore } from 'react';
import type { PrintOutcome } from '../../shared/domain/settings/printer.ts';
import { printProblem } from './words.ts';

let trouble: string | null = null;
const listeners = new Set<() => void>();

/** Remembers whether the last slip came out, for the strip at the top. */
export function notePrint(outcome: PrintOutcome | 'failed'): void {
  trouble = outcome === 'failed' ? '打印没有成功' : printProblem(outcome);
  for (const listener of listeners) listener();
}

/** Why the last slip did not come out; null when it did or none was printed. */
export function usePrintTrouble(): string | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => trouble,
  );
}
