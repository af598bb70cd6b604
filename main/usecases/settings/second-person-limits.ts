import {
  DEFAULT_LIMITS,
  SECOND_PERSON_OPERATIONS,
  SECOND_PERSON_RULES,
  type SecondPersonLimits,
} from '../../../shared/domain/staff/second-person.ts';
import { inTransaction, type ReadableDatabase } from '../../db/open-database.ts';
import { readSetting, writeSetting } from '../../db/repositories/settings-repository.ts';
import type { UseCaseContext } from '../context.ts';
import { recordAuditWithin } from '../staff/record-audit.ts';

const KEY = 'second_person.limits';

/** From which amount on each operation needs a second person; what was never set is as the program comes. */
export function readLimits(db: ReadableDatabase): SecondPersonLimits {
  const kept = readSetting(db, KEY);
  return kept === null ? DEFAULT_LIMITS : { ...DEFAULT_LIMITS, ...(JSON.parse(kept) as Partial<SecondPersonLimits>) };
}

/** Keeps new limits; each one that changed is told to the audit trail with what it was. */
export function saveLimits(context: UseCaseContext, limits: Partial<SecondPersonLimits>): SecondPersonLimits {
  return inTransaction(context.db, () => {
    const before = readLimits(context.db);
    const wanted = { ...before, ...limits };
    const settable = SECOND_PERSON_OPERATIONS.filter((operation) => SECOND_PERSON_RULES[operation].unit !== 'always');
    const changed = settable.filter((operation) => wanted[operation] !== before[operation]);
    for (const operation of changed) {
      const { name, unit } = SECOND_PERSON_RULES[operation];
      recordAuditWithin(context, {
        kind: 'setting_changed',
        subject: `须另一人同意的限额：${name}`,
        detail: { unit, before: before[operation], after: wanted[operation] },
      });
    }
    const kept = Object.fromEntries(settable.map((operation) => [operation, wanted[operation]]));
    if (changed.length > 0) writeSetting(context.db, KEY, JSON.stringify(kept));
    return readLimits(context.db);
  });
}
