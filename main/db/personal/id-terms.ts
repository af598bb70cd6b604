import type { PersonalSeal } from './personal-seal.ts';

/** As many last characters of an identity number as people are asked for. */
const TAIL = 4;

/** What stands in the index for an identity number: its last four characters, under the key. */
export function idTermOf(seal: PersonalSeal, idNumber: string): string {
  return seal.term(idNumber.toLowerCase().slice(-TAIL));
}

/** The term under which a typed tail is found; null when it is too short to mean somebody. */
export function idTermFor(seal: PersonalSeal, typed: string): string | null {
  return typed.length < TAIL ? null : idTermOf(seal, typed);
}

/** Whether more was typed than the index knows, so that what is found must be opened and compared. */
export function isBeyondIndex(typed: string): boolean {
  return typed.length > TAIL;
}
