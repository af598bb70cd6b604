import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LEDGERS, type LedgerDefinition, type LedgerId } from '../../../shared/domain/ledger/ledger-definitions.ts';
import type { HouseholdId, VillageId } from '../../../shared/kernel/brands.ts';
import { refused } from '../../transport/procedures.ts';
import { type Arguments, dateOption, textOption, UsageError } from './arguments.ts';
import { withShop } from './data-dir.ts';
import type { Answer } from './output.ts';
import { drain } from './setup.ts';
import type { ShopClient } from './shop-client.ts';

type Filters = {
  readonly from: string | null;
  readonly to: string | null;
  readonly villageId: VillageId | null;
  readonly householdId: HouseholdId | null;
};

/**
 * Writes ledgers as workbooks. `all` into a name ending in .xlsx makes one workbook, into anything else a folder
 * with one workbook a ledger.
 */
export async function runExport(given: Arguments): Promise<Answer> {
  const [name, out] = given.words;
  if (name === undefined || out === undefined) throw new UsageError('export 后面要写台账名称（或 all）和输出位置');
  return withShop(given, async (shop) => {
    const filters = await filtersOf(shop, given);
    const intoFolder = name === 'all' && !out.toLowerCase().endsWith('.xlsx');
    const force = given.options['force'] === true;
    const files = intoFolder
      ? await exportFolder(shop, filters, out, force)
      : [await exportFile(shop, name === 'all' ? null : ledgerNamed(name), filters, out, force)];
    return { data: { files }, text: files.map(({ path, rows }) => `已导出 ${path}（${rows}行）`).join('\n') };
  });
}

type Written = { readonly path: string; readonly rows: number };

async function exportFolder(shop: ShopClient, filters: Filters, folder: string, force: boolean): Promise<Written[]> {
  await mkdir(folder, { recursive: true });
  const wanted = Object.values(LEDGERS).filter(({ id }) => id !== 'passbook' || filters.householdId !== null);
  const written: Written[] = [];
  for (const { id, sheet } of wanted) {
    written.push(await exportFile(shop, id, filters, join(folder, `${sheet}.xlsx`), force));
  }
  return written;
}

async function exportFile(
  shop: ShopClient,
  ledger: LedgerId | null,
  filters: Filters,
  path: string,
  force: boolean,
): Promise<Written> {
  if (existsSync(path) && !force) throw refused({ code: 'file_exists', path });
  const { exportId, rows } = await drain(await shop.ledger.export({ ledger, ...filters }));
  const file = await shop.ledger.exportedFile({ exportId });
  const unfinished = `${path}.${process.pid}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(unfinished, new Uint8Array(await file.arrayBuffer()));
    await rename(unfinished, path);
  } catch {
    throw refused({ code: 'file_not_writable', path });
  }
  return { path, rows };
}

function ledgerNamed(name: string): LedgerId {
  const found = Object.values(LEDGERS).find((ledger: LedgerDefinition) => ledger.sheet === name || ledger.id === name);
  if (!found) throw refused({ code: 'ledger_unknown', name });
  return found.id;
}

async function filtersOf(shop: ShopClient, given: Arguments): Promise<Filters> {
  const { options } = given;
  const villageName = textOption(options, 'village');
  const householdNo = textOption(options, 'household');
  return {
    from: dateOption('from', options['from']),
    to: dateOption('to', options['to']),
    villageId: villageName === null ? null : await villageNamed(shop, villageName),
    householdId: householdNo === null ? null : await householdNumbered(shop, householdNo),
  };
}

async function villageNamed(shop: ShopClient, villageName: string): Promise<VillageId> {
  const { villages } = await shop.settings.status();
  const found = villages.find(({ name }) => name === villageName);
  if (!found) throw refused({ code: 'export_village_not_found', villageName });
  return found.id;
}

async function householdNumbered(shop: ShopClient, householdNo: string): Promise<HouseholdId> {
  const hits = await shop.household.search({ query: householdNo, limit: 50 });
  const found = hits.find((hit) => hit.householdNo.toLowerCase() === householdNo.toLowerCase());
  if (!found) throw refused({ code: 'export_household_not_found', householdNo });
  return found.id;
}
