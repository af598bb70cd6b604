import type { LockReason } from '../../../shared/domain/household/personal-data.ts';
import { must } from '../../../shared/kernel/assert.ts';
import type { ReadableDatabase } from '../open-database.ts';
import { isSealed, PersonalSeal } from './personal-seal.ts';

/** The key of the books on its way to another connection, or why there is none. */
export type PersonalKey =
  | { readonly kind: 'key'; readonly key: Uint8Array }
  | { readonly kind: 'locked'; readonly why: LockReason };
export type PersonalAccess =
  | { readonly kind: 'open'; readonly seal: PersonalSeal }
  | { readonly kind: 'locked'; readonly why: LockReason };

const NO_KEY: PersonalAccess = { kind: 'locked', why: 'missing' };
const accesses = new WeakMap<ReadableDatabase, PersonalAccess>();

/** Gives a connection the key of its books, or the reason why there is none. */
export function setPersonalAccess(db: ReadableDatabase, access: PersonalAccess): void {
  accesses.set(db, access);
}

/** The same from the key itself, for a connection on another thread. */
export function unlockPersonal(db: ReadableDatabase, personal: PersonalKey): void {
  setPersonalAccess(db, personal.kind === 'key' ? { kind: 'open', seal: new PersonalSeal(personal.key) } : personal);
}

export function personalAccess(db: ReadableDatabase): PersonalAccess {
  return accesses.get(db) ?? NO_KEY;
}

/** The seal of this connection, or null while its numbers are locked. */
export function sealOf(db: ReadableDatabase): PersonalSeal | null {
  const access = personalAccess(db);
  return access.kind === 'open' ? access.seal : null;
}

/** A number as it is kept; what is sealed already stays as it is. */
export function sealedNumber(db: ReadableDatabase, number: string | null): string | null {
  if (number === null || isSealed(number)) return number;
  return must(sealOf(db), 'a number is written only where it can be sealed').seal(number);
}

/** A number as people know it; its sealed form where it cannot be opened. */
export function openedNumber(db: ReadableDatabase, stored: string | null): string | null {
  if (stored === null || !isSealed(stored)) return stored;
  return sealOf(db)?.open(stored) ?? stored;
}
