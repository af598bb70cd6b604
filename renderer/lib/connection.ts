import { useSyncExternalStore } from 'react';

let connected = true;
const listeners = new Set<() => void>();

/** Told by the client after each call: did the host answer at all? */
export function noteConnection(next: boolean): void {
  if (next === connected) return;
  connected = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useConnected(): boolean {
  return useSyncExternalStore(subscribe, () => connected);
}

/** Resolves once the host answers again, to whoever asks; not before the next change when it never stopped. */
export function connectionBack(): Promise<void> {
  return new Promise((resolve) => {
    const stop = subscribe(() => {
      if (!connected) return;
      stop();
      resolve();
    });
  });
}
