import { useQueryClient } from '@tanstack/react-query';
import type { Session } from '../../shared/contract/staff.ts';
import { storeLastOperator } from './preferences.ts';
import { setSession } from './session-store.ts';

/** Somebody sits down: what the person before had read is not read on by this one. */
export function useTakeSeat(): (session: Session) => void {
  const queryClient = useQueryClient();
  return (session) => {
    storeLastOperator(session.operator.id);
    setSession(session);
    queryClient.removeQueries({ predicate: ({ queryKey }) => !OF_NOBODY.has(queryKey[0]) });
  };
}

/** Somebody leaves: the window forgets who was here and what they read. */
export function useLeaveSeat(): () => void {
  const queryClient = useQueryClient();
  return () => {
    setSession(null);
    queryClient.removeQueries({ predicate: ({ queryKey }) => !OF_NOBODY.has(queryKey[0]) });
  };
}

const OF_NOBODY: ReadonlySet<unknown> = new Set(['status', 'presets', 'operators', 'here']);
