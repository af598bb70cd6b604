import type { HouseholdHit } from '../../../shared/contract/household.ts';
import { must } from '../../../shared/kernel/assert.ts';
import type { HouseholdId, LocalDate } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { openedNumber, sealOf } from '../../db/personal/access.ts';
import { idTermFor, isBeyondIndex } from '../../db/personal/id-terms.ts';
import { findHousehold } from '../../db/repositories/household-repository.ts';
import { householdsByPrefix, householdsByTerm, type TermKind } from '../../db/repositories/household-terms.ts';
import { listedOf, spendableReader } from './household-summary.ts';
import { normalised, reversed } from './household-terms.ts';

type Matched = HouseholdHit['matched'];
type Probe = { readonly kind: TermKind; readonly exact: boolean; readonly matched: Matched };

const probe = (kind: TermKind, exact: boolean, matched: Matched): Probe => ({ kind, exact, matched });

/** Order of answers: the exact number or card, then the whole name, then initials, then the rest. */
const PROBES: readonly Probe[] = [
  probe('number', true, 'number'),
  probe('card', true, 'card'),
  probe('digits', true, 'number'),
  probe('name', true, 'name'),
  probe('initials', true, 'initials'),
  probe('initials', false, 'initials'),
  probe('name', false, 'name'),
  probe('pinyin', true, 'pinyin'),
  probe('pinyin', false, 'pinyin'),
  probe('number', false, 'number'),
  probe('digits', false, 'number'),
  probe('name_part', false, 'name'),
  probe('initials_part', false, 'initials'),
  probe('pinyin_part', false, 'pinyin'),
  probe('phone', false, 'phone'),
  probe('id', true, 'id'),
];

const SHORTEST_TAIL = 3;
/** Households of one tail that are opened to compare the rest of what was typed; more would be another shop. */
const MOST_COMPARED = 2_000;

/** Households that a few typed characters or one scan may mean, best first. An empty query finds nothing. */
export function searchHouseholds(
  db: ReadableDatabase,
  input: { readonly query: string; readonly limit: number },
  today: LocalDate,
): HouseholdHit[] {
  const spendable = spendableReader(db, today);
  return findHits(db, input.query, input.limit).map(({ id, matched }) => {
    const household = must(findHousehold(db, id), 'a term points to a household');
    return { ...listedOf(db, household), spendableCentipoints: spendable(id), matched };
  });
}

/** Ids and what matched, best first: the part of a search that the index answers. */
export function findHits(db: ReadableDatabase, typed: string, limit: number): { id: HouseholdId; matched: Matched }[] {
  const query = normalised(typed);
  const hits = new Map<HouseholdId, Matched>();
  if (query === '') return [];
  for (const { kind, exact, matched } of PROBES) {
    if (hits.size >= limit) break;
    for (const id of kind === 'id' ? byIdTail(db, query, limit) : byTerm(db, kind, exact, query, limit)) {
      if (hits.size < limit && !hits.has(id)) hits.set(id, matched);
    }
  }
  return [...hits].map(([id, matched]) => ({ id, matched }));
}

function byTerm(
  db: ReadableDatabase,
  kind: Exclude<TermKind, 'id'>,
  exact: boolean,
  query: string,
  limit: number,
): HouseholdId[] {
  const term = termFor(kind, query);
  if (term === null) return [];
  return exact ? householdsByTerm(db, kind, term, limit) : householdsByPrefix(db, kind, term, limit);
}

/** By four or more last characters of the identity number, which the index knows only under the key. */
function byIdTail(db: ReadableDatabase, query: string, limit: number): HouseholdId[] {
  const seal = sealOf(db);
  const term = seal && /^\d+x?$/.test(query) ? idTermFor(seal, query) : null;
  if (term === null) return [];
  if (!isBeyondIndex(query)) return householdsByTerm(db, 'id', term, limit);
  return householdsByTerm(db, 'id', term, MOST_COMPARED).filter((id) => {
    const idNumber = openedNumber(db, findHousehold(db, id)?.idNumber ?? null);
    return idNumber !== null && idNumber.toLowerCase().endsWith(query);
  });
}

/** What to look up in this kind, or null when the query cannot mean it. */
function termFor(kind: Exclude<TermKind, 'id'>, query: string): string | null {
  const digits = /^\d+$/.test(query);
  switch (kind) {
    case 'digits':
    case 'card':
      return digits ? query : null;
    case 'phone':
      return digits && query.length >= SHORTEST_TAIL ? reversed(query) : null;
    case 'initials':
    case 'initials_part':
    case 'pinyin':
    case 'pinyin_part':
      return /^[a-z]+$/.test(query) ? query : null;
    default:
      return query;
  }
}
