import { noteWithTags } from '../../../shared/domain/donation/earmark.ts';
import type { Item } from '../../../shared/domain/goods/goods.ts';
import { noteWithExtras } from '../../../shared/domain/goods/item-extras.ts';
import { HOUSEHOLD_STATUS_WORD } from '../../../shared/domain/ledger/ledger-words.ts';
import type { LedgerCell } from '../../../shared/domain/ledger/ledger-row.ts';
import type { LocalDate } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../open-database.ts';
import { openedNumber } from '../personal/access.ts';
import { arrays, Conditions, countRows, type LedgerFilter } from './ledger-filter.ts';
import type { LedgerSource } from './ledger-source.ts';
import { PRICE_ON } from './price-repository.ts';
import { wordOf } from './ledger-words-sql.ts';

/** 户籍花名册: village by village, in the order of the household numbers (GM9 before GM10). */
export function householdRows(db: ReadableDatabase, filter: LedgerFilter): LedgerSource {
  const only = new Conditions().and('h.village_id = ?', filter.villageId).and('h.id = ?', filter.householdId);
  const sql = `SELECT h.household_no, h.head_name, h.id_number, v.name, h.village_grid, h.group_name, h.member_count, h.phone,
      h.members, h.enrolled_on, ${wordOf('h.status', HOUSEHOLD_STATUS_WORD)}, h.note, h.tags
    FROM household h JOIN village v ON v.id = h.village_id${only.where}
    ORDER BY v.position, length(h.household_no), h.household_no`;
  return {
    expectedRows: countRows(db, `SELECT count(*) AS n FROM household h${only.where}`, only.parameters),
    rows: opened(db, arrays(db, sql, only.parameters)),
  };
}

const ID_NUMBER = 2;
const HOUSEHOLD_NOTE = 11;

/** With the identity numbers as people know them, where their key is here; the tags stand behind the note. */
function* opened(db: ReadableDatabase, rows: Iterable<LedgerCell[]>): Generator<LedgerCell[]> {
  for (const row of rows) {
    const stored = row[ID_NUMBER];
    if (typeof stored === 'string') row[ID_NUMBER] = openedNumber(db, stored);
    const [tags] = row.splice(HOUSEHOLD_NOTE + 1);
    row[HOUSEHOLD_NOTE] = noteWithTags(String(row[HOUSEHOLD_NOTE] ?? ''), JSON.parse(String(tags)) as string[]);
    yield row;
  }
}

/** 物品目录, in the order of the item codes, with the prices of the day. */
export function itemRows(db: ReadableDatabase, day: LocalDate): LedgerSource {
  const sql = `SELECT code, barcode, name, category, spec, unit, nullif(${PRICE_ON}, -1), reference_fen, minimum_stock,
      CASE expiry_tracked WHEN 1 THEN '是' ELSE '否' END, CASE active WHEN 1 THEN '启用' ELSE '停用' END, note,
      packs, shelf_life_days, food, barcode_reason
    FROM item ORDER BY length(code), code`;
  return {
    expectedRows: countRows(db, 'SELECT count(*) AS n FROM item', []),
    rows: withExtras(arrays(db, sql, [day])),
  };
}

const UNIT = 5;
const ITEM_NOTE = 11;

/** Packs, shelf life and what else has no column of its own stand behind the note. */
function* withExtras(rows: Iterable<LedgerCell[]>): Generator<LedgerCell[]> {
  for (const row of rows) {
    const [packs, shelfLifeDays, food, barcodeReason] = row.splice(ITEM_NOTE + 1);
    row[ITEM_NOTE] = noteWithExtras(String(row[ITEM_NOTE] ?? ''), String(row[UNIT] ?? ''), {
      packs: JSON.parse(String(packs)) as Item['packs'],
      shelfLifeDays: typeof shelfLifeDays === 'number' ? shelfLifeDays : null,
      food: food === 1,
      barcodeReason: String(barcodeReason ?? ''),
    });
    yield row;
  }
}
