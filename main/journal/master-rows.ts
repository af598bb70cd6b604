import { assert } from '../../shared/kernel/assert.ts';
import type { ReadableDatabase, WritableDatabase } from '../db/open-database.ts';
import { allRows, getRow, run, statement } from '../db/statements.ts';

/** Tables that documents refer to, in an order in which each refers only to those before it. */
export const MASTER_TABLES = ['village', 'household', 'operator', 'donor', 'partner', 'item'] as const;
export type MasterTable = (typeof MASTER_TABLES)[number];

export type MasterValues = Readonly<Record<string, string | number | null>>;
/** A row as it is kept, an identity number sealed as it is; without what lets a person sign in. */
export type MasterRow = {
  readonly table: MasterTable;
  readonly values: MasterValues;
  /** What a household is found by. */
  readonly terms: readonly (readonly [kind: string, term: string])[];
};

/** Never leaves the books. */
const SECRETS = ['pin_salt', 'pin_hash', 'recovery_salt', 'recovery_hash'];
/** No secret comes to this: a person whose row comes from a record gets a new one from the administrator. */
const NO_SECRETS = { pin_salt: '00'.repeat(16), pin_hash: '00'.repeat(32), must_change: 1 };
/** Unique columns that may pass from one row to another; taken out of the way before rows are written. */
const PASSED_ON: Readonly<Record<MasterTable, readonly string[]>> = {
  village: ['name'],
  household: ['household_no', 'card_no', 'id_number'],
  operator: [],
  donor: [],
  partner: ['name'],
  item: ['code', 'barcode'],
};
const MAY_BE_NULL = new Set(['id_number', 'barcode']);

/** The number of the last change of the master data; 0 before the first. */
export function lastChange(db: ReadableDatabase): number {
  return (
    getRow<{ last: number }>(db, "SELECT seq AS last FROM sqlite_sequence WHERE name = 'master_change'")?.last ?? 0
  );
}

/** Rows that changed after a change, in order of their last one. */
export function rowsChangedAfter(db: ReadableDatabase, change: number): { change: number; row: MasterRow }[] {
  type Change = { readonly change: number; readonly kind: MasterTable; readonly rowId: string };
  const sql = 'SELECT change, kind, row_id AS rowId FROM master_change WHERE change > ? ORDER BY change';
  return allRows<Change>(db, sql, change).flatMap((changed) => {
    const row = readMasterRow(db, changed.kind, changed.rowId);
    return row ? [{ change: changed.change, row }] : [];
  });
}

export function allMasterRows(db: ReadableDatabase): MasterRow[] {
  return MASTER_TABLES.flatMap((table) =>
    allRows<{ id: string }>(db, `SELECT id FROM ${table} ORDER BY rowid`).flatMap(({ id }) => {
      const row = readMasterRow(db, table, id);
      return row ? [row] : [];
    }),
  );
}

function readMasterRow(db: ReadableDatabase, table: MasterTable, id: string): MasterRow | null {
  const values = getRow<MasterValues>(db, `SELECT * FROM ${table} WHERE id = ?`, id);
  if (!values) return null;
  type Term = { readonly kind: string; readonly term: string };
  const sql = 'SELECT kind, term FROM household_term WHERE household_id = ? ORDER BY kind, term';
  const terms = table === 'household' ? allRows<Term>(db, sql, id) : [];
  return {
    table,
    values: Object.fromEntries(Object.entries(values).filter(([column]) => !SECRETS.includes(column))),
    terms: terms.map(({ kind, term }) => [kind, term] as const),
  };
}

/** Whether a row is of a table of master data and these books have all its columns: a newer program's may carry more. */
export function isKnownRow(db: ReadableDatabase, { table, values }: MasterRow): boolean {
  if (!MASTER_TABLES.includes(table)) return false;
  const known = new Set(columnsOf(db, table));
  return Object.keys(values).every((column) => known.has(column) && !SECRETS.includes(column));
}

function columnsOf(db: ReadableDatabase, table: MasterTable): string[] {
  return statement(db, `SELECT * FROM ${table} LIMIT 0`)
    .columns()
    .map(({ name }) => name);
}

/**
 * Writes rows over what is there; people who are there stay as they are, so that no record gives anybody another role.
 * Must run inside a transaction, which a row that cannot stand beside the others ends. Rows must be known ones.
 */
export function writeMasterRows(db: WritableDatabase, given: readonly MasterRow[]): void {
  const rows = given.filter(({ table, values }) => table !== 'operator' || !isThere(db, table, values['id']));
  for (const row of rows) assert(isKnownRow(db, row), 'only known columns become SQL');
  for (const { table, values } of rows) {
    for (const column of PASSED_ON[table]) {
      const aside = MAY_BE_NULL.has(column) ? 'NULL' : `char(1) || id`;
      run(db, `UPDATE ${table} SET ${column} = ${aside} WHERE id = ?`, values['id']);
    }
  }
  for (const table of MASTER_TABLES) {
    for (const row of rows) if (row.table === table) writeMasterRow(db, row);
  }
}

function isThere(db: ReadableDatabase, table: MasterTable, id: unknown): boolean {
  return getRow(db, `SELECT 1 FROM ${table} WHERE id = ?`, id) !== null;
}

function writeMasterRow(db: WritableDatabase, { table, values, terms }: MasterRow): void {
  const columns = Object.keys(values).filter((column) => column !== 'id');
  const set = columns.map((column) => `${column} = ?`).join(', ');
  const given = columns.map((column) => values[column] ?? null);
  const { id } = values;
  if (run(db, `UPDATE ${table} SET ${set} WHERE id = ?`, ...given, id) === 0) {
    const fresh = table === 'operator' ? { ...values, ...NO_SECRETS } : values;
    const names = Object.keys(fresh);
    const marks = names.map(() => '?').join(', ');
    run(db, `INSERT INTO ${table} (${names.join(', ')}) VALUES (${marks})`, ...Object.values(fresh));
  }
  if (table !== 'household') return;
  run(db, 'DELETE FROM household_term WHERE household_id = ?', id);
  for (const [kind, term] of terms) {
    run(db, 'INSERT INTO household_term (term, kind, household_id) VALUES (?, ?, ?)', term, kind, id);
  }
}

/** Changes are numbered on from `change`, so that no number of the books that were lost is given out again. */
export function continueChangesAfter(db: WritableDatabase, change: number): void {
  if (lastChange(db) >= change) return;
  const moved = run(db, "UPDATE sqlite_sequence SET seq = ? WHERE name = 'master_change'", change);
  if (moved === 0) run(db, "INSERT INTO sqlite_sequence (name, seq) VALUES ('master_change', ?)", change);
}
