import { randomBytes } from 'node:crypto';
import type { Operator, Session } from '../../shared/contract/staff.ts';
import type { OperatorId } from '../../shared/kernel/brands.ts';
import { type CallPlace, OWN_WINDOW, placeKey } from './place.ts';

/** A day's work: whoever signed in before that signs in again. */
const LONGEST_SESSION_MS = 12 * 60 * 60_000;

export type SessionOptions = {
  /** The secret was given out by somebody else: nothing else may be done before it is changed. */
  readonly mustChange?: boolean;
  /** Where it was opened; without it, in a window of the desktop program. */
  readonly place?: CallPlace;
};

/** A session as a door finds it. */
export type KnownSession = {
  readonly token: string;
  readonly operator: Operator;
  /** The screen is locked: only its owner's secret, or signing out, is taken. */
  readonly locked: boolean;
  readonly mustChange: boolean;
  readonly place: CallPlace;
  readonly openedMs: number;
  readonly usedMs: number;
};

/** What its owner is told of it. */
export function sessionOf({ token, operator, mustChange }: KnownSession): Session {
  return { token, operator, mustChange };
}

/**
 * Who is signed in, by token, while the host runs. A token is worth nothing away from the place it was given to.
 * `nowMs` must never jump: it is not the wall clock.
 */
export class SessionRegistry {
  readonly #sessions = new Map<string, KnownSession>();
  readonly #nowMs: () => number;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  open(operator: Operator, { mustChange = false, place = OWN_WINDOW }: SessionOptions = {}): KnownSession {
    const token = randomBytes(32).toString('base64url');
    const now = this.#nowMs();
    this.#sweep(now);
    const session = { token, operator, locked: false, mustChange, place, openedMs: now, usedMs: now };
    this.#sessions.set(token, session);
    return session;
  }

  /** The session of a token, noted as used if somebody used it; null when there is none at this place or its day is over. */
  find(token: string | null, place: CallPlace = OWN_WINDOW, used = true): KnownSession | null {
    const found = token === null ? undefined : this.#sessions.get(token);
    if (!found || placeKey(found.place) !== placeKey(place)) return null;
    const usedMs = this.#nowMs();
    if (usedMs - found.openedMs >= LONGEST_SESSION_MS) {
      this.#sessions.delete(found.token);
      return null;
    }
    return used ? this.#change(found, { usedMs }) : found;
  }

  /** Locks the screen of a session, or opens it again; whether that changed anything. */
  setLocked(token: string, locked: boolean): boolean {
    const found = this.#sessions.get(token);
    if (!found || found.locked === locked) return false;
    this.#change(found, { locked });
    return true;
  }

  /** The owner chose a secret of his own. */
  secretChosen(token: string): void {
    const found = this.#sessions.get(token);
    if (found) this.#change(found, { mustChange: false });
  }

  close(token: string | null): void {
    if (token !== null) this.#sessions.delete(token);
  }

  /** Ends every session of one person, but for one of them if given. */
  closeOf(id: OperatorId, exceptToken: string | null = null): void {
    for (const [token, { operator }] of this.#sessions) {
      if (operator.id === id && token !== exceptToken) this.#sessions.delete(token);
    }
  }

  /** Ends every session of one station, or of all of them. */
  closeStations(stationId: string | null): void {
    for (const [token, { place }] of this.#sessions) {
      if (place.station !== null && (stationId === null || place.station.id === stationId))
        this.#sessions.delete(token);
    }
  }

  /** A person's name or role was corrected. In another role people sign in again: the screen they see is another. */
  changed({ id, name, role }: Operator): void {
    for (const session of this.#sessions.values()) {
      if (session.operator.id !== id) continue;
      if (session.operator.role === role) this.#change(session, { operator: { id, name, role } });
      else this.#sessions.delete(session.token);
    }
  }

  /** Everybody signs in again: who may do what stands in books that were replaced. */
  closeAll(): void {
    this.#sessions.clear();
  }

  #change(session: KnownSession, part: Partial<KnownSession>): KnownSession {
    const changed = { ...session, ...part };
    this.#sessions.set(session.token, changed);
    return changed;
  }

  #sweep(now: number): void {
    for (const [token, { openedMs }] of this.#sessions) {
      if (now - openedMs >= LONGEST_SESSION_MS) this.#sessions.delete(token);
    }
  }
}
