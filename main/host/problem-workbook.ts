import type { PreparedSheet } from '../usecases/ledger/import-prepare.ts';
import type { Verdict } from '../usecases/ledger/import-verdict.ts';

export async function problemWorkbook(
  _sheets: readonly PreparedSheet[],
  _bad: ReadonlyMap<PreparedSheet, readonly Verdict[]>,
): Promise<Uint8Array> {
  return new Uint8Array();
}
