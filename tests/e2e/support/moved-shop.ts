import { openWithOpenpyxl } from '../../builders/office.ts';
import { runCli } from './running-shop.ts';
import type { Desk } from './village.ts';

/** Rows of a sheet from its headings on; each cell with the letter of its column, as in “M 26.5”. */
type Rows = readonly (readonly string[])[];

/** What a shop says of itself: its ledgers as a workbook shows them, its stock and its households. */
export interface ShopAsTold {
  readonly ledgers: Readonly<Record<string, Rows>>;
  /** By item and batch: pieces, and their value in fen (null: not valued). */
  readonly stock: Readonly<Record<string, readonly [quantity: number, valueFen: number | null]>>;
  /** Centipoints that a household may spend and the groups it belongs to, by its number. */
  readonly households: Readonly<Record<string, readonly [spendableCentipoints: number, tags: readonly string[]]>>;
  /** What its books fail by; null: nothing. */
  readonly problem: unknown;
}

/** Exports everything into `file` by the command line, and asks for stock, households and the check of the books. */
export async function tell(dataDir: string, desk: Desk, file: string): Promise<ShopAsTold> {
  await command(dataDir, 'export', 'all', file, '--personal', '搬到新电脑');
  const stock = await desk.goods.stock();
  const { rows } = await desk.household.list({ query: '', offset: 0, limit: 50 });
  const { problem } = await desk.settings.verify();
  return {
    ledgers: Object.fromEntries(openWithOpenpyxl(file, 'values').map(({ name, cells }) => [name, rowsOf(cells)])),
    stock: Object.fromEntries(
      stock.map((lot) => [`${lot.item.code} ${lot.lotCode}`, [lot.onHandQuantity, lot.valueFen]]),
    ),
    households: Object.fromEntries(rows.map((row) => [row.householdNo, [row.spendableCentipoints, row.tags]])),
    problem,
  };
}

/** Takes a file in by the command line; how many rows of it were bad, and what was said of them. */
export async function takeIn(dataDir: string, file: string) {
  const told = JSON.parse(await command(dataDir, 'import', file, '--json')) as {
    readonly sheets: readonly { readonly bad: number; readonly problems: readonly { readonly message: string }[] }[];
  };
  return told.sheets.flatMap(({ bad, problems }) =>
    bad === 0 ? [] : [bad, ...problems.map(({ message }) => message)],
  );
}

/** Runs a command that must end well; what it printed. */
async function command(dataDir: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runCli(dataDir, args);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}\n${stdout}${stderr}`);
  return stdout;
}

/** Rows 1 and 2 say whose book it is and when it was made. */
const FIRST_ROW = 3;

function rowsOf(cells: Readonly<Record<string, { readonly value: string | number }>>): Rows {
  const rows = new Map<number, string[]>();
  for (const [address, { value }] of Object.entries(cells)) {
    const at = Number(address.replace(/^[A-Z]+/, ''));
    if (at >= FIRST_ROW) rows.set(at, [...(rows.get(at) ?? []), `${address.replace(/\d+$/, '')} ${value}`]);
  }
  return [...rows].sort(([one], [other]) => one - other).map(([, row]) => row);
}
