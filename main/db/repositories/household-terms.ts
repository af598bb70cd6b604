import type { HouseholdId } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase, WritableDatabase } from '../open-database.ts';
import { allRows, run, TEXT_PARAMETER } from '../statements.ts';

/**
 * How a term leads to its household. `…_part` kinds begin inside the name, not at its start; a phone stands reversed,
 * so that its tail becomes a prefix; of an identity number only keyed digests of its tails are there.
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

/** Replaces the terms of one household; those of a number that cannot be opened here stay as they are. */
export function writeTerms(
  db: WritableDatabase,
  householdId: HouseholdId,
  terms: readonly Term[],
  keepIdTerms = false,
): void {
  const kept = keepIdTerms ? " AND kind <> 'id'" : '';
  run(db, `DELETE FROM household_term WHERE household_id = ?${kept}`, householdId);
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
