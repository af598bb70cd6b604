import { assert } from '../../shared/kernel/assert.ts';
import type { EntryId } from '../../shared/kernel/brands.ts';
import { canonicalJson, type Json } from '../../shared/kernel/json.ts';
import { allRows, run } from '../db/statements.ts';
import type { ReadableDatabase, WritableDatabase } from '../db/open-database.ts';
import { sha256 } from './hash.ts';

/**
 * Tables whose rows are part of a document, in the order they are written (lots before the lines that name
 * them). Column names are fixed here, so no name from outside ever becomes SQL.
 */
const CONTEXT_COLUMNS = {
  lot: ['id', 'item_id', 'code', 'produced_on', 'expires_on', 'received_on', 'valued'],
  points_line: [
    'household_id',
    'scheme_year',
    'business_date',
    'points_centipoints',
    'reason',
    'category',
    'rule',
    'review_batch',
    'notice_from',
    'notice_to',
    'recorder',
    'reviewer',
  ],
  inbound_document: ['source', 'supplier', 'source_no'],
  inbound_line: [
    'item_id',
    'lot_id',
    'quantity',
    'cost_fen',
    'unit_cost_fen',
    'cost_basis',
    'invoice_no',
    'fund_source',
    'handler',
    'inspector',
    'note',
  ],
  redemption: [
    'household_id',
    'scheme_year',
    'business_date',
    'time_of_day',
    'source_no',
    'recipient_name',
    'recipient_relation',
    'total_centipoints',
    'balance_after_centipoints',
    'operator_name',
    'returns_id',
    'reason',
    'note',
  ],
  redemption_line: [
    'item_id',
    'lot_id',
    'item_name',
    'spec',
    'unit',
    'quantity',
    'unit_price_centipoints',
    'total_centipoints',
    'cost_fen',
    'returned_line',
  ],
  approval: ['operation', 'requested_by', 'requested_by_name', 'approved_by', 'approved_by_name'],
  donation: [
    'inbound_id',
    'donor_id',
    'donation_no',
    'intention',
    'receiver_one',
    'receiver_two',
    'certificate_no',
    'external_receipt_no',
    'note',
  ],
  lot_earmark: ['lot_id', 'tag'],
  earmark_consent: ['lot_id', 'consent'],
  item_price: ['item_id', 'price_centipoints', 'effective_from', 'change_no', 'reason'],
  attachment: ['about_id', 'sha256', 'purpose', 'file_name', 'media_type', 'bytes'],
  outbound_document: ['counterparty', 'disposal', 'handler', 'witness', 'approver', 'source_no', 'note'],
  outbound_line: ['item_id', 'lot_id', 'quantity', 'cost_fen', 'reason'],
  stocktake_document: ['counted_by', 'watched_by', 'approved_by', 'source_no', 'note'],
  stocktake_line: ['item_id', 'lot_id', 'book_quantity', 'counted_quantity', 'difference_fen', 'reason', 'counted_by'],
  loan: [
    'household_id',
    'item_id',
    'lot_id',
    'quantity',
    'cost_fen',
    'scheme_year',
    'points_centipoints',
    'due_on',
    'borrower',
    'note',
  ],
  loan_return: ['loan_id', 'loan_line', 'quantity', 'cost_fen', 'condition', 'note'],
  partner_supply: ['partner_id', 'item_id', 'lot_id', 'quantity', 'settle_fen', 'cap_fen', 'redemption_id'],
  partner_settlement: [
    'partner_id',
    'period_from',
    'period_to',
    'amount_fen',
    'price_check',
    'quality_check',
    'checked_by',
    'note',
  ],
  partner_settlement_line: ['supply_id', 'supply_line', 'round', 'amount_fen'],
} as const satisfies Record<string, readonly string[]>;

export type ContextTable = keyof typeof CONTEXT_COLUMNS;
export type ContextValue = string | number | null;
export type ContextRow = { readonly [T in ContextTable]: ContextRowOf<T> }[ContextTable];
type ContextRowOf<T extends ContextTable> = {
  readonly table: T;
  readonly values: Readonly<Record<(typeof CONTEXT_COLUMNS)[T][number], ContextValue>>;
};

const TABLES = Object.keys(CONTEXT_COLUMNS) as readonly ContextTable[];

const INSERTS = new Map(
  TABLES.map((table) => {
    const columns = ['entry_id', 'line', ...CONTEXT_COLUMNS[table]];
    return [table, `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`];
  }),
);

const SELECTS = new Map(
  TABLES.map((table) => [
    table,
    `SELECT ${CONTEXT_COLUMNS[table].join(', ')} FROM ${table} WHERE entry_id = ? ORDER BY line`,
  ]),
);

/**
 * For each table, what the digest covers of the rows of entries between two ids, as canonical JSON by entry. SQLite
 * writes it many times faster than rows could be brought over one by one; the two may spell rare characters differently.
 */
export const CONTEXT_TEXTS: readonly string[] = TABLES.map((table) => {
  const members = [...CONTEXT_COLUMNS[table]]
    .sort()
    .map((column) => `iif(${column} IS NULL, '', ',"${column}":' || json_quote(${column}))`);
  return `SELECT entry_id, group_concat('["${table}",{' || substr(${members.join(' || ')}, 2) || '}]')
    FROM ${table} WHERE entry_id > ? AND entry_id <= ? GROUP BY entry_id`;
});

/** Writes the rows of one entry; lines count from 1 within each table. */
export function writeContext(db: WritableDatabase, entryId: EntryId, rows: readonly ContextRow[]): void {
  for (const table of TABLES) {
    let line = 0;
    for (const row of rows) {
      if (row.table !== table) continue;
      line += 1;
      const values = row.values as Readonly<Record<string, ContextValue>>;
      const columns = CONTEXT_COLUMNS[table].map((column) => values[column] ?? null);
      run(db, INSERTS.get(table) ?? '', entryId, line, ...columns);
    }
  }
}

/** The rows of one entry as they stand in the database. */
export function listContext(db: ReadableDatabase, entryId: EntryId): ContextRow[] {
  return TABLES.flatMap((table) =>
    allRows<Record<string, ContextValue>>(db, SELECTS.get(table) ?? '', entryId).map(
      (values) => ({ table, values }) as ContextRow,
    ),
  );
}

/** Whether a name is that of a context table. */
export function isContextTable(name: string): name is ContextTable {
  return (TABLES as readonly string[]).includes(name);
}

/** What the entry's hash covers of its context. */
export function contextDigest(rows: readonly ContextRow[]): string {
  const ordered = TABLES.flatMap((table) => rows.filter((row) => row.table === table));
  return digestOf(ordered.map((row) => [row.table, row.values]));
}

/** The same digest, from the rows as they stand in the database. */
export function storedContextDigest(db: ReadableDatabase, entryId: EntryId): string {
  const rows: Json[] = [];
  for (const table of TABLES) {
    const sql = SELECTS.get(table);
    assert(sql !== undefined, 'every context table has its query');
    for (const row of allRows<Record<string, ContextValue>>(db, sql, entryId)) rows.push([table, row]);
  }
  return digestOf(rows);
}

function digestOf(rows: Json): string {
  return sha256(canonicalJson(rows));
}
