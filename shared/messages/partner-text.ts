import type { PartnerRefusal } from '../domain/partner/refusals.ts';
import { yuanText } from '../kernel/number-text.ts';

type Sentences = { readonly [C in PartnerRefusal['code']]: (refusal: Extract<PartnerRefusal, { code: C }>) => string };

export const PARTNER_SENTENCES: Sentences = {
  partner_not_found: () => '没有这家共建店',
  partner_name_taken: (r) => `已有一家共建店叫“${r.name}”`,
  partner_inactive: (r) => `“${r.itemName}”由共建店“${r.name}”发放，这家店已停用`,
  partner_price_missing: (r) => `“${r.itemName}”由共建店“${r.name}”发放，还没有定结算单价`,
  partner_price_negative: (r) => `“${r.itemName}”的结算单价是${yuanText(r.settleFen)}元，不能为负`,
  partner_item_on_hand: (r) =>
    `“${r.itemName}”店里还有${r.onHandQuantity}${r.unit}，发完、调出或报损后才能改由共建店发放`,
  partner_item_not_received: (r) => `“${r.itemName}”由共建店“${r.name}”从自己的货架发放，不在这里入库`,
  settlement_period_invalid: (r) => `起始日期${r.from}晚于截止日期${r.to}`,
  settlement_nothing_due: (r) => `“${r.name}”从${r.from}到${r.to}没有未结算的发放`,
  settlement_below_zero: (r) =>
    `“${r.name}”这段时间退回的比发放的多，共${yuanText(r.amountFen)}元，请留到下次和新的发放一起结算`,
  settlement_changed: (r) =>
    `应结金额已变：屏幕上是${yuanText(r.expectedFen)}元，现在是${yuanText(r.amountFen)}元，请核对后再结算`,
};
