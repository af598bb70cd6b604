import {
  FIGURES,
  type ImportColumn,
  category,
  column,
  groupName,
  headName,
  householdNo,
  memberCount,
  note,
  ONCE,
  phone,
  serial,
  SOME_DAY,
  village,
} from './import-column.ts';

export const ROSTER: readonly ImportColumn[] = [
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
  column('members', '成员', '家庭成员 成员姓名 家庭成员姓名 其他成员 户内成员 成员名单 家庭其他成员', {
    pattern: /成员(情况|名单|信息)?$/,
  }),
  column('enrolledOn', '入册日期', '登记日期 建档日期 入户日期 录入日期 建册日期 登记时间 入册时间 建档时间'),
  column('status', '状态', '户状态 户籍状态 在册状态 户口状态 当前状态'),
  /** On no ledger of the township: goods given for a group go to the households that carry its tag. */
  column('tags', '标签', '人群标签 户标签 定向标签 人群类别 特殊人群 人群 所属人群'),
  note,
  /** Rosters that give each person a row: only used together with a separate column for the head. */
  column('memberName', '成员姓名', '姓名 家庭成员姓名 人员姓名 本人姓名 家庭成员', ONCE),
  column('relation', '与户主关系', '关系 与户主的关系 家庭关系 称谓 成员关系', { ...ONCE, pattern: /关系$/ }),
];

export const POINTS: readonly ImportColumn[] = [
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
    { contents: 'date', pattern: SOME_DAY },
  ),
  column(
    'reason',
    '事由',
    '积分事由 原因 项目 事项 加分事由 加扣分事由 加分原因 内容 积分项目 事迹 摘要 具体事由 具体事项 加减分事由 加扣分原因 积分原因 主要事迹 行为 表现 事件 说明 积分内容 加分项目 奖扣事由 奖惩事由',
    { pattern: /(事由|原因|事项|事迹|内容|项目)/ },
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
      ...FIGURES,
      pattern: /^(加|奖|增加|获得|奖励|新增)(分|积分)/,
    },
  ),
  column(
    'deduction',
    '扣分',
    '扣减 扣分分值 扣减积分 减分 扣分值 扣除积分 扣积分 减少积分 扣减分值 减分分值 扣除分值 处罚分 减分值 扣分(分) 扣除 减少',
    {
      ...FIGURES,
      pattern: /^(扣|减|扣减|扣除|减少|处罚)(分|积分)/,
    },
  ),
  /** One column for both, its sign (or the direction column) telling which. */
  column(
    'change',
    '积分',
    '分值 积分值 分数 积分变动 变动积分 积分变化 加减分 加扣分 本次积分 积分数 增减 变动 加减分值 奖扣分 积分(分) 本次得分 计分',
    {
      ...FIGURES,
      pattern: /^(?!累计|总|剩余|可用|可兑|荣誉|结余).*(积分|分值|分数|得分|加减分|加扣分)(值|变动|变化)?$/,
    },
  ),
  column('direction', '加扣类型', '加/扣 加扣 加减 方向 奖扣 积分方向 增减类型 变动类型 加减类型 加扣分类型'),
  column('reviewBatch', '评议批次', '批次 评议期 评议期次 评定批次 季度 期次 评议时间 公示批次', {
    pattern: /(评议|评定)(批次|期|季度)/,
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
