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
  /** Holds figures: a column of words is not it, whatever its heading. */
  readonly numeric?: true;
};

export function column(key: string, heading: string, names: string, more: Partial<ImportColumn> = {}): ImportColumn {
  return { key, heading, names: names.split(' ').filter((name) => name !== ''), repeats: true, ...more };
}

export const ONCE = { repeats: false };
export const FIGURES = { repeats: false, numeric: true } as const;

/** Any day that is not a birthday, the goods' own dates or a notice's. */
export const SOME_DAY = /^(?!生产|出厂|制造|保质|有效|到期|失效|过期|公示|出生).*(日期|时间)$/;

export const householdNo = column(
  'householdNo',
  '户编号',
  '户号 家庭编号 家庭编码 农户编号 农户编码 户编码 户籍编号 户口编号 家庭户号 住户编号 门牌编号 积分户号 存折号 存折编号 积分存折编号 户id 户代码 编号 编码',
  { contents: 'household_no', pattern: /(?<![开账帐])户(籍|口)?(编)?(号|码)$/ },
);
export const headName = column(
  'headName',
  '户主',
  '户主姓名 户主名 户主名称 户名 姓名 农户姓名 农户 住户 住户姓名 村民姓名 居民姓名 户主(代表) 户代表 家庭代表 户代表姓名 村民 居民 家庭户主 户主/姓名 名字 人员姓名 存折户名',
  { pattern: /户主(姓名|名称?|名字)?$|^户主(?!.*(证|号|码|电话|手机|关系|性别|年龄|签))/ },
);
export const groupName = column(
  'groupName',
  '村民小组',
  '组别 小组 村组 组 社 屯 所在组 所属组 所属小组 村小组 家庭住址组别 家庭组别 队别 生产队 自然村 自然屯 寨 居民小组 村民组 组名',
  { contents: 'group', pattern: /(组别|小组|村组)(名称?)?$/ },
);
export const village = column(
  'village',
  '村',
  '村名 所在村 所属村 行政村 村(社区) 村/社区 村居 社区 村社区 村委会 村名称 所在村居 所属村居 村别 单位村 乡镇村',
  { contents: 'village', pattern: /^(所[在属])?(行政)?村(社区|居)?(名称?)?$/ },
);
export const memberCount = column(
  'memberCount',
  '人口',
  '家庭人口 人口数 家庭人口数 人数 家庭人数 家庭成员数 成员数 户内人口 在册人口 常住人口 户籍人口 家庭总人口 人口(人) 家庭成员人数',
  { ...FIGURES, pattern: /人(口|数)(总?数)?$/ },
);
export const phone = column(
  'phone',
  '电话',
  '手机号 手机号码 手机 联系电话 联系方式 电话号码 户主电话 户主手机 户主联系电话 联系手机 移动电话 电话/手机 联系号码 本人电话',
  { contents: 'phone', pattern: /(电话|手机|联系方式)(号码?)?\d?$/ },
);
export const note = column(
  'note',
  '备注',
  '说明 备考 附注 其他说明 情况说明 备注说明 摘要说明 户情 户类型 家庭类型 户属性',
  {
    pattern: /^备注/,
  },
);
export const itemCode = column(
  'itemCode',
  '物品编码',
  '物品编号 商品编码 商品编号 货号 货品编码 货品编号 物资编码 物资编号 品号 产品编码 产品编号 物料编码 sku 货物编码 编码 编号 物品代码 商品代码 代码',
  { pattern: /^(物品|商品|货品|物资|产品|货物)(的)?(编|代)(码|号)/ },
);
export const itemName = (key: string, heading: string): ImportColumn =>
  column(
    key,
    heading,
    '物品名称 名称 物品 品名 商品名称 商品 货品 货品名称 货物名称 货物 物资名称 物资 产品名称 产品 物品名 商品名 品名称 兑换物品 兑换商品 兑换物品名称 领取物品 领用物品 礼品 礼品名称 奖品 奖品名称 品种 捐赠物品 捐赠物资',
    { pattern: /(物品|商品|货品|货物|物资|产品|礼品|奖品)(名称?)?$/ },
  );
export const spec = column(
  'spec',
  '规格',
  '规格型号 型号 包装 包装规格 规格/型号 规格及型号 商品规格 物品规格 型号规格 含量 净含量',
  {
    pattern: /规格|型号/,
  },
);
export const unit = column('unit', '单位', '计量单位 计数单位 物品单位 商品单位 单位名称(计量) 基本单位 数量单位');
export const barcode = column(
  'barcode',
  '条码',
  '条形码 国标码 商品条码 商品条形码 国际条码 ean ean13 ean-13 69码 物品条码 商品码 扫码 barcode 国标条码 一维码 产品条码',
  { contents: 'barcode', pattern: /条(形)?码|国标码/ },
);
export const lotCode = column('lotCode', '批次', '批号 生产批号 批次号 产品批号 批次编号 生产批次 入库批次 lot', {
  pattern: /批(次|号)/,
});
export const category = (more: string): ImportColumn =>
  column('category', '类别', `分类 类型 种类 所属类别 所属分类 大类 类 ${more}`, { pattern: /(类别|分类|类型|大类)$/ });
export const serial = column('serial', '序号', '序 编次 行号 no no. #', ONCE);
export const quantity = column(
  'quantity',
  '数量',
  '入库数量 入库数 进货数量 收货数量 实收数量 采购数量 捐赠数量 件数 数目 个数 实收 兑换数量 领取数量 领用数量 发放数量 期初数量 库存数量 数',
  { ...FIGURES, pattern: /数量|件数/ },
);
