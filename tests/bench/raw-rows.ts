import type Database from 'better-sqlite3';
import type { WritableDatabase } from '../../main/db/open-database.ts';
import type { EntryId } from '../../shared/kernel/brands.ts';

type Row = readonly unknown[];
/** Everything one redemption wrote, as bare values. */
export type RedemptionRows = {
  readonly series: Row;
  readonly entry: Row;
  readonly redemption: Row;
  readonly lines: readonly Row[];
  readonly postings: readonly Row[];
  /** New amount, then the key of each balance it moved; the key alone names the row. */
  readonly balances: readonly Row[];
};

const TABLES = { entry: 14, redemption: 15, redemption_line: 12, posting: 7 } as const;

/** Reads back what the entry `id` wrote into `db`. */
export function copyRows(db: WritableDatabase, id: EntryId): RedemptionRows {
  const rows = (sql: string) => db.prepare(sql).raw().all(id) as Row[];
  const one = (sql: string) => rows(sql)[0] ?? [];
  const seq = '(SELECT seq FROM entry WHERE id = ?)';
  return {
    series: one('SELECT substr(document_no, 1, 10), CAST(substr(document_no, 12) AS INTEGER) FROM entry WHERE id = ?'),
    entry: one('SELECT * FROM entry WHERE id = ?'),
    redemption: one('SELECT * FROM redemption WHERE entry_id = ?'),
    lines: rows('SELECT * FROM redemption_line WHERE entry_id = ? ORDER BY line'),
    postings: rows(`SELECT * FROM posting WHERE entry_seq = ${seq} ORDER BY line`),
    balances: rows(
      `SELECT DISTINCT b.amount, b.account, b.book, b.unit, b.lot_id, b.bounded FROM posting p JOIN balance b
         ON b.account = p.account AND b.book = p.book AND b.unit = p.unit AND b.lot_id = coalesce(p.lot_id, '')
       WHERE p.entry_seq = ${seq}`,
    ),
  };
}

/** Puts such rows into another file, all statements prepared, one IMMEDIATE transaction. */
export function rawInserter(db: Database.Database): (rows: RedemptionRows) => void {
  const insert = Object.fromEntries(
    Object.entries(TABLES).map(([table, columns]) => [
      table,
      db.prepare(`INSERT INTO ${table} VALUES (${Array(columns).fill('?').join(', ')})`),
    ]),
  ) as Record<keyof typeof TABLES, Database.Statement<unknown[]>>;
  const series = db.prepare<unknown[]>(
    'INSERT INTO document_series (series, last) VALUES (?, ?) ON CONFLICT (series) DO UPDATE SET last = excluded.last',
  );
  const move = db.prepare<unknown[]>(
    'UPDATE balance SET amount = ? WHERE account = ? AND book = ? AND unit = ? AND lot_id = ?',
  );
  const open = db.prepare<unknown[]>(
    'INSERT INTO balance (amount, account, book, unit, lot_id, bounded) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const write = db.transaction((rows: RedemptionRows) => {
    series.run(...rows.series);
    insert.entry.run(...rows.entry);
    insert.redemption.run(...rows.redemption);
    for (const line of rows.lines) insert.redemption_line.run(...line);
    for (const posting of rows.postings) insert.posting.run(...posting);
    for (const balance of rows.balances) {
      if (move.run(...balance.slice(0, -1)).changes === 0) open.run(...balance);
    }
  });
  return (rows) => write.immediate(rows);
}
