import { useSyncExternalStore } from 'react';
import type { Operator, Session } from '../../shared/contract/staff.ts';
import { rememberFocus } from './focus-memory.ts';

/** Who sits at this window, and what stands before the work. */
type Seat = {
  readonly session: Session | null;
  /** The screen is locked: since nobody touched it, or because somebody asked. Null: it is not. */
  readonly locked: 'idle' | 'asked' | null;
  /** Another person is signing in over the work. */
  readonly switching: boolean;
  /** A recovery code that was just made: shown once, and nowhere kept. */
  readonly recoveryCode: string | null;
};

const KEY = 'session';
const EMPTY: Seat = { session: null, locked: null, switching: false, recoveryCode: null };

function read(): Seat {
  try {
    const value = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as (Partial<Session> & Partial<Seat>) | null;
    if (typeof value?.token !== 'string' || !value.operator) return EMPTY;
    const session = { token: value.token, operator: value.operator, mustChange: value.mustChange === true };
    return { ...EMPTY, session, locked: value.locked ?? null };
  } catch {
    return EMPTY;
  }
}

let seat: Seat = read();
const listeners = new Set<() => void>();

/** Kept for this window only: a second window, or the browser started anew, signs in again. A lock outlives a reload. */
function become(next: Seat): void {
  seat = next;
  if (seat.session) sessionStorage.setItem(KEY, JSON.stringify({ ...seat.session, locked: seat.locked }));
  else sessionStorage.removeItem(KEY);
  for (const listener of listeners) listener();
}

/** Somebody signed in here, or nobody is signed in any more. What was shown to the person before is gone. */
export function setSession(session: Session | null): void {
  become({ ...EMPTY, session });
}

/** True while the window waits to be told what became of the books: the host may have ended all sessions by then. */
let held = false;

/** Keeps whoever sits here while the books are replaced, until they have read what became of it. */
export function holdSeat(hold: boolean): void {
  held = hold;
}

/** The host knows this session no more. */
export function sessionLost(): void {
  if (!held) setSession(null);
}

export function lockScreen(why: 'idle' | 'asked'): void {
  if (!seat.session || seat.locked !== null) return;
  if (!seat.switching) rememberFocus();
  become({ ...seat, locked: why });
}

export function unlockScreen(): void {
  become({ ...seat, locked: null });
}

export function setSwitching(switching: boolean): void {
  if (!seat.session) return;
  if (switching && seat.locked === null) rememberFocus();
  become({ ...seat, switching });
}

/** The secret turned out to be one that must be changed, or was just changed. */
export function noteMustChange(mustChange: boolean): void {
  if (seat.session) become({ ...seat, session: { ...seat.session, mustChange } });
}

/** Somebody corrected the name of whoever sits here. */
export function noteOperator(operator: Operator): void {
  if (seat.session) become({ ...seat, session: { ...seat.session, operator } });
}

/** Null once it was put away. */
export function showRecoveryCode(recoveryCode: string | null): void {
  become({ ...seat, recoveryCode });
}

export function sessionToken(): string | null {
  return seat.session?.token ?? null;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSeat(): Seat {
  return useSyncExternalStore(subscribe, () => seat);
}

/** The same outside of a component. */
export function currentOperator(): Operator | null {
  return seat.session?.operator ?? null;
}

/** The signed-in operator of this window, or null. */
export function useOperator(): Operator | null {
  return useSeat().session?.operator ?? null;
}
