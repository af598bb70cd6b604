import { useSyncExternalStore } from 'react';
import type { Operator, Session } from '../../shared/contract/staff.ts';

const KEY = 'session';

function read(): Session | null {
  try {
    const text = sessionStorage.getItem(KEY);
    if (text === null) return null;
    const value = JSON.parse(text) as Partial<Session>;
    return typeof value.token === 'string' && value.operator ? (value as Session) : null;
  } catch {
    return null;
  }
}

let session: Session | null = read();
const listeners = new Set<() => void>();

/** Keeps the session for this window only: a second window, or the browser started anew, signs in again. */
export function setSession(next: Session | null): void {
  session = next;
  if (next) sessionStorage.setItem(KEY, JSON.stringify(next));
  else sessionStorage.removeItem(KEY);
  for (const listener of listeners) listener();
}

export function sessionToken(): string | null {
  return session?.token ?? null;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The signed-in operator of this window, or null. */
export function useOperator(): Operator | null {
  return useSyncExternalStore(subscribe, () => session)?.operator ?? null;
}
