/**
 * The ledgers the shop exports and, where marked, imports: sheet names and headings exactly as the township
 * files them. The key of a column is what code calls it; the heading is what paper calls it.
 */
export type ColumnKind =
  | 'text'
  /** Codes and numbers that must never become numbers in a spreadsheet: ids, phones, barcodes. */
  | 'identifier'
  | 'integer'
  /** A quantity of goods, in the item's smallest unit. */
  | 'quantity'
  /** Centipoints in code, points with decimals in the workbook. */
  | 'points'
  /** Fen in code, yuan with two decimals in the workbook. */
  | 'yuan'
  | 'date'
  /** Local date and minute, `YYYY-MM-DD HH:mm`. */
  | 'dateTime';

export type LedgerColumn = {
  readonly key: string;
  readonly heading: string;
  readonly kind: ColumnKind;
  /** Summed in the 合计 row. */
  readonly summed?: true;
};

export type LedgerDefinition = {
  readonly id: LedgerId;
  readonly sheet: string;
  readonly columns: readonly LedgerColumn[];
  /** Also an import template (↔). */
  readonly importable: boolean;
};

export const LEDGER_IDS = [
  'household_roster',
  'item_catalogue',
  'inbound',
  'donation',
  'points',
  'redemption',
  'stock_movement',
  'stocktake',
  'write_off',
  'partner_settlement',
  'passbook',
] as const;
export type LedgerId = (typeof LEDGER_IDS)[number];

const text = (key: string, heading: string): LedgerColumn => ({ key, heading, kind: 'text' });
const identifier = (key: string, heading: string): LedgerColumn => ({ key, heading, kind: 'identifier' });
const column = (key: string, heading: string, kind: ColumnKind): LedgerColumn => ({ key, heading, kind });
const summed = (key: string, heading: string, kind: ColumnKind): LedgerColumn => ({ key, heading, kind, summed: true });

export const LEDGERS: Readonly<Record<LedgerId, LedgerDefinition>> = {
  household_roster: {
    id: 'household_roster',
    sheet: '户籍花名册',
    importable: true,
    columns: [
      identifier('householdNo', '户编号'),
      text('headName', '户主'),
      identifier('idNumber', '身份证号'),
      text('village', '村'),
      text('villageGrid', '网格'),
      text('groupName', '村民小组'),
      summed('memberCount', '人口', 'integer'),
      identifier('phone', '电话'),
      text('members', '成员'),
      column('enrolledOn', '入册日期', 'date'),
      text('status', '状态'),
      text('note', '备注'),
    ],
  },
  item_catalogue: {
    id: 'item_catalogue',
    sheet: '物品目录',
    importable: true,
    columns: [
      identifier('itemCode', '物品编码'),
      identifier('barcode', '条码'),
      text('name', '名称'),
      text('category', '类别'),
      text('spec', '规格'),
      text('unit', '单位'),
      column('price', '兑换分值', 'points'),
      column('referencePrice', '参考单价', 'yuan'),
      column('minimumStock', '最低库存', 'quantity'),
      text('expiryTracked', '保质期管理'),
      text('status', '状态'),
      text('note', '备注'),
    ],
  },
  inbound: {
    id: 'inbound',
    sheet: '物品入库台账',
    importable: true,
    columns: [
      column('serial', '序号', 'integer'),
      column('date', '入库日期', 'date'),
      identifier('documentNo', '入库单号'),
      text('source', '来源'),
      text('supplier', '供货或捐赠方'),
      identifier('itemCode', '物品编码'),
      text('itemName', '物品名称'),
      text('spec', '规格'),
      text('unit', '单位'),
      identifier('barcode', '条码'),
      identifier('lotCode', '批次'),
      column('producedOn', '生产日期', 'date'),
      column('expiresOn', '保质期至', 'date'),
      summed('quantity', '数量', 'quantity'),
      column('unitCost', '单价', 'yuan'),
      summed('amount', '金额', 'yuan'),
      text('costBasis', '计价依据'),
      identifier('invoiceNo', '发票号'),
      text('fundSource', '资金来源'),
      text('handler', '经手人'),
      text('inspector', '验收人'),
      text('note', '备注'),
    ],
  },
  donation: {
    id: 'donation',
    sheet: '捐赠物资登记台账',
    importable: true,
    columns: [
      column('serial', '序号', 'integer'),
      column('date', '日期', 'date'),
      identifier('donationNo', '捐赠编号'),
      text('donorName', '捐赠单位(人)'),
      identifier('contact', '联系方式'),
      text('intention', '捐赠意向'),
      identifier('itemCode', '物品编码'),
      text('itemName', '物品名称'),
      text('spec', '规格'),
      text('unit', '单位'),
      summed('quantity', '数量', 'quantity'),
      column('unitCost', '单价', 'yuan'),
      summed('amount', '折价金额', 'yuan'),
      text('costBasis', '计价依据'),
      identifier('lotCode', '批次'),
      column('expiresOn', '保质期至', 'date'),
      text('receiverOne', '接收人一'),
      text('receiverTwo', '接收人二'),
      identifier('certificateNo', '证书编号'),
      identifier('externalReceiptNo', '外部票据号'),
      text('note', '备注'),
    ],
  },
  points: {
    id: 'points',
    sheet: '积分台账',
    importable: true,
    columns: [
      column('serial', '序号', 'integer'),
      identifier('householdNo', '户编号'),
      text('headName', '户主'),
      text('groupName', '村民小组'),
      column('memberCount', '人口', 'integer'),
      column('date', '日期', 'date'),
      text('reason', '事由'),
      text('category', '类别'),
      text('rule', '细则'),
      summed('award', '加分', 'points'),
      summed('deduction', '扣分', 'points'),
      text('reviewBatch', '评议批次'),
      column('noticeFrom', '公示起', 'date'),
      column('noticeTo', '公示止', 'date'),
      column('honour', '荣誉累计', 'points'),
      column('spendable', '可兑余额', 'points'),
      text('recorder', '记录人'),
      text('reviewer', '审核人'),
    ],
  },
  redemption: {
    id: 'redemption',
    sheet: '兑换领取台账',
    importable: true,
    columns: [
      column('serial', '序号', 'integer'),
      column('redeemedAt', '兑换时间', 'dateTime'),
      identifier('documentNo', '兑换单号'),
      identifier('householdNo', '户编号'),
      text('headName', '户主'),
      text('recipientName', '领取人'),
      text('recipientRelation', '与户主关系'),
      identifier('itemCode', '物品编码'),
      text('itemName', '物品名称'),
      text('spec', '规格'),
      text('unit', '单位'),
      identifier('lotCode', '批次'),
      summed('quantity', '数量', 'quantity'),
      column('unitPrice', '单价(分)', 'points'),
      summed('points', '扣减积分', 'points'),
      column('balanceAfter', '兑换后余额', 'points'),
      identifier('voucherNo', '券号'),
      summed('cost', '成本金额', 'yuan'),
      text('signature', '领取人签字'),
      text('operator', '经办人'),
      text('note', '备注'),
    ],
  },
  stock_movement: {
    id: 'stock_movement',
    sheet: '进销存明细',
    importable: false,
    columns: [
      column('date', '日期', 'date'),
      identifier('documentNo', '单号'),
      text('summary', '摘要'),
      text('item', '物品'),
      identifier('lotCode', '批次'),
      summed('inQuantity', '入库数量', 'quantity'),
      summed('inAmount', '入库金额', 'yuan'),
      summed('outQuantity', '出库数量', 'quantity'),
      summed('outAmount', '出库金额', 'yuan'),
      column('balanceQuantity', '结存数量', 'quantity'),
      column('balanceAmount', '结存金额', 'yuan'),
    ],
  },
  stocktake: {
    id: 'stocktake',
    sheet: '盘点表',
    importable: true,
    columns: [
      column('serial', '序号', 'integer'),
      identifier('itemCode', '物品编码'),
      text('itemName', '名称'),
      text('spec', '规格'),
      text('unit', '单位'),
      identifier('lotCode', '批次'),
      summed('bookQuantity', '账面数量', 'quantity'),
      summed('countedQuantity', '实盘数量', 'quantity'),
      summed('gain', '盘盈', 'quantity'),
      summed('loss', '盘亏', 'quantity'),
      summed('differenceAmount', '差异金额', 'yuan'),
      text('reason', '原因'),
      text('countedBy', '盘点人'),
      text('watchedBy', '监盘人'),
      text('approvedBy', '审批人'),
    ],
  },
  write_off: {
    id: 'write_off',
    sheet: '报损报废表',
    importable: true,
    columns: [
      column('date', '日期', 'date'),
      identifier('documentNo', '单号'),
      identifier('itemCode', '物品编码'),
      text('itemName', '物品'),
      identifier('lotCode', '批次'),
      column('expiresOn', '保质期至', 'date'),
      summed('quantity', '数量', 'quantity'),
      summed('cost', '成本', 'yuan'),
      text('reason', '原因'),
      text('disposal', '处理方式'),
      text('handler', '经办人'),
      text('witness', '监督人'),
      text('approver', '审批人'),
    ],
  },
  partner_settlement: {
    id: 'partner_settlement',
    sheet: '共建超市结算单',
    importable: false,
    columns: [
      text('village', '村'),
      summed('visits', '户次', 'integer'),
      summed('points', '积分', 'points'),
      summed('cost', '成本金额', 'yuan'),
      summed('amount', '应结金额', 'yuan'),
      text('seal', '签章'),
    ],
  },
  passbook: {
    id: 'passbook',
    sheet: '积分存折',
    importable: false,
    columns: [
      column('date', '日期', 'date'),
      text('reason', '事由'),
      summed('award', '加分', 'points'),
      summed('deduction', '扣分', 'points'),
      summed('redeemed', '兑换', 'points'),
      column('honour', '荣誉累计', 'points'),
      column('spendable', '可兑余额', 'points'),
      text('operator', '经办'),
    ],
  },
};

/** Order in which sheets of one workbook are taken in: each needs the ones before it. */
export const IMPORT_ORDER: readonly LedgerId[] = [
  'household_roster',
  'item_catalogue',
  'inbound',
  'donation',
  'points',
  'stocktake',
  'write_off',
  'redemption',
];
