import type { LedgerId } from '../ledger-definitions.ts';
import type { ImportColumn } from './import-column.ts';
import { DONATION } from './import-columns-donation.ts';
import { CATALOGUE, INBOUND, REDEMPTION } from './import-columns-goods.ts';
import { WRITE_OFF } from './import-columns-outbound.ts';
import { STOCKTAKE } from './import-columns-stocktake.ts';
import { POINTS, ROSTER } from './import-columns-people.ts';

/** Ledgers that can be taken in. */
export const IMPORTABLE_LEDGERS = [
  'household_roster',
  'item_catalogue',
  'inbound',
  'donation',
  'points',
  'redemption',
  'stocktake',
  'write_off',
] as const satisfies LedgerId[];
export type ImportableLedger = (typeof IMPORTABLE_LEDGERS)[number];

export function isImportable(ledger: LedgerId): ledger is ImportableLedger {
  return (IMPORTABLE_LEDGERS as readonly LedgerId[]).includes(ledger);
}

export const IMPORT_COLUMNS: Readonly<Record<ImportableLedger, readonly ImportColumn[]>> = {
  household_roster: ROSTER,
  item_catalogue: CATALOGUE,
  inbound: INBOUND,
  donation: DONATION,
  points: POINTS,
  redemption: REDEMPTION,
  stocktake: STOCKTAKE,
  write_off: WRITE_OFF,
};

/** Columns that carry no meaning for any ledger but must not be taken for one by what is in them. */
export const FOREIGN_HEADINGS =
  /^(性别|民族|出生|年龄|学历|文化|政治面貌|婚姻|银行|开户|卡号|账号|配偶|子女|健康|劳动|是否|职业|收入|面积|住址|地址|家庭住址|门牌|照片|.*(网格员|网格长|帮扶人|联系人|责任人|包保人).*)/;

export function importColumn(ledger: ImportableLedger, key: string): ImportColumn | undefined {
  return IMPORT_COLUMNS[ledger].find((candidate) => candidate.key === key);
}
