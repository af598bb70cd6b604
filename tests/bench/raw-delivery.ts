import type Database from 'better-sqlite3';
import type { WritableDatabase } from '../../main/db/open-database.ts';
import type { EntryId } from '../../shared/kernel/brands.ts';

type Row = readonly unknown[];
/** Tables a delivery writes to, in an order in which each refers only to those before it, with how they name it. */
const TABLES = {
  entry: 'id',
  lot: 'entry_id',
  inbound_document: 'entry_id',
  inbound_line: 'entry_id',
  donation: 'entry_id',
} as const;
type Table = keyof typeof TABLES;

/** Everything one delivery wrote, as bare values. */
export type DeliveryRows = {
  readonly tables: Readonly<Record<Table, readonly Row[]>>;
  readonly series: Row;
  readonly postings: readonly Row[];
  readonly balances: readonly Row[];
};

/** Reads back what the entry `id` wrote into `db`. */
export function copyDelivery(db: WritableDatabase, id: EntryId): DeliveryRows {
  const rows = (sql: string) => db.prepare(sql).raw().all(id) as Row[];
  const seq = '(SELECT seq FROM entry WHERE id = ?)';
  const ofTable = (table: Table) => rows(`SELECT * FROM ${table} WHERE ${TABLES[table]} = ?`);
  const tables = {
    entry: ofTable('entry'),
    lot: ofTable('lot'),
    inbound_document: ofTable('inbound_document'),
    inbound_line: ofTable('inbound_line'),
    donation: ofTable('donation'),
  };
  return {
    tables,
    series:
      rows('SELECT substr(document_no, 1, 10), CAST(substr(document_no, 12) AS INTEGER) FROM entry WHERE id = ?')[0] ??
      [],
    postings: rows(`SELECT * FROM posting WHERE entry_seq = ${seq} ORDER BY line`),
    balances: rows(
      `SELECT DISTINCT b.amount, b.account, b.book, b.unit, b.lot_id, b.bounded FROM posting p JOIN balance b
         ON b.account = p.account AND b.book = p.book AND b.unit = p.unit AND b.lot_id = coalesce(p.lot_id, '')
       WHERE p.entry_seq = ${seq}`,
    ),
  };
}

/** Puts such rows into another file, all statements prepared, one IMMEDIATE transaction. */
export function rawDelivery(db: Database.Database): (rows: DeliveryRows) => void {
  const inserter = (table: string) => {
    const columns = (db.prepare(`SELECT * FROM ${table} LIMIT 0`).columns() as unknown[]).length;
    return db.prepare<unknown[]>(`INSERT INTO ${table} VALUES (${Array(columns).fill('?').join(', ')})`);
  };
  const inserts = Object.keys(TABLES).map((table) => [table as Table, inserter(table)] as const);
  const posting = inserter('posting');
  const series = db.prepare<unknown[]>(
    'INSERT INTO document_series (series, last) VALUES (?, ?) ON CONFLICT (series) DO UPDATE SET last = excluded.last',
  );
  const move = db.prepare<unknown[]>(
    'UPDATE balance SET amount = ? WHERE account = ? AND book = ? AND unit = ? AND lot_id = ?',
  );
  const open = db.prepare<unknown[]>(
    'INSERT INTO balance (amount, account, book, unit, lot_id, bounded) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const write = db.transaction((rows: DeliveryRows) => {
    series.run(...rows.series);
    for (const [table, insert] of inserts) for (const row of rows.tables[table]) insert.run(...row);
    for (const row of rows.postings) posting.run(...row);
    for (const balance of rows.balances) {
      if (move.run(...balance.slice(0, -1)).changes === 0) open.run(...balance);
    }
  });
  return (rows) => write.immediate(rows);
}
