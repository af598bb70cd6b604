import type { PersonalSeal } from './personal-seal.ts';

/** Tails of an identity number that are searched for by themselves; a longer one is looked up by its last eight. */
const SHORTEST_ID_TAIL = 4;
const LONGEST_ID_TAIL = 8;

/** What stands in the index for one identity number: its last four to eight characters, under the key. */
export function idTermsOf(seal: PersonalSeal, idNumber: string): string[] {
  const text = idNumber.toLowerCase();
  const terms: string[] = [];
  for (let length = SHORTEST_ID_TAIL; length <= LONGEST_ID_TAIL; length += 1)
    terms.push(seal.term(text.slice(-length)));
  return terms;
}

/** The term that a typed tail is found under; null when it is too short to mean one person. */
export function idTermFor(seal: PersonalSeal, typed: string): string | null {
  return typed.length < SHORTEST_ID_TAIL ? null : seal.term(typed.toLowerCase().slice(-LONGEST_ID_TAIL));
}

/** Whether the tail was typed longer than the index knows, so that what is found must be compared. */
export function isBeyondIndex(typed: string): boolean {
  return typed.length > LONGEST_ID_TAIL;
}
