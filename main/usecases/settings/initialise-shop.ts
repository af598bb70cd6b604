import type { Operator } from '../../../shared/contract/staff.ts';
import type { SettingsRefusal } from '../../../shared/domain/settings/refusals.ts';
import type { SchemeId } from '../../../shared/domain/settings/scheme.ts';
import type { NewSecretRefusal } from '../../../shared/domain/staff/refusals.ts';
import { secretProblem } from '../../../shared/domain/staff/secret.ts';
import { operatorId, villageId } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction, type WritableDatabase } from '../../db/open-database.ts';
import { insertOperator, updateRecovery } from '../../db/repositories/operator-repository.ts';
import { writeSetting } from '../../db/repositories/settings-repository.ts';
import { insertVillage } from '../../db/repositories/village-repository.ts';
import { newRecoveryCode } from '../staff/recovery.ts';
import { hashSecret } from '../staff/secret-hash.ts';
import { readShopName } from './shop-settings.ts';

export type InitialiseShopInput = {
  readonly scheme: SchemeId;
  readonly shopName: string;
  readonly villageNames: readonly string[];
  readonly administratorName: string;
  readonly secret: string;
  /** A demonstration shop: its PIN may be simple and is shown at sign-in, and its business date may be set freely. */
  readonly demo: boolean;
};

export type InitialiseRefusal =
  | Extract<SettingsRefusal, { code: 'already_initialised' | 'village_names_invalid' }>
  | NewSecretRefusal;

/** The first administrator, and the code that lets him in when the secret is forgotten: shown once. Null in a demonstration. */
export type Initialised = { readonly operator: Operator; readonly recoveryCode: string | null };

/** First start: scheme, villages, shop name and the first administrator, once. */
export async function initialiseShop(
  db: WritableDatabase,
  input: InitialiseShopInput,
  newId: () => string,
): Promise<Result<Initialised, InitialiseRefusal>> {
  // Asked again below under the lock; here so that a shop that is set up says so before anything else.
  const existing = readShopName(db);
  if (existing !== null) return err({ code: 'already_initialised', shopName: existing });
  const names = input.villageNames.map((name) => name.trim()).filter((name) => name !== '');
  if (names.length === 0 || new Set(names).size !== names.length) return err({ code: 'village_names_invalid' });
  const problem = input.demo ? null : secretProblem(input.secret);
  if (problem) return err(problem);
  const kept = await hashSecret(input.secret);
  const recovery = input.demo ? null : await newRecoveryCode();
  return inTransaction(db, () => {
    const before = readShopName(db);
    if (before !== null) return err({ code: 'already_initialised', shopName: before });
    writeSetting(db, 'shop.name', input.shopName);
    writeSetting(db, 'scheme.id', input.scheme);
    if (input.demo) {
      writeSetting(db, 'shop.demo', 'yes');
      writeSetting(db, 'shop.demo.pin', input.secret);
    }
    names.forEach((name, position) => insertVillage(db, { id: villageId(newId()), name }, position));
    const operator: Operator = { id: operatorId(newId()), name: input.administratorName, role: 'administrator' };
    insertOperator(db, { ...operator, ...kept, householdId: null, mustChange: false });
    if (recovery) updateRecovery(db, operator.id, recovery.kept);
    return ok({ operator, recoveryCode: recovery?.code ?? null });
  });
}
