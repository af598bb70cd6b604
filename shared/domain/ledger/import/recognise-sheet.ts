import type { ColumnMapping, SheetMapping } from '../import-report.ts';
import { LEDGERS } from '../ledger-definitions.ts';
import { compactText, tidyText } from './cell-text.ts';
import { findHeading, type FoundHeading } from './find-heading.ts';
import { normaliseHeading } from './heading.ts';
import { IMPORTABLE_LEDGERS, type ImportableLedger, importColumn, isImportable } from './import-columns.ts';
import { type ColumnMatch, matchColumns, sheetColumns } from './match-columns.ts';
import type { RawSheet } from './raw-workbook.ts';

export type SheetRecognition = {
  /** What the sheet is taken for; null: leave it out, or ask. */
  readonly ledger: ImportableLedger | null;
  /** The best guess where nothing is sure, for the question. */
  readonly suggested: ImportableLedger | null;
  readonly heading: FoundHeading;
  readonly columns: ColumnMapping;
  /** Headings (in the shop's own words) without which no row can be taken. */
  readonly missing: readonly string[];
  /** Same headings, same fingerprint: what a correction is remembered under. */
  readonly fingerprint: string;
  /** About donated goods: where an inbound ledger does not say where they came from, they came as 捐赠. */
  readonly donation: boolean;
  /** Sums and views of other ledgers (进销存明细, 公示榜): nothing that could be taken in. */
  readonly view: boolean;
};

/** Each group needs one of its columns, or rows of the ledger cannot be taken at all. */
const REQUIRED: Readonly<Record<ImportableLedger, readonly (readonly string[])[]>> = {
  household_roster: [['headName']],
  item_catalogue: [['name']],
  inbound: [['itemName', 'itemCode', 'barcode'], ['quantity'], ['date']],
  donation: [['itemName', 'itemCode', 'barcode'], ['quantity'], ['date'], ['donorName']],
  points: [['householdNo', 'headName', 'idNumber'], ['date'], ['award', 'deduction', 'change']],
  redemption: [['householdNo', 'headName'], ['itemName', 'itemCode', 'barcode'], ['quantity'], ['redeemedAt']],
  stocktake: [['itemName', 'itemCode', 'barcode'], ['bookQuantity'], ['countedQuantity']],
  write_off: [['itemName', 'itemCode', 'barcode'], ['quantity'], ['date']],
};

/** Columns that tell one ledger from another; all others weigh half. */
const WEIGHTS: Readonly<Record<ImportableLedger, Readonly<Record<string, number>>>> = {
  household_roster: {
    idNumber: 3,
    headName: 1.5,
    householdNo: 1,
    memberCount: 1,
    phone: 1.5,
    members: 2,
    enrolledOn: 2,
    villageGrid: 1.5,
    relation: 1,
  },
  item_catalogue: {
    price: 2.5,
    minimumStock: 3,
    expiryTracked: 3,
    referencePrice: 1,
    name: 1.5,
    itemCode: 1,
    barcode: 1,
    category: 1,
  },
  inbound: {
    quantity: 2,
    supplier: 2.5,
    source: 2,
    date: 1.5,
    documentNo: 1,
    itemName: 1.5,
    unitCost: 1,
    amount: 1.5,
    lotCode: 1.5,
    producedOn: 2,
    expiresOn: 2,
    invoiceNo: 2,
    fundSource: 1.5,
    inspector: 1,
  },
  donation: {
    donorName: 3,
    intention: 3,
    donationNo: 1.5,
    contact: 1.5,
    quantity: 2,
    date: 1.5,
    itemName: 1.5,
    amount: 1.5,
    expiresOn: 1,
    receiverOne: 2,
    receiverTwo: 2,
    certificateNo: 2.5,
    externalReceiptNo: 2,
  },
  points: {
    award: 3,
    deduction: 3,
    change: 1.5,
    reason: 2.5,
    rule: 1.5,
    reviewBatch: 1.5,
    date: 1.5,
    householdNo: 1,
    headName: 1,
    noticeFrom: 1,
  },
  redemption: {
    redeemedAt: 1.5,
    recipientName: 2.5,
    points: 2,
    unitPrice: 1,
    balanceAfter: 1.5,
    quantity: 2,
    householdNo: 1,
    headName: 1,
    itemName: 1.5,
    voucherNo: 1.5,
    signature: 1.5,
  },
  stocktake: {
    bookQuantity: 3,
    countedQuantity: 3,
    gain: 2.5,
    loss: 2.5,
    differenceAmount: 1.5,
    countedBy: 1.5,
    watchedBy: 2,
    itemName: 1,
    lotCode: 1,
  },
  write_off: {
    quantity: 2,
    disposal: 3,
    reason: 2,
    date: 1.5,
    itemName: 1.5,
    cost: 1.5,
    expiresOn: 1,
    lotCode: 1,
    witness: 2,
    approver: 1.5,
    handler: 1,
    documentNo: 1,
  },
};

const NAMES: readonly (readonly [ImportableLedger, RegExp])[] = [
  ['stocktake', /盘点|盘存|清查/],
  ['write_off', /报损|报废|损耗|销毁/],
  ['household_roster', /花名册|户籍|名册|常住户|户信息|农户(信息|名单)|户主(信息|名单)|家庭(信息|名单)/],
  ['inbound', /入库|进货|采购|收货|期初库存/],
  ['donation', /捐[赠助献].*(物资|物品|登记|台账|明细|清单)|(物资|物品).*捐[赠助献]/],
  ['item_catalogue', /目录|(物品|商品|货品|物资)(清单|信息|档案|资料|列表|一览)|价目|兑换标准/],
  ['redemption', /兑换|领取|领用|发放/],
  ['points', /积分|加分|扣分|计分|评分/],
];

const SURE_OF_NAME = 6;
/** A second ledger that fits nearly as well: ask instead of guessing. */
const CLOSE_CALL = 0.88;
const WEAKEST = 2.4;
/** A ledger that lacks a needed column must fit much better than one that has all. */
const INCOMPLETE = 0.6;

/** Which ledger a sheet is and which column carries what; `correction` is a clerk's word and wins. */
export function recogniseSheet(sheet: RawSheet, correction: SheetMapping | null): SheetRecognition {
  const heading = findHeading(sheet);
  const width = Math.max(heading.headings.length, ...sheet.rows.slice(0, 200).map((row) => row.cells.length), 0);
  const sample = sheet.rows.filter((row) => row.row > heading.row).slice(0, 60);
  const columns = sheetColumns(heading.headings, sample, width);
  const fingerprint = columns.map((column) => column.heading.full).join('|');
  const donation =
    /捐赠|捐助|捐献/.test(sheet.name + heading.title) ||
    columns.some((column) => /捐赠(意向|编号)/.test(column.heading.full));
  const view = isOtherLedger(sheet.name, fingerprint);
  const base = { heading, fingerprint, donation, view };

  if (correction !== null) {
    const ledger = correction.ledger !== null && isImportable(correction.ledger) ? correction.ledger : null;
    // A ledger named without columns: which column is which is guessed for that ledger.
    const named = Object.keys(correction.columns).length > 0 || ledger === null;
    const mapping = named ? (ledger === null ? {} : correction.columns) : matchColumns(ledger, columns).columns;
    return {
      ...base,
      ledger,
      suggested: ledger,
      columns: mapping,
      missing: ledger === null ? [] : missingIn(ledger, mapping),
    };
  }
  const ranked = IMPORTABLE_LEDGERS.map((ledger) =>
    rank(ledger, matchColumns(ledger, columns), sheet.name, heading.title),
  );
  ranked.sort((a, b) => b.score - a.score);
  const [first, second] = ranked;
  if (first === undefined || first.score < WEAKEST) {
    return { ...base, ledger: null, suggested: null, columns: {}, missing: [] };
  }
  const suggestion = {
    suggested: first.ledger,
    columns: first.match.columns,
    missing: missingIn(first.ledger, first.match.columns),
  };
  const close = second !== undefined && second.score > first.score * CLOSE_CALL;
  const unsure = close || heading.row === 0 || sheet.hidden || view;
  return { ...base, ...suggestion, ledger: unsure ? null : first.ledger };
}

type Ranked = {
  readonly ledger: ImportableLedger;
  readonly match: ColumnMatch;
  readonly score: number;
};

function rank(ledger: ImportableLedger, match: ColumnMatch, sheetName: string, title: string): Ranked {
  const weights = WEIGHTS[ledger];
  const byColumns = Object.entries(match.scores).reduce(
    (sum, [key, score]) => sum + (weights[key] ?? 0.5) * (score / 100),
    0,
  );
  const complete = missingIn(ledger, match.columns).length === 0 && fitsShape(ledger, match.columns);
  const score = byColumns + nameScore(ledger, sheetName, title);
  return { ledger, match, score: complete ? score : score * INCOMPLETE };
}

/** A name alone is no roster, and a list of names of goods is no catalogue. */
function fitsShape(ledger: ImportableLedger, columns: ColumnMapping): boolean {
  if (ledger === 'household_roster') {
    return ['householdNo', 'idNumber', 'memberCount', 'phone', 'groupName', 'village', 'members'].some(
      (key) => key in columns,
    );
  }
  if (ledger === 'item_catalogue') {
    return ['price', 'referencePrice', 'unit', 'category', 'minimumStock', 'barcode', 'itemCode'].some(
      (key) => key in columns,
    );
  }
  return true;
}

function nameScore(ledger: ImportableLedger, sheetName: string, title: string): number {
  if (compactText(sheetName) === LEDGERS[ledger].sheet) return SURE_OF_NAME;
  const bySheet = NAMES.find(([, words]) => words.test(sheetName))?.[0];
  const byTitle = NAMES.find(([, words]) => words.test(title))?.[0];
  return (bySheet === ledger ? 3 : 0) + (byTitle === ledger ? 3 : 0);
}

function missingIn(ledger: ImportableLedger, columns: ColumnMapping): string[] {
  return REQUIRED[ledger]
    .filter((group) => !group.some((key) => key in columns))
    .map((group) => importColumn(ledger, group[0] ?? '')?.heading ?? '');
}

/** Sheets that the program writes or the township asks for, but that carry sums and views instead of documents. */
const OTHER_SHEETS = /^(进销存明细|积分存折|公示榜|基金池季报|资金收支专账|捐赠资金台账|共建超市结算单|兑换券登记簿)/;

function isOtherLedger(sheetName: string, fingerprint: string): boolean {
  if (OTHER_SHEETS.test(tidyText(sheetName))) return true;
  const headings = new Set(fingerprint.split('|'));
  return Object.values(LEDGERS)
    .filter((ledger) => !ledger.importable)
    .some((ledger) => ledger.columns.every((column) => headings.has(normaliseHeading(column.heading).full)));
}
