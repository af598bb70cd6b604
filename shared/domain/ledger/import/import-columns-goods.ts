import {
  FIGURES,
  type ImportColumn,
  barcode,
  category,
  column,
  groupName,
  headName,
  householdNo,
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

export const CATALOGUE: readonly ImportColumn[] = [
  itemCode,
  barcode,
  itemName('name', '名称'),
  category('物品类别 商品类别 商品分类 货品类别 物资类别 物品分类 品类'),
  spec,
  unit,
  column(
    'price',
    '兑换分值',
    '兑换积分 所需积分 需积分 积分价 积分单价 单价(分) 分值 积分 兑换分数 所需分值 兑换标准 兑换价 积分值 积分标准 需要积分 兑换单价 分数 兑换所需积分',
    { pattern: /(积分|分值|分数)(价格?|单价)?(\/.*)?$/ },
  ),
  column(
    'referencePrice',
    '参考单价',
    '参考价 市场价 单价 价格 零售价 进价 参考价格 市场单价 成本价 采购价 进货价 参考价值 售价 单价(元) 价值',
    {
      pattern: /(单价|价格?)$/,
    },
  ),
  column('minimumStock', '最低库存', '库存下限 安全库存 最小库存 预警库存 库存预警 最低库存量 预警数量 库存预警值', {
    pattern: /(预警|安全|最低|最小)/,
  }),
  column(
    'expiryTracked',
    '保质期管理',
    '是否管理保质期 管理保质期 保质期控制 是否有保质期 有无保质期 有保质期 是否保质期管理',
    { pattern: /保质期管理|(是否|有无).*保质期/ },
  ),
  column('status', '状态', '启用状态 是否启用 是否上架 上架状态 物品状态 商品状态'),
  note,
];

export const INBOUND: readonly ImportColumn[] = [
  serial,
  column(
    'date',
    '入库日期',
    '日期 入库时间 进货日期 时间 收货日期 采购日期 购进日期 登记日期 捐赠日期 接收日期 验收日期 年月日',
    {
      contents: 'date',
      pattern: SOME_DAY,
    },
  ),
  column(
    'documentNo',
    '入库单号',
    '单号 入库单编号 单据号 单据编号 凭证号 入库编号 进货单号 捐赠编号 入库单 收货单号 凭单号',
    { pattern: /单(据)?(编)?号$/ },
  ),
  column(
    'source',
    '来源',
    '来源(采购/捐赠/调拨/期初) 入库类型 入库方式 来源渠道 物资来源 来源方式 物品来源 入库来源 类型 渠道 进货方式 来源类型',
  ),
  column(
    'supplier',
    '供货或捐赠方',
    '供应商 供货单位 供货方 捐赠方 捐赠人 捐赠单位 供货商 供应单位 来源单位 供货单位(捐赠人) 捐赠单位(人) 捐赠人(单位) 厂商 经销商 购货单位 供方 购买地点 捐赠单位或个人 捐赠者',
    { pattern: /(供货|供应|捐赠).*(商|单位|方|人|者|个人)/ },
  ),
  itemCode,
  itemName('itemName', '物品名称'),
  spec,
  unit,
  barcode,
  lotCode,
  column('producedOn', '生产日期', '生产时间 出厂日期 制造日期 生产年月日', {
    pattern: /^(生产|出厂|制造)(日期|时间)/,
  }),
  column(
    'expiresOn',
    '保质期至',
    '有效期至 到期日 到期日期 保质期到 有效期 保质期 失效日期 有效日期 截止日期 保质期截止 过期日期 到期时间 失效期 保质期截止日期 有效期截止 保质期限',
    { pattern: /^(保质|有效|到期|失效|过期)/ },
  ),
  quantity,
  column(
    'unitCost',
    '单价',
    '单价(元) 进货单价 进价 采购单价 采购价 成本价 成本单价 进货价 折价单价 入库单价 单位成本 估价单价 含税单价 价格',
    {
      ...ONCE,
      pattern: /(单价|进价|单位成本)/,
    },
  ),
  column(
    'amount',
    '金额',
    '金额(元) 总价 总金额 合计金额 小计 折价金额 入库金额 总额 折合金额 采购金额 价值 估值 总价值 价税合计 金额合计 进货金额 成本金额',
    {
      ...FIGURES,
      pattern: /(金额|总价|总额)/,
    },
  ),
  column('costBasis', '计价依据', '价格依据 计价方式 定价依据 估价依据 作价依据'),
  column('invoiceNo', '发票号', '发票号码 票据号 发票编号 票号 外部票据号', { pattern: /(发票|票据)/ }),
  column('fundSource', '资金来源', '经费来源 资金渠道 款项来源 资金性质', { pattern: /(资金|经费|款项)来源/ }),
  column('handler', '经手人', '经办人 采购人 采购员 接收人一 入库人 保管员 收货人 制单人 仓管员 接收人'),
  column('inspector', '验收人', '验货人 接收人二 复核人 监督人 审核人 验收'),
  note,
  /** Only on donation registers; kept in the note. */
  column('earmark', '捐赠意向', '定向用途 捐赠用途 意向 指定用途'),
];

export const REDEMPTION: readonly ImportColumn[] = [
  serial,
  column(
    'redeemedAt',
    '兑换时间',
    '兑换日期 日期 时间 领取时间 领取日期 发放日期 兑付日期 领用日期 登记日期 发放时间',
    {
      contents: 'date',
      pattern: SOME_DAY,
    },
  ),
  column('documentNo', '兑换单号', '单号 单据号 兑换编号 单据编号 小票号 兑换单编号 流水号 凭证号 交易单号', {
    pattern: /单(据)?(编)?号$/,
  }),
  householdNo,
  headName,
  groupName,
  column('recipientName', '领取人', '领取人姓名 领用人 兑换人 代领人 领物人 领取者 兑换人姓名', {
    pattern: /^(领取|领用|兑换|代领)人(姓名)?$/,
  }),
  column('recipientRelation', '与户主关系', '关系 领取人与户主关系 与户主的关系', { pattern: /关系$/ }),
  itemCode,
  itemName('itemName', '物品名称'),
  spec,
  unit,
  barcode,
  lotCode,
  quantity,
  column(
    'unitPrice',
    '单价(分)',
    '单价 积分单价 兑换分值 单件积分 单个积分 分值 兑换标准 单价积分 单价(积分) 积分标准 所需积分',
    { ...FIGURES, pattern: /(单价|标准|分值)/ },
  ),
  column(
    'points',
    '扣减积分',
    '兑换积分 使用积分 消耗积分 扣分 积分 扣除积分 积分小计 合计积分 兑换分 总积分 扣减分值 本次扣减 兑换总分 消费积分 小计',
    {
      ...FIGURES,
      pattern: /(扣减|扣除|消耗|使用|合计|兑换|消费).*(积分|分值|分)$/,
    },
  ),
  column('balanceAfter', '兑换后余额', '剩余积分 余额 积分余额 结余积分 兑换后积分 结余', ONCE),
  column('voucherNo', '券号', '兑换券号 兑换券编号', { pattern: /券(编)?号/ }),
  column('cost', '成本金额', '成本 物品金额 金额 折合金额 价值 金额(元)', ONCE),
  column('signature', '领取人签字', '签字 签名 领取人签名 签收 签收人 领取签字', { pattern: /签(字|名|收)/ }),
  column('operator', '经办人', '经手人 发放人 操作员 管理员 店员 办理人 工作人员'),
  note,
];
