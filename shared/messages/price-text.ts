import { hundredthsText, yuanText } from '../kernel/number-text.ts';
import type { PriceRefusal } from '../domain/price/refusals.ts';
import type { UnitValueBasis } from '../domain/price/price.ts';

/** Where the worth of one unit is from. */
export const UNIT_VALUE_TEXT: Readonly<Record<UnitValueBasis, string>> = {
  on_hand: '现存最贵的一批成本',
  last_received: '最近一次入库成本',
  reference: '参考价',
  settlement: '共建店结算价',
};

type Of<C extends PriceRefusal['code']> = Extract<PriceRefusal, { readonly code: C }>;

/** Sentences of refusals about prices and the paper they are printed on. */
export const PRICE_SENTENCES: { readonly [C in PriceRefusal['code']]: (refusal: Of<C>) => string } = {
  price_above_rate: (r) =>
    `“${r.itemName}”${UNIT_VALUE_TEXT[r.basis]}每${r.unit}${yuanText(r.unitFen)}元，定${hundredthsText(r.priceCentipoints)}分${
      r.fenPerPoint === null ? '等于白送' : `合每分${yuanText(r.fenPerPoint)}元`
    }，超过积分方案的每分最多${yuanText(r.maximumFenPerPoint)}元；最低要定${hundredthsText(r.lowestCentipoints)}分`,
  price_negative: (r) => `“${r.itemName}”的分值是${hundredthsText(r.priceCentipoints)}，不能为负`,
  price_lines_empty: () => '还没有选要改价的物品',
  price_item_twice: (r) => `“${r.itemName}”在这张调价单里出现了两次`,
  price_unchanged: (r) =>
    `“${r.itemName}”从${r.effectiveFrom}起本来就是${r.priceCentipoints === null ? '不兑换' : `${hundredthsText(r.priceCentipoints)}分`}，不用改`,
  price_effective_past: (r) => `生效日期${r.effectiveFrom}早于今天${r.today}，已兑换的不能改价`,
  price_already_effective: (r) => `调价单${r.documentNo}已于${r.effectiveFrom}生效，不能撤销，请再开一张调价单改回来`,
  price_rate_not_positive: (r) => `每分折合${yuanText(r.rateFen)}元，应大于0`,
  price_rate_above_scheme: (r) =>
    `每分${yuanText(r.rateFen)}元超过积分方案的每分最多${yuanText(r.maximumFenPerPoint)}元`,
  paper_nothing: () => '没有可打印的内容，请先选有兑换分值的物品',
  paper_no_gifts: () => '这段时间没有可以公开致谢的捐赠',
  paper_too_many_labels: (r) => `一次要打${r.labels}张标签，最多${r.limit}张，请分几次打印`,
};
