import {
  barcode,
  column,
  FIGURES,
  type ImportColumn,
  itemCode,
  itemName,
  lotCode,
  serial,
  spec,
  unit,
} from './import-column.ts';

/** 盘点表. */
export const STOCKTAKE: readonly ImportColumn[] = [
  serial,
  column('date', '盘点日期', '盘点时间 盘存日期', { contents: 'date', pattern: /^盘(点|存)(日期|时间)$/ }),
  column('documentNo', '盘点单号', '盘点编号 盘点表编号', { pattern: /^盘点(表|单)?(编)?号$/ }),
  itemCode,
  itemName('itemName', '名称'),
  spec,
  unit,
  barcode,
  lotCode,
  column(
    'bookQuantity',
    '账面数量',
    '账面数 账存数量 账存数 账面库存 账面结存 账面 账存 账上数量 系统数量 系统库存 电脑库存 结存数量',
    { ...FIGURES, pattern: /账(面|存|上)/ },
  ),
  column(
    'countedQuantity',
    '实盘数量',
    '实盘数 实盘 盘点数量 盘点数 实存数量 实存数 实存 实际数量 实际库存 实点数量 实点数 实物数量 清点数量',
    { ...FIGURES, pattern: /实(盘|存|际|点|物)|盘点数/ },
  ),
  column('gain', '盘盈', '盘盈数量 盈 盘盈数 溢余', { ...FIGURES, pattern: /盘盈|溢余/ }),
  column('loss', '盘亏', '盘亏数量 亏 盘亏数 短缺', { ...FIGURES, pattern: /盘亏|短缺/ }),
  column('differenceAmount', '差异金额', '盈亏金额 差额 盈亏额 差异金额(元) 金额', {
    ...FIGURES,
    pattern: /(差异|盈亏)(金额|额)/,
  }),
  column('reason', '原因', '差异原因 盈亏原因 原因说明 差异说明 备注 说明', { pattern: /原因/ }),
  column('countedBy', '盘点人', '盘点员 清点人 实盘人 点数人'),
  column('watchedBy', '监盘人', '监盘 监督人 监点人 复核人'),
  column('approvedBy', '审批人', '批准人 审核人 负责人'),
];
