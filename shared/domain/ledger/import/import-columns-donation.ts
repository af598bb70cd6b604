import {
  barcode,
  column,
  FIGURES,
  type ImportColumn,
  itemCode,
  itemName,
  lotCode,
  note,
  ONCE,
  quantity,
  serial,
  SOME_DAY,
  spec,
  unit,
} from './import-column.ts';

/** A register of donated goods. */
export const DONATION: readonly ImportColumn[] = [
  serial,
  column('date', '日期', '捐赠日期 接收日期 捐赠时间 接收时间 时间 登记日期 登记时间 入库日期 年月日 收到日期', {
    contents: 'date',
    pattern: SOME_DAY,
  }),
  column('donationNo', '捐赠编号', '捐赠单号 登记编号 接收编号 接收单号 捐赠登记号 单号 单据号 编号 凭证编号', {
    pattern: /^(捐赠|接收|登记)(单|编)号$/,
  }),
  column(
    'donorName',
    '捐赠单位(人)',
    '捐赠单位 捐赠人 捐赠方 捐赠者 捐赠单位或个人 捐赠人(单位) 捐赠单位(个人) 捐赠单位/个人 捐赠人姓名 捐赠人名称 捐赠单位名称 捐赠来源 爱心人士 爱心企业 爱心单位 捐赠单位及个人',
    { pattern: /^捐[赠助献](单位|人|方|者|个人|企业|来源)/ },
  ),
  column('contact', '联系方式', '联系电话 电话 联系人及电话 联系人 捐赠人电话 手机 手机号 联系人电话', {
    pattern: /(联系方式|电话|手机)/,
  }),
  column('intention', '捐赠意向', '定向用途 捐赠用途 意向 指定用途 捐赠意愿 定向意向 用途 捐赠对象 受赠对象'),
  itemCode,
  itemName('itemName', '物品名称'),
  spec,
  unit,
  barcode,
  quantity,
  column('unitCost', '单价', '单价(元) 折价单价 参考单价 市场单价 估价单价 价格', { ...ONCE, pattern: /单价/ }),
  column(
    'amount',
    '折价金额',
    '折合金额 金额 金额(元) 折价 价值 估值 总价值 折价金额(元) 折合人民币 合计金额 总价 总金额 物资价值 小计',
    { ...FIGURES, pattern: /(金额|总价|价值)/ },
  ),
  column('costBasis', '计价依据', '价格依据 计价方式 定价依据 估价依据 作价依据 折价依据'),
  lotCode,
  column('expiresOn', '保质期至', '有效期至 到期日 到期日期 保质期到 有效期 保质期 失效日期 有效日期 过期日期', {
    pattern: /^(保质|有效|到期|失效|过期)/,
  }),
  column('receiverOne', '接收人一', '接收人1 接收人 经手人 经办人 接收经办人 接收人甲 收货人 接收人员'),
  column('receiverTwo', '接收人二', '接收人2 验收人 监督人 见证人 复核人 接收人乙 证明人'),
  column('certificateNo', '证书编号', '捐赠证书编号 证书号 捐赠证书号 凭证号 接收凭证号', { pattern: /证书(编)?号/ }),
  column('externalReceiptNo', '外部票据号', '票据号 票据编号 捐赠票据号 收据号 公益票据号 票号 发票号', {
    pattern: /(票据|收据)(编)?号/,
  }),
  note,
];
