import { useSyncExternalStore } from 'react';

/** Choices of this screen (not of the shop), kept in the browser. A full or forbidden storage costs only the memory. */
function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // The choice holds until the window closes.
  }
}

const LARGE_PRINT = 'large-print';
let largePrint = stored(LARGE_PRINT) === 'yes';
const listeners = new Set<() => void>();

export function setLargePrint(next: boolean): void {
  largePrint = next;
  store(LARGE_PRINT, next ? 'yes' : 'no');
  for (const listener of listeners) listener();
}

export function useLargePrint(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => largePrint,
  );
}

/** Columns of a table that its reader has put away. */
export function hiddenColumns(table: string): readonly string[] {
  return (stored(`columns:${table}`) ?? '').split(',').filter((key) => key !== '');
}

export function storeHiddenColumns(table: string, keys: readonly string[]): void {
  store(`columns:${table}`, keys.join(','));
}

const LAST_OPERATOR = 'last-operator';

/** Who signed in here last: the likeliest next. */
export function lastOperator(): string | null {
  return stored(LAST_OPERATOR);
}

export function storeLastOperator(id: string): void {
  store(LAST_OPERATOR, id);
}
