import { useSyncExternalStore } from 'react';

/** The shop was set up in this window a moment ago: what must be put on paper is shown before the work begins. */
let due = false;
const listeners = new Set<() => void>();

export function setFirstPapersDue(next: boolean): void {
  due = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useFirstPapersDue(): boolean {
  return useSyncExternalStore(subscribe, () => due);
}
