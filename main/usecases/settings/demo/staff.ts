import type { Role } from '../../../../shared/domain/staff/role.ts';
import { type HouseholdId, operatorId } from '../../../../shared/kernel/brands.ts';
import { inTransaction, type WritableDatabase } from '../../../db/open-database.ts';
import { insertOperator } from '../../../db/repositories/operator-repository.ts';
import { hashSecret } from '../../staff/secret-hash.ts';
import type { Random } from './random.ts';

/** One person a role beside the administrator, so that each can be tried. */
const PEOPLE: readonly (readonly [name: string, role: Role])[] = [
  ['杨秀兰', 'shopkeeper'],
  ['陈小燕', 'clerk'],
  ['罗建国', 'assessor'],
  ['周会芳', 'accountant'],
  ['镇督查', 'inspector'],
];

/** All with the demonstration's own PIN, which the sign-in screen shows. The shopkeeper belongs to a household there. */
export async function addDemoStaff(
  db: WritableDatabase,
  random: Random,
  secret: string,
  shopkeepersHousehold: HouseholdId | null,
): Promise<void> {
  const kept = await Promise.all(PEOPLE.map(() => hashSecret(secret)));
  inTransaction(db, () => {
    for (const [index, [name, role]] of PEOPLE.entries()) {
      const secretKept = kept[index];
      if (!secretKept) continue;
      const householdId = role === 'shopkeeper' ? shopkeepersHousehold : null;
      insertOperator(db, { ...secretKept, id: operatorId(random.id()), name, role, householdId, mustChange: false });
    }
  });
}
