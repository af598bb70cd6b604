import type { HouseholdId } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase, WritableDatabase } from '../open-database.ts';
import { allRows, run, TEXT_PARAMETER } from '../statements.ts';

/**
 * How a term leads to its household. `…_part` kinds begin inside the name, not at its start; phone and id stand
 * reversed, so that a tail becomes a prefix.
 */
export type TermKind =
  | 'number'
  | 'digits'
  | 'card'
  | 'name'
  | 'name_part'
  | 'initials'
  | 'initials_part'
  | 'pinyin'
  | 'pinyin_part'
  | 'phone'
  | 'id';

export type Term = { readonly kind: TermKind; readonly term: string };

const T = TEXT_PARAMETER;
const PREFIX = `SELECT household_id AS id FROM household_term WHERE kind = ${T} AND term >= ${T} AND term < ${T}
  ORDER BY term LIMIT ?`;
const EXACT = `SELECT household_id AS id FROM household_term WHERE kind = ${T} AND term = ${T} LIMIT ?`;

/** Replaces the terms of one household. */
export function writeTerms(db: WritableDatabase, householdId: HouseholdId, terms: readonly Term[]): void {
  run(db, 'DELETE FROM household_term WHERE household_id = ?', householdId);
  for (const { kind, term } of terms) {
    run(
      db,
      'INSERT OR IGNORE INTO household_term (term, kind, household_id) VALUES (?, ?, ?)',
      term,
      kind,
      householdId,
    );
  }
}

/** Households with a term of this kind beginning with `prefix`, shortest terms first, at most `limit`. */
export function householdsByPrefix(db: ReadableDatabase, kind: TermKind, prefix: string, limit: number): HouseholdId[] {
  return allRows<{ id: HouseholdId }>(db, PREFIX, kind, prefix, `${prefix}\u{10ffff}`, limit).map((row) => row.id);
}

/** Households with exactly this term. */
export function householdsByTerm(db: ReadableDatabase, kind: TermKind, term: string, limit: number): HouseholdId[] {
  return allRows<{ id: HouseholdId }>(db, EXACT, kind, term, limit).map((row) => row.id);
}
