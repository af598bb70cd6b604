import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ColumnKind } from '../../shared/domain/ledger/ledger-definitions.ts';
import type { LedgerCell, LedgerRow } from '../../shared/domain/ledger/ledger-row.ts';
import { maskName, maskPhone } from '../../shared/domain/household/masking.ts';
import { type CopyConnection, openScratch, sqliteCodeOf } from '../db/open-copy.ts';

/** How a value is told: as it is, or as what leaves no person to be recognised. */
type Masking = 'name' | 'phone' | 'hidden';
type SalvageColumn = {
  readonly column: string;
  readonly heading: string;
  readonly kind: ColumnKind;
  readonly mask?: Masking;
};
type SalvageTable = { readonly table: string; readonly sheet: string; readonly columns: readonly SalvageColumn[] };

const text = (column: string, heading: string, mask?: Masking): SalvageColumn =>
  mask === undefined ? { column, heading, kind: 'text' } : { column, heading, kind: 'text', mask };
const whole = (column: string, heading: string): SalvageColumn => ({ column, heading, kind: 'integer' });
const points = (column: string, heading: string): SalvageColumn => ({ column, heading, kind: 'points' });
const yuan = (column: string, heading: string): SalvageColumn => ({ column, heading, kind: 'yuan' });

/** The tables a shop would miss most, under names a clerk knows. */
const TABLES: readonly SalvageTable[] = [
  {
    table: 'household',
    sheet: '户',
    columns: [
      text('household_no', '户编号'),
      text('head_name', '户主', 'name'),
      text('id_number', '身份证号', 'hidden'),
      text('group_name', '村民小组'),
      whole('member_count', '人口'),
      text('phone', '电话', 'phone'),
      text('status', '状态'),
    ],
  },
  {
    table: 'item',
    sheet: '物品',
    columns: [
      text('code', '编码'),
      text('name', '名称'),
      text('spec', '规格'),
      text('unit', '单位'),
      points('price_centipoints', '兑换分值'),
    ],
  },
  {
    table: 'entry',
    sheet: '单据',
    columns: [
      whole('seq', '顺序'),
      text('document_no', '单号'),
      text('business_date', '日期'),
      text('recorded_at', '登记时刻'),
      text('household_id', '户的内部编号'),
    ],
  },
  {
    table: 'points_line',
    sheet: '积分明细',
    columns: [
      text('entry_id', '单据的内部编号'),
      text('household_id', '户的内部编号'),
      text('business_date', '日期'),
      points('points_centipoints', '分值'),
      text('category', '类别'),
    ],
  },
  {
    table: 'redemption',
    sheet: '兑换',
    columns: [
      text('entry_id', '单据的内部编号'),
      text('household_id', '户的内部编号'),
      text('business_date', '日期'),
      points('total_centipoints', '合计分值'),
      points('balance_after_centipoints', '兑后余额'),
    ],
  },
  {
    table: 'redemption_line',
    sheet: '兑换明细',
    columns: [
      text('entry_id', '单据的内部编号'),
      text('item_name', '物品'),
      text('spec', '规格'),
      whole('quantity', '数量'),
      points('total_centipoints', '分值'),
    ],
  },
  {
    table: 'inbound_line',
    sheet: '入库明细',
    columns: [
      text('entry_id', '单据的内部编号'),
      text('lot_id', '批次的内部编号'),
      whole('quantity', '数量'),
      yuan('cost_fen', '金额'),
    ],
  },
  {
    table: 'balance',
    sheet: '余额',
    columns: [text('book', '账本'), text('account', '账户'), text('lot_id', '批次的内部编号'), whole('amount', '余额')],
  },
];

export type SalvagedTable = {
  readonly sheet: string;
  readonly columns: readonly { readonly heading: string; readonly kind: ColumnKind }[];
  readonly rows: readonly LedgerRow[];
  /** False when a page on the way could not be read: rows are missing. */
  readonly whole: boolean;
};

/** Reads what can be read of a file that may be broken: from a copy, so that the original is not touched. */
export function salvage(databasePath: string): SalvagedTable[] {
  return onCopy(databasePath, (db) =>
    TABLES.flatMap((table) => {
      const found = readTable(db, table);
      return found === null ? [] : [found];
    }),
  );
}

/** Runs `work` on a throw-away copy. An empty list when not even the copy opens. */
export function onCopy<T>(databasePath: string, work: (db: CopyConnection) => T[]): T[] {
  if (!statSync(databasePath, { throwIfNoEntry: false })?.isFile()) return [];
  const folder = mkdtempSync(join(tmpdir(), 'aixin-salvage-'));
  const copy = join(folder, 'copy.db');
  try {
    copyFileSync(databasePath, copy);
    if (existsSync(`${databasePath}-wal`)) copyFileSync(`${databasePath}-wal`, `${copy}-wal`);
    const db = openScratch(copy);
    try {
      return work(db);
    } finally {
      db.close();
    }
  } catch (error) {
    if (sqliteCodeOf(error) !== null) return [];
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Null when the table cannot be found at all. */
function readTable(db: CopyConnection, { table, sheet, columns }: SalvageTable): SalvagedTable | null {
  const there = columns.filter(({ column }) => hasColumn(db, table, column));
  if (there.length === 0) return null;
  const list = there.map(({ column }) => `"${column}"`).join(', ');
  const rows: LedgerRow[] = [];
  const headings = there.map(({ heading, kind }) => ({ heading, kind }));
  const wholeTable = readUntilBroken(db, `SELECT ${list} FROM "${table}"`, (row) =>
    rows.push(there.map(({ kind, mask }, index) => cellOf(row[index], kind, mask))),
  );
  return { sheet, columns: headings, rows, whole: wholeTable };
}

function readUntilBroken(db: CopyConnection, sql: string, take: (row: readonly unknown[]) => void): boolean {
  try {
    for (const row of db.prepare(sql).raw().iterate()) take(row as readonly unknown[]);
    return true;
  } catch (error) {
    if (sqliteCodeOf(error) !== null) return false;
    throw error;
  }
}

function hasColumn(db: CopyConnection, table: string, column: string): boolean {
  try {
    return db.prepare('SELECT 1 FROM pragma_table_info(?) WHERE name = ?').get(table, column) !== undefined;
  } catch (error) {
    if (sqliteCodeOf(error) !== null) return false;
    throw error;
  }
}

/** A broken page may give any value: what does not fit its column is left out. */
function cellOf(value: unknown, kind: ColumnKind, mask: Masking | undefined): LedgerCell {
  if (kind !== 'text') return Number.isSafeInteger(value) ? (value as number) : null;
  if (typeof value !== 'string') return null;
  switch (mask) {
    case undefined:
      return value;
    case 'name':
      return maskName(value);
    case 'phone':
      return maskPhone(value);
    case 'hidden':
      return value === '' ? '' : '（不导出）';
  }
}
