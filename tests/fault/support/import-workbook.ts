import type { WritableDatabase } from '../../../main/db/open-database.ts';
import { allRows, getRow } from '../../../main/db/statements.ts';
import { ROWS_AT_ONCE } from '../../../main/usecases/ledger/import-commit.ts';
import type { SheetSpec } from '../../builders/files.ts';

/** Two whole transactions of an import and a part of a third. */
const ROWS_OF_PAPER = 2 * ROWS_AT_ONCE + 30;
/** Sheets in the order in which an import takes them, and how many rows each has. */
export const SHEETS = [
  { name: '户籍花名册', rows: ROWS_OF_PAPER, counted: "household WHERE household_no LIKE 'XR%'" },
  { name: '物品目录', rows: 5, counted: "item WHERE code LIKE 'XR%'" },
  { name: '物品入库台账', rows: ROWS_OF_PAPER, counted: "inbound_document WHERE source_no LIKE 'RK%'" },
  { name: '积分台账', rows: ROWS_OF_PAPER, counted: "points_line WHERE reason LIKE '巡河%'" },
  { name: '兑换领取台账', rows: ROWS_OF_PAPER, counted: "redemption WHERE source_no LIKE 'DH%'" },
] as const;
type SheetName = (typeof SHEETS)[number]['name'];

const words = (text: string): string[] => text.split(' ');
const padded = (number: number): string => String(number + 1).padStart(4, '0');
const day = (number: number): string => String((number % 28) + 1).padStart(2, '0');
const item = (number: number): string => `XR${(number % 5) + 1}`;

const ROWS: Readonly<Record<SheetName, { readonly heading: string; row: (n: number) => (string | number)[] }>> = {
  户籍花名册: {
    heading: '户编号 户主 村 村民小组 人口',
    row: (n) => [`XR${padded(n)}`, `户主${padded(n)}`, '光明村', `${(n % 9) + 1}组`, (n % 6) + 1],
  },
  物品目录: {
    heading: '物品编码 名称 类别 单位 兑换分值 保质期管理',
    row: (n) => [item(n), `物品${n}`, '日化', '件', n + 1, '否'],
  },
  物品入库台账: {
    heading: '入库日期 入库单号 来源 物品编码 批次 数量 单价 金额',
    row: (n) => [`2026-03-${day(n)}`, `RK${padded(n)}`, '采购', item(n), `P${padded(n)}`, 30, 3, 90],
  },
  积分台账: {
    heading: '户编号 日期 事由 类别 加分',
    row: (n) => [`XR${padded(n)}`, `2026-04-${day(n)}`, `巡河${n}`, '公益', 60],
  },
  兑换领取台账: {
    heading: '兑换时间 兑换单号 户编号 物品编码 数量 扣减积分 经办人',
    row: (n) => [
      `2026-05-${day(n)} 09:30`,
      `DH${padded(n)}`,
      `XR${padded(n)}`,
      item(n),
      2,
      2 * ((n % 5) + 1),
      '冉光荣',
    ],
  },
};

/** A workbook of old paper that takes several transactions a sheet; `share` of its rows for a smaller one. */
export function paperWorkbook(share = 1): SheetSpec[] {
  return SHEETS.map(({ name, rows }) => ({
    name,
    rows: [
      words(ROWS[name].heading),
      ...Array.from({ length: Math.max(5, Math.round(rows * share)) }, (_, n) => ROWS[name].row(n)),
    ],
  }));
}

/** How many rows of each sheet the books have, in the order of the sheets. */
export function takenRows(db: WritableDatabase): number[] {
  return SHEETS.map(({ counted }) => getRow<{ n: number }>(db, `SELECT count(*) AS n FROM ${counted}`)?.n ?? 0);
}

const SAID = [
  'SELECT household_no, head_name, group_name, member_count FROM household ORDER BY 1',
  'SELECT code, name, price_centipoints FROM item ORDER BY 1',
  `SELECT i.code, l.code, l.received_on, b.amount FROM lot l JOIN item i ON i.id = l.item_id
   LEFT JOIN balance b ON b.lot_id = l.id AND b.unit <> 'fen' AND b.account = 'stock' ORDER BY 1, 2`,
  `SELECT h.household_no, p.business_date, p.reason, p.points_centipoints FROM points_line p
   JOIN household h ON h.id = p.household_id ORDER BY 1, 2, 3`,
  `SELECT r.source_no, h.household_no, r.business_date, i.code, x.quantity, x.total_centipoints, x.cost_fen
   FROM redemption r JOIN redemption_line x ON x.entry_id = r.entry_id JOIN household h ON h.id = r.household_id
   JOIN item i ON i.id = x.item_id ORDER BY 1, 4`,
  `SELECT book, count(*), sum(amount), sum(amount * amount) FROM balance GROUP BY book ORDER BY 1`,
];

/** Everything that such an import brings into the books, without the ids, which differ from run to run. */
export function whatBooksSay(db: WritableDatabase): string {
  return SAID.map((sql) => JSON.stringify(allRows(db, sql))).join('\n');
}
