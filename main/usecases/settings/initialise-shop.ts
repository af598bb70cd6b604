import type { Operator } from '../../../shared/contract/staff.ts';
import type { SettingsRefusal } from '../../../shared/domain/settings/refusals.ts';
import type { SchemeId } from '../../../shared/domain/settings/scheme.ts';
import type { StaffRefusal } from '../../../shared/domain/staff/refusals.ts';
import { operatorId, villageId } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction, type WritableDatabase } from '../../db/open-database.ts';
import { insertOperator } from '../../db/repositories/operator-repository.ts';
import { writeSetting } from '../../db/repositories/settings-repository.ts';
import { insertVillage } from '../../db/repositories/village-repository.ts';
import { hashPin, isTooSimplePin } from '../staff/pin.ts';
import { readShopName } from './shop-settings.ts';

export type InitialiseShopInput = {
  readonly scheme: SchemeId;
  readonly shopName: string;
  readonly villageNames: readonly string[];
  readonly administratorName: string;
  readonly pin: string;
  /** A demonstration shop: its PIN may be simple and is shown at sign-in, and its business date may be set freely. */
  readonly demo: boolean;
};

export type InitialiseRefusal =
  | Extract<SettingsRefusal, { code: 'already_initialised' | 'village_names_invalid' }>
  | Extract<StaffRefusal, { code: 'pin_too_simple' }>;

/** First start: scheme, villages, shop name and the first administrator, once. */
export async function initialiseShop(
  db: WritableDatabase,
  input: InitialiseShopInput,
  newId: () => string,
): Promise<Result<Operator, InitialiseRefusal>> {
  // Asked again below under the lock; here so that a shop that is set up says so before anything else.
  const existing = readShopName(db);
  if (existing !== null) return err({ code: 'already_initialised', shopName: existing });
  const names = input.villageNames.map((name) => name.trim()).filter((name) => name !== '');
  if (names.length === 0 || new Set(names).size !== names.length) return err({ code: 'village_names_invalid' });
  if (!input.demo && isTooSimplePin(input.pin)) return err({ code: 'pin_too_simple' });
  const pin = await hashPin(input.pin);
  return inTransaction(db, () => {
    const before = readShopName(db);
    if (before !== null) return err({ code: 'already_initialised', shopName: before });
    writeSetting(db, 'shop.name', input.shopName);
    writeSetting(db, 'scheme.id', input.scheme);
    if (input.demo) {
      writeSetting(db, 'shop.demo', 'yes');
      writeSetting(db, 'shop.demo.pin', input.pin);
    }
    names.forEach((name, position) => insertVillage(db, { id: villageId(newId()), name }, position));
    const operator: Operator = { id: operatorId(newId()), name: input.administratorName, role: 'administrator' };
    insertOperator(db, { ...operator, ...pin });
    return ok(operator);
  });
}
