import type { Operator } from '../../../shared/contract/staff.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { listOperators } from '../../db/repositories/operator-repository.ts';

/** Who may sign in, in the order they came. */
export function listSignInOperators(db: ReadableDatabase): Operator[] {
  return listOperators(db).map(({ id, name, role }) => ({ id, name, role }));
}
