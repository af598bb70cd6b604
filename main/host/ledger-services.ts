import type { PersonalKey } from '../db/personal/access.ts';
import type { LedgerServices } from '../transport/services.ts';
import { exportDesk } from './export-desk.ts';
import { importDesk } from './import-desk.ts';

/** Workbooks in and out of the books at `databasePath`. */
export function ledgerServices(databasePath: string, personal: () => PersonalKey): LedgerServices {
  return { ...importDesk(), ...exportDesk(databasePath, personal) };
}
