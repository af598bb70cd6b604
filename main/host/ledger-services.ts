import { err } from '../../shared/kernel/result.ts';
import type { LedgerServices } from '../transport/services.ts';
import { importDesk } from './import-desk.ts';

export function ledgerServices(_databasePath: string): LedgerServices {
  const missing = err({ code: 'import_not_found' as const });
  return {
    ...importDesk(),
    exportLedger: async function* () {
      yield { stage: '', done: 0, total: 0 };
      return missing;
    },
    exportedFile: async () => missing,
  };
}
