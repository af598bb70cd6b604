import type { GoodsRefusal } from '../domain/goods/refusals.ts';
import { yuanText } from '../kernel/number-text.ts';

type Sentences = { readonly [C in GoodsRefusal['code']]: (refusal: Extract<GoodsRefusal, { code: C }>) => string };

/** What is wrong with goods, their catalogue and their deliveries. */
export const GOODS_SENTENCES: Sentences = {
  lot_not_found: () => '没有这个批次',
  item_code_taken: (r) => `物品编码${r.itemCode}已用于“${r.itemName}”`,
  barcode_taken: (r) => `条码${r.barcode}已用于“${r.itemName}”`,
  barcode_check_digit: (r) =>
    `条码${r.barcode}的校验位不对，最后一位应为${r.expected}。请再扫一次；包装上确实这样印的，就写明原因再保存`,
  pack_invalid: (r) => `大包装“${r.packName}”不对：不能和单位“${r.unit}”或别的大包装同名`,
  item_unit_in_use: (r) => `“${r.itemName}”已经按“${r.unit}”入过库，不能改单位；请另登记一种物品`,
  inbound_empty: () => '入库单里还没有物品',
  inbound_quantity_not_positive: (r) => `“${r.itemName}”的入库数量是${r.quantity}，应为1或更多的整数`,
  inbound_too_large: (r) => `“${r.itemName}”的数量或金额太大，请核对`,
  pack_unknown: (r) => `“${r.itemName}”没有“${r.packName}”这个单位，可以用：${r.units}`,
  cost_negative: (r) => `“${r.itemName}”的金额是${yuanText(r.costFen)}元，不能为负`,
  cost_zero: (r) => `“${r.itemName}”的金额填了0元；不知道值多少就不填，按未计价入库`,
  cost_mismatch: (r) =>
    `“${r.itemName}”的金额${yuanText(r.costFen)}元与数量乘单价${yuanText(r.expectedFen)}元不符，请核对`,
  basis_without_cost: (r) => `“${r.itemName}”的计价依据是${r.basis}，请填单价或金额；不知道值多少就选未计价`,
  cost_without_basis: (r) => `“${r.itemName}”填了金额${yuanText(r.costFen)}元，计价依据不能是未计价`,
  expiry_before_production: (r) => `“${r.itemName}”的保质期至${r.expiresOn}早于生产日期${r.producedOn}`,
  produced_after_receipt: (r) => `“${r.itemName}”的生产日期${r.producedOn}晚于入库日期${r.date}`,
  shelf_life_without_production: (r) => `“${r.itemName}”的保质期${r.days}天要从生产日期算起，请填生产日期`,
  expiry_contradicts_shelf_life: (r) =>
    `“${r.itemName}”的保质期至${r.expiresOn}与按保质期天数算出的${r.countedOn}不符，请核对`,
  lot_closed: (r) => `“${r.itemName}”的批次${r.lotCode}已由${r.documentNo}于${r.date}报损了结，不能再入库`,
  lot_expiry_differs: (r) =>
    `“${r.itemName}”的批次${r.lotCode}原来登记的保质期至${r.knownExpiresOn}，这次是${r.expiresOn}，请核对批次和日期`,
  invoice_taken: (r) => `${r.supplier}的发票${r.invoiceNo}已在${r.date}的入库单${r.documentNo}里入过库，不能再入`,
  supplier_missing: (r) => `发票${r.invoiceNo}是谁开的？请填供货单位`,
  handler_is_inspector: (r) => `经手人和验收人都是${r.name}，请换另一位验收`,
  gift_not_donation: () => '来源不是捐赠，不能登记捐赠人',
  lot_value_moved: (r) =>
    `批次${r.lotCode}的“${r.itemName}”在这之后有进有出，每件成本已有分角之差，不能红冲，请改用盘点或报损更正`,
  goods_already_used: (r) =>
    `批次${r.lotCode}的“${r.itemName}”入库${r.receivedQuantity}${r.unit}，现存${r.onHandQuantity}${r.unit}，已有发出，不能红冲`,
};
