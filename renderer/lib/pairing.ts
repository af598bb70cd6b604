import { useSyncExternalStore } from 'react';

let letIn = true;
const listeners = new Set<() => void>();

/** Told by the client: whether the host takes this PC for one that was let in. */
export function noteLetIn(next: boolean): void {
  if (next === letIn) return;
  letIn = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** False at another PC that was not let in yet, or not any more. */
export function useLetIn(): boolean {
  return useSyncExternalStore(subscribe, () => letIn);
}
