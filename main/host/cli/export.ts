import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LEDGERS, type LedgerDefinition, type LedgerId } from '../../../shared/domain/ledger/ledger-definitions.ts';
import type { HouseholdId, VillageId } from '../../../shared/kernel/brands.ts';
import { makeFolderDurablyLater, writeFileDurably } from '../../files/durable-files.ts';
import { refused } from '../../transport/procedures.ts';
import { type Arguments, dateOption, textOption, UsageError } from './arguments.ts';
import { withShop } from './data-dir.ts';
import { notWritten } from './not-written.ts';
import type { Answer } from './output.ts';
import { drain } from './setup.ts';
import type { ShopClient } from './shop-client.ts';

type Filters = {
  readonly from: string | null;
  readonly to: string | null;
  readonly villageId: VillageId | null;
  readonly householdId: HouseholdId | null;
};
/** What numbers of people in clear are wanted for; null: masked. */
type Personal = string | null;

/**
 * Writes ledgers as workbooks. `all` into a name ending in .xlsx makes one workbook, into anything else a folder
 * with one workbook a ledger. A file of that name is replaced, as a whole or not at all.
 */
export async function runExport(given: Arguments): Promise<Answer> {
  const [name, out] = given.words;
  if (name === undefined || out === undefined) throw new UsageError('export 后面要写台账名称（或 all）和输出位置');
  return withShop(given, async (shop) => {
    const filters = await filtersOf(shop, given);
    const personal = textOption(given.options, 'personal');
    const intoFolder = name === 'all' && (isFolder(out) || !out.toLowerCase().endsWith('.xlsx'));
    const files = intoFolder
      ? await exportFolder(shop, filters, personal, out)
      : [await exportFile(shop, name === 'all' ? null : ledgerNamed(name), filters, personal, fileIn(name, out))];
    return { data: { files }, text: files.map(({ path, rows }) => `已导出 ${path}（${rows}行）`).join('\n') };
  });
}

/** A path that cannot even be looked at is found out, and named, when it is written to. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** A ledger exported into a folder that is there gets its own name in it. */
function fileIn(name: string, out: string): string {
  return name !== 'all' && isFolder(out) ? join(out, `${LEDGERS[ledgerNamed(name)].sheet}.xlsx`) : out;
}

type Written = { readonly path: string; readonly rows: number };

async function exportFolder(
  shop: ShopClient,
  filters: Filters,
  personal: Personal,
  folder: string,
): Promise<Written[]> {
  await makeFolderDurablyLater(folder).catch((error: unknown) => {
    throw refused(notWritten(error, folder));
  });
  const wanted = Object.values(LEDGERS).filter(({ id }) => id !== 'passbook' || filters.householdId !== null);
  const written: Written[] = [];
  for (const { id, sheet } of wanted) {
    written.push(await exportFile(shop, id, filters, personal, join(folder, `${sheet}.xlsx`)));
  }
  return written;
}

async function exportFile(
  shop: ShopClient,
  ledger: LedgerId | null,
  filters: Filters,
  personal: Personal,
  path: string,
): Promise<Written> {
  const input = { ledger, ...filters };
  const work =
    personal === null ? shop.ledger.export(input) : shop.ledger.exportPersonal({ ...input, reason: personal });
  const { exportId, rows } = await drain(await work);
  const file = await shop.ledger.exportedFile({ exportId });
  try {
    await makeFolderDurablyLater(dirname(path));
    await writeFileDurably(path, new Uint8Array(await file.arrayBuffer()));
  } catch (error) {
    throw refused(notWritten(error, path));
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
