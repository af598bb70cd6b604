/** What households did, under the categories of the civility scheme: reason, rule, least and most centipoints. */
export type Deed = {
  readonly category: string;
  readonly reason: string;
  readonly rule: string;
  readonly least: number;
  readonly most: number;
};

const deed = (category: string, reason: string, rule: string, least: number, most: number): Deed => {
  return { category, reason, rule, least, most };
};

export const AWARDS: readonly Deed[] = [
  deed('环境卫生', '庭院卫生月度检查优秀', '月检优秀+10', 1000, 1000),
  deed('环境卫生', '参加村庄清洁行动', '每次+5', 500, 500),
  deed('环境卫生', '主动清理门前沟渠', '每次+3', 300, 300),
  deed('环境卫生', '垃圾分类投放达标', '每月+2.5', 250, 250),
  deed('公益事业', '参加村道养护义务劳动', '每次+8', 800, 800),
  deed('公益事业', '担任志愿服务队队员', '每月+6.5', 650, 650),
  deed('公益事业', '义务巡河护林', '每次+5', 500, 1000),
  deed('公益事业', '照看留守老人', '每次+8', 600, 1200),
  deed('内生动力', '参加实用技术培训', '每次+5', 500, 500),
  deed('内生动力', '发展特色种植', '经核实+15', 1200, 1800),
  deed('内生动力', '外出务工增收并带动他人', '经评议+12', 1000, 1500),
  deed('移风易俗', '喜事简办', '每次+15', 1500, 1500),
  deed('移风易俗', '被评为好婆婆好儿媳', '表彰+20', 2000, 2000),
  deed('移风易俗', '厚养薄葬文明治丧', '每次+15', 1500, 1500),
  deed('遵纪守法', '主动化解邻里纠纷', '每次+6', 600, 600),
  deed('遵纪守法', '参加普法宣讲', '每次+3.8', 380, 380),
  deed('遵纪守法', '按时参加村民代表会议', '每次+2', 200, 200),
];

export const DEDUCTIONS: readonly Deed[] = [
  deed('环境卫生', '乱倒生活垃圾经提醒未改', '每次-3', 300, 300),
  deed('环境卫生', '庭院卫生检查不合格', '每次-5', 500, 500),
  deed('移风易俗', '大操大办酒席', '每次-20', 2000, 2000),
  deed('遵纪守法', '露天焚烧秸秆', '每次-10', 1000, 1000),
  deed('公益事业', '无故不参加公益劳动', '每次-2', 200, 200),
];

/** Given to every household toward the end, so that whoever tries the counter finds points to spend. */
export const QUARTER_AWARD: Deed = deed('内生动力', '季度综合评议', '评议达标+12.5', 1250, 2650);

export const RECORDERS = ['周海燕', '陈志明', '刘桂芳', '彭建军', '何秀兰'] as const;
export const REVIEWER = '村积分评议小组';
export const SUPPLIERS = ['县供销合作社', '惠民商贸行', '镇粮油站', '永兴日用品批发部'] as const;
export const DONORS = ['市烟草公司帮扶单位', '县红十字会', '爱心企业家李先生', '驻村工作队'] as const;
export const RETURN_REASONS = ['包装破损', '拿错规格', '家里已有', '登记有误'] as const;
