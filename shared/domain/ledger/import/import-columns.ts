import type { LedgerId } from '../ledger-definitions.ts';

/** Ledgers that can be taken in. */
export const IMPORTABLE_LEDGERS = [
  'household_roster',
  'item_catalogue',
  'inbound',
  'points',
  'redemption',
] as const satisfies LedgerId[];
export type ImportableLedger = (typeof IMPORTABLE_LEDGERS)[number];

export function isImportable(ledger: LedgerId): ledger is ImportableLedger {
  return (IMPORTABLE_LEDGERS as readonly LedgerId[]).includes(ledger);
}

/** What the cells of a column look like, for columns whose heading says nothing. */
export type ContentClass =
  | 'id_number'
  | 'phone'
  | 'barcode'
  | 'date'
  | 'household_no'
  | 'group'
  | 'village'
  | 'village_grid';

export type ImportColumn = {
  readonly key: string;
  /** As the shop's own ledger calls it. */
  readonly heading: string;
  /** Other words for it, best first; compared without spaces, brackets and width. */
  readonly names: readonly string[];
  /** Headings that belong here when no name fits exactly. */
  readonly pattern?: RegExp;
  /** Contents that belong here when the heading is strange. */
  readonly contents?: ContentClass;
  /** Whether merged cells repeat downwards; sums must not. */
  readonly repeats: boolean;
};

function column(key: string, heading: string, names: string, more: Partial<ImportColumn> = {}): ImportColumn {
  return { key, heading, names: names.split(' ').filter((name) => name !== ''), repeats: true, ...more };
}

const ONCE = { repeats: false };

const householdNo = column(
  'householdNo',
  '户编号',
  '户号 家庭编号 家庭编码 农户编号 农户编码 户编码 户籍编号 户口编号 家庭户号 住户编号 门牌编号 积分户号 存折号 存折编号 积分存折编号 户id 户代码 编号 编码',
  { contents: 'household_no', pattern: /^(农|住|家庭|积分)?户(编)?(号|码)/ },
);
const headName = column(
  'headName',
  '户主',
  '户主姓名 户主名 户主名称 户名 姓名 农户姓名 农户 住户 住户姓名 村民姓名 居民姓名 户主(代表) 户代表 家庭代表 户代表姓名 村民 居民 家庭户主 户主/姓名 名字 人员姓名 存折户名',
  { pattern: /^户主(?!.*(证|号|码|电话|手机|关系|性别|年龄|签))/ },
);
const groupName = column(
  'groupName',
  '村民小组',
  '组别 小组 村组 组 社 屯 所在组 所属组 所属小组 村小组 家庭住址组别 家庭组别 队别 生产队 自然村 自然屯 寨 居民小组 村民组 组名',
  { contents: 'group', pattern: /(组别|小组|村组)$/ },
);
const village = column(
  'village',
  '村',
  '村名 所在村 所属村 行政村 村(社区) 村/社区 村居 社区 村社区 村委会 村名称 所在村居 所属村居 村别 单位村 乡镇村',
  { contents: 'village', pattern: /^(所[在属])?(行政)?村(社区|居)?(名称?)?$/ },
);
const memberCount = column(
  'memberCount',
  '人口',
  '家庭人口 人口数 家庭人口数 人数 家庭人数 家庭成员数 成员数 户内人口 在册人口 常住人口 户籍人口 家庭总人口 人口(人) 家庭成员人数',
  { ...ONCE, pattern: /^(家庭|户内|在册|常住|户籍)?(总)?人(口|数)数?$/ },
);
const phone = column(
  'phone',
  '电话',
  '手机号 手机号码 手机 联系电话 联系方式 电话号码 户主电话 户主手机 户主联系电话 联系手机 移动电话 电话/手机 联系号码 本人电话',
  { contents: 'phone', pattern: /(电话|手机|联系方式)(号码?)?$/ },
);
const note = column('note', '备注', '说明 备考 附注 其他说明 情况说明 备注说明 摘要说明 户情 户类型 家庭类型 户属性');
const itemCode = column(
  'itemCode',
  '物品编码',
  '物品编号 商品编码 商品编号 货号 货品编码 货品编号 物资编码 物资编号 品号 产品编码 产品编号 物料编码 sku 货物编码 编码 编号 物品代码 商品代码 代码',
  { pattern: /^(物品|商品|货品|物资|产品|货物)(的)?(编|代)(码|号)/ },
);
const itemName = (key: string, heading: string): ImportColumn =>
  column(
    key,
    heading,
    '物品名称 名称 物品 品名 商品名称 商品 货品 货品名称 货物名称 货物 物资名称 物资 产品名称 产品 物品名 商品名 品名称 兑换物品 兑换商品 兑换物品名称 领取物品 领用物品 礼品 礼品名称 奖品 奖品名称 品种 捐赠物品 捐赠物资',
    { pattern: /(物品|商品|货品|货物|物资|产品|礼品|奖品)(名称?)?$/ },
  );
const spec = column(
  'spec',
  '规格',
  '规格型号 型号 包装 包装规格 规格/型号 规格及型号 商品规格 物品规格 型号规格 含量 净含量',
  {
    pattern: /规格|型号/,
  },
);
const unit = column('unit', '单位', '计量单位 计数单位 物品单位 商品单位 单位名称(计量) 基本单位 数量单位');
const barcode = column(
  'barcode',
  '条码',
  '条形码 国标码 商品条码 商品条形码 国际条码 ean ean13 ean-13 69码 物品条码 商品码 扫码 barcode 国标条码 一维码 产品条码',
  { contents: 'barcode', pattern: /条(形)?码|国标码/ },
);
const lotCode = column('lotCode', '批次', '批号 生产批号 批次号 产品批号 批次编号 生产批次 入库批次 lot', {
  pattern: /批(次|号)/,
});
const category = (more: string): ImportColumn =>
  column('category', '类别', `分类 类型 种类 所属类别 所属分类 大类 类 ${more}`, { pattern: /(类别|分类|类型|大类)$/ });
const serial = column('serial', '序号', '序 编次 行号 no no. #', ONCE);
const quantity = column(
  'quantity',
  '数量',
  '入库数量 入库数 进货数量 收货数量 实收数量 采购数量 捐赠数量 件数 数目 个数 实收 兑换数量 领取数量 领用数量 发放数量 期初数量 库存数量 数',
  { ...ONCE, pattern: /数量|件数/ },
);

const ROSTER: readonly ImportColumn[] = [
  householdNo,
  headName,
  column(
    'idNumber',
    '身份证号',
    '身份证号码 身份证 证件号码 证件号 公民身份号码 公民身份证号码 户主身份证号 户主身份证号码 户主身份证 居民身份证号 居民身份证号码 身份号码 有效证件号码 身份证件号码',
    { contents: 'id_number', pattern: /身份证?(件)?号?码?$|证件号码?$/ },
  ),
  village,
  column('villageGrid', '网格', '所属网格 所在网格 网格名称 网格号 网格编号 网格区 网格单元 责任网格', {
    contents: 'village_grid',
    pattern: /网格(?!员|长)/,
  }),
  groupName,
  memberCount,
  phone,
  column('members', '成员', '家庭成员 成员姓名 家庭成员姓名 其他成员 户内成员 成员名单 家庭其他成员'),
  column('enrolledOn', '入册日期', '登记日期 建档日期 入户日期 录入日期 建册日期 登记时间 入册时间 建档时间'),
  column('status', '状态', '户状态 户籍状态 在册状态 户口状态 当前状态'),
  note,
  /** Rosters that give each person a row: only used together with a separate column for the head. */
  column('memberName', '成员姓名', '姓名 家庭成员姓名 人员姓名 本人姓名 家庭成员', ONCE),
  column('relation', '与户主关系', '关系 与户主的关系 家庭关系 称谓 成员关系', { ...ONCE, pattern: /关系$/ }),
];

const CATALOGUE: readonly ImportColumn[] = [
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
    { pattern: /(积分|分值|分数)(\/.*)?$/ },
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

const INBOUND: readonly ImportColumn[] = [
  serial,
  column(
    'date',
    '入库日期',
    '日期 入库时间 进货日期 时间 收货日期 采购日期 购进日期 登记日期 捐赠日期 接收日期 验收日期 年月日',
    {
      contents: 'date',
      pattern: /^(入库|进货|收货|采购|购进|捐赠|接收|验收)(日期|时间)$/,
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
      ...ONCE,
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

const POINTS: readonly ImportColumn[] = [
  serial,
  householdNo,
  headName,
  column('idNumber', '身份证号', '身份证号码 身份证 证件号码 证件号 公民身份号码', {
    contents: 'id_number',
    pattern: /身份证?(件)?号?码?$|证件号码?$/,
  }),
  village,
  groupName,
  memberCount,
  column(
    'date',
    '日期',
    '时间 发生日期 发生时间 加分日期 记分日期 积分日期 登记日期 登记时间 事件日期 记录日期 评分日期 年月日 计分日期 录入日期 得分日期 积分时间',
    { contents: 'date', pattern: /(日期|时间)$/ },
  ),
  column(
    'reason',
    '事由',
    '积分事由 原因 项目 事项 加分事由 加扣分事由 加分原因 内容 积分项目 事迹 摘要 具体事由 具体事项 加减分事由 加扣分原因 积分原因 主要事迹 行为 表现 事件 说明 积分内容 加分项目 奖扣事由 奖惩事由',
    { pattern: /(事由|原因|事项|事迹)/ },
  ),
  category('积分类别 积分类型 积分分类 项目类别 指标类别 一级指标'),
  column('rule', '细则', '积分细则 评分标准 评分细则 积分标准 依据 条款 细则条款 加分标准 二级指标 评分依据 指标', {
    pattern: /(细则|标准|条款)/,
  }),
  column(
    'award',
    '加分',
    '加分分值 奖励积分 得分 奖分 加分值 增加积分 加积分 获得积分 奖励分值 奖励分 获得分值 新增积分 加分(分) 增加 奖励',
    {
      ...ONCE,
      pattern: /^(加|奖|增加|获得|奖励|新增)(分|积分)/,
    },
  ),
  column(
    'deduction',
    '扣分',
    '扣减 扣分分值 扣减积分 减分 扣分值 扣除积分 扣积分 减少积分 扣减分值 减分分值 扣除分值 处罚分 减分值 扣分(分) 扣除 减少',
    {
      ...ONCE,
      pattern: /^(扣|减|扣减|扣除|减少|处罚)(分|积分)/,
    },
  ),
  /** One column for both, its sign (or the direction column) telling which. */
  column(
    'change',
    '积分',
    '分值 积分值 分数 积分变动 变动积分 积分变化 加减分 加扣分 本次积分 积分数 增减 变动 加减分值 奖扣分 积分(分) 本次得分 计分',
    {
      ...ONCE,
      pattern: /^(本次)?(积分|分值|分数|加减分|加扣分)(值|变动|变化)?$/,
    },
  ),
  column('direction', '加扣类型', '加/扣 加扣 加减 方向 奖扣 积分方向 增减类型 变动类型 加减类型 加扣分类型'),
  column('reviewBatch', '评议批次', '批次 评议期 评议期次 评定批次 季度 期次 评议时间 公示批次', {
    pattern: /(评议|评定)/,
  }),
  column('noticeFrom', '公示起', '公示开始 公示起始 公示起日 公示开始日期 公示起始日期 公示日期', {
    pattern: /公示(起|开始)/,
  }),
  column('noticeTo', '公示止', '公示结束 公示截止 公示止日 公示结束日期 公示截止日期', {
    pattern: /公示(止|结束|截止)/,
  }),
  column('honour', '荣誉累计', '累计积分 积分累计 总积分 荣誉积分 累计得分 荣誉分', ONCE),
  column('spendable', '可兑余额', '可兑积分 可用积分 积分余额 剩余积分 余额 可兑换积分 可兑换余额 结余', ONCE),
  column('recorder', '记录人', '登记人 录入人 记分员 填报人 经办人 记录员 申报人 采集人'),
  column('reviewer', '审核人', '评议人 审核 复核人 核实人 评议小组 审批人 认定人'),
];

const REDEMPTION: readonly ImportColumn[] = [
  serial,
  column(
    'redeemedAt',
    '兑换时间',
    '兑换日期 日期 时间 领取时间 领取日期 发放日期 兑付日期 领用日期 登记日期 发放时间',
    {
      contents: 'date',
      pattern: /^(兑换|领取|发放|领用|兑付)(日期|时间)/,
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
    { ...ONCE, pattern: /(单价|标准|分值)/ },
  ),
  column(
    'points',
    '扣减积分',
    '兑换积分 使用积分 消耗积分 扣分 积分 扣除积分 积分小计 合计积分 兑换分 总积分 扣减分值 本次扣减 兑换总分 消费积分 小计',
    {
      ...ONCE,
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

export const IMPORT_COLUMNS: Readonly<Record<ImportableLedger, readonly ImportColumn[]>> = {
  household_roster: ROSTER,
  item_catalogue: CATALOGUE,
  inbound: INBOUND,
  points: POINTS,
  redemption: REDEMPTION,
};

/** Columns that carry no meaning for any ledger but must not be taken for one by what is in them. */
export const FOREIGN_HEADINGS =
  /^(性别|民族|出生|年龄|学历|文化|政治面貌|婚姻|银行|开户|卡号|账号|配偶|子女|健康|劳动|是否|职业|收入|面积|住址|地址|家庭住址|门牌|照片|.*(网格员|网格长|帮扶人|联系人|责任人|包保人).*)/;

export function importColumn(ledger: ImportableLedger, key: string): ImportColumn | undefined {
  return IMPORT_COLUMNS[ledger].find((candidate) => candidate.key === key);
}
