import type { WorkProgress } from '../../../../shared/domain/ledger/import-report.ts';
import type { Operator } from '../../../../shared/contract/staff.ts';
import type { LocalDate } from '../../../../shared/kernel/brands.ts';
import type { WritableDatabase } from '../../../db/open-database.ts';
import { initialiseShop } from '../initialise-shop.ts';
export async function* createDemo(
  db: WritableDatabase,
  input: { readonly households: number; readonly years: number; readonly seed: number; readonly today: LocalDate },
): AsyncGenerator<WorkProgress, Operator> {
  yield { stage: '', done: 0, total: input.households };
  const made = await initialiseShop(
    db,
    {
      scheme: 'civility',
      shopName: '光明村爱心超市',
      villageNames: ['光明村'],
      administratorName: '管理员',
      pin: '000000',
      demo: true,
    },
    () => crypto.randomUUID(),
  );
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
}
