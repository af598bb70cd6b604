import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Pulse } from '../../shared/contract/station.ts';
import { queries } from './queries.ts';

/** Short enough that a colleague's redemption is there when one looks up; a thousand times cheaper than the lists. */
const EVERY_MS = 3_000;
/** Nobody's writing changes these, or looking again costs more than it tells. */
const LASTING: ReadonlySet<unknown> = new Set(['pulse', 'presets', 'here', 'restore-preview', 'stock-charts']);

/** What every window asks again and again, in front or not. It keeps no session alive. */
export function usePulse(): Pulse | null {
  const pulse = useQuery({ ...queries.pulse(), refetchInterval: EVERY_MS, refetchIntervalInBackground: true });
  return pulse.data ?? null;
}

/** Reads again what is on the screen after anybody wrote; once in a window. */
export function useFreshLists(pulse: Pulse | null): void {
  const queryClient = useQueryClient();
  const mark = pulse?.mark ?? null;
  const seen = useRef(mark);
  useEffect(() => {
    const before = seen.current;
    seen.current = mark;
    if (before === null || mark === null || before === mark) return;
    void queryClient.invalidateQueries({ predicate: ({ queryKey }) => !LASTING.has(queryKey[0]) });
  }, [mark, queryClient]);
}
