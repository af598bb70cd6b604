import { useSyncExternalStore } from 'react';
import type { ShopError } from './shop-error.ts';

let noted = 0;
const listeners = new Set<() => void>();

/** Told by the client: a call was refused because the books cannot be worked with, so the window's picture is old. */
export function noteRescue({ refusal }: ShopError): void {
  if (refusal?.code !== 'rescue_mode' && refusal?.code !== 'books_not_sound') return;
  noted += 1;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Counts such refusals, for whoever shows the shop's state. */
export function useRescueNotes(): number {
  return useSyncExternalStore(subscribe, () => noted);
}
