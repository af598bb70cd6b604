import { type Centipoints, centipoints, type Fen, fen } from '../../kernel/brands.ts';

export const SCHEME_IDS = ['heixi', 'civility', 'tuke', 'moralbank'] as const;
export type SchemeId = (typeof SCHEME_IDS)[number];

/** The rules of a points scheme that the shop needs; a village amends them from a preset. */
export type PointsScheme = {
  readonly id: SchemeId;
  readonly name: string;
  /** The document the preset follows. */
  readonly source: string;
  /** Granted to each household every scheme year and never spendable. */
  readonly baseCentipoints: Centipoints;
  /** At most so much may be redeemed by a household in one scheme year; null: no cap. */
  readonly yearlyCapCentipoints: Centipoints | null;
  /** What one point may be worth at most, in fen; null: the scheme sets no limit. */
  readonly maximumFenPerPoint: Fen | null;
  readonly categories: readonly string[];
};

/**
 * The four public schemes. heixi: 黑溪府发〔2023〕50号; civility: 乡风文明积分制(爱心超市), base 100 a year and goods
 * worth at most ¥5 a point; tuke: 图政发〔2022〕141号; moralbank: 乡村道德银行.
 */
export const SCHEME_PRESETS: Readonly<Record<SchemeId, PointsScheme>> = {
  heixi: {
    id: 'heixi',
    name: '黑溪镇村(社区)治理积分制',
    source: '黑溪府发〔2023〕50号',
    baseCentipoints: centipoints(0),
    yearlyCapCentipoints: null,
    maximumFenPerPoint: null,
    categories: ['宣讲学习', '文明习惯', '传统美德', '遵纪守法', '公益行动', '其他'],
  },
  civility: {
    id: 'civility',
    name: '乡风文明积分制(爱心超市)',
    source: '乡风文明积分制管理办法',
    baseCentipoints: centipoints(10_000),
    yearlyCapCentipoints: null,
    maximumFenPerPoint: fen(500),
    categories: ['内生动力', '环境卫生', '公益事业', '移风易俗', '遵纪守法'],
  },
  tuke: {
    id: 'tuke',
    name: '图克镇积分制和清单制',
    source: '图政发〔2022〕141号',
    baseCentipoints: centipoints(0),
    yearlyCapCentipoints: null,
    maximumFenPerPoint: null,
    categories: [
      '爱党爱国',
      '学法守法',
      '生态宜居',
      '产业发展',
      '人居环境',
      '文明建设',
      '扶贫济困',
      '全民健康',
      '诚信评价',
    ],
  },
  moralbank: {
    id: 'moralbank',
    name: '乡村道德银行',
    source: '乡村道德银行实施方案',
    baseCentipoints: centipoints(0),
    yearlyCapCentipoints: null,
    maximumFenPerPoint: null,
    categories: ['环境卫生', '孝老敬亲', '邻里和亲', '热心公益', '移风易俗', '好人好事', '先进典型', '诚信守法'],
  },
};
