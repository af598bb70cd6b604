import {
  barcode,
  column,
  FIGURES,
  type ImportColumn,
  itemCode,
  itemName,
  lotCode,
  quantity,
  SOME_DAY,
  spec,
  unit,
} from './import-column.ts';

export const WRITE_OFF: readonly ImportColumn[] = [
  column('date', '日期', '报损日期 报废日期 时间 登记日期 处理日期 报损时间 报废时间 销毁日期 年月日', {
    contents: 'date',
    pattern: SOME_DAY,
  }),
  column('documentNo', '单号', '报损单号 报废单号 单据号 单据编号 编号 报损编号 凭证号 报损单', {
    pattern: /单(据)?(编)?号$/,
  }),
  itemCode,
  itemName('itemName', '物品'),
  spec,
  unit,
  barcode,
  lotCode,
  column('expiresOn', '保质期至', '有效期至 到期日 到期日期 保质期 有效期 过期日期 失效日期 保质期到', {
    pattern: /^(保质|有效|到期|失效|过期)/,
  }),
  { ...quantity, names: [...quantity.names, '报损数量', '报废数量', '损耗数量', '报损数', '销毁数量'] },
  column('cost', '成本', '成本金额 金额 报损金额 损失金额 金额(元) 价值 报废金额 损耗金额 货值', {
    ...FIGURES,
    pattern: /(成本|金额|货值)/,
  }),
  column('reason', '原因', '报损原因 报废原因 损耗原因 事由 损失原因 报损说明 报废理由 理由', {
    pattern: /(原因|理由)$/,
  }),
  column('disposal', '处理方式', '处置方式 处理办法 处理结果 处理情况 处置情况 去向 销毁方式 处理意见', {
    pattern: /(处理|处置|销毁)(方式|办法|结果|情况)/,
  }),
  column('handler', '经办人', '经手人 报损人 保管员 填报人 申请人 制单人 操作人'),
  column('witness', '监督人', '监销人 见证人 证明人 监督员 在场人 监督'),
  column('approver', '审批人', '批准人 审核人 负责人 领导签字 审批 村负责人'),
];
