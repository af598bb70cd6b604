import type { OutboundKind } from '../domain/outbound/outbound.ts';
import type { OutboundRefusal } from '../domain/outbound/refusals.ts';

type Sentences = {
  readonly [C in OutboundRefusal['code']]: (refusal: Extract<OutboundRefusal, { readonly code: C }>) => string;
};

const COUNTERPARTY: Readonly<Record<OutboundKind, string>> = {
  write_off: '处理方式',
  transfer_out: '调入的店',
  supplier_return: '供货单位',
};

/** Refusals of write-offs, transfers and returns to suppliers. */
export const OUTBOUND_SENTENCES: Sentences = {
  outbound_empty: () => '出库单里还没有物品',
  outbound_lot_not_found: () => '没有这个批次',
  outbound_quantity_not_positive: (r) => `“${r.itemName}”的数量是${r.quantity}，应为1或更多的整数`,
  outbound_lot_used_up: (r) => `批次${r.lotCode}的“${r.itemName}”已经没有了`,
  outbound_exceeds_lot: (r) =>
    `批次${r.lotCode}的“${r.itemName}”只有${r.onHandQuantity}${r.unit}，要出${r.requestedQuantity}${r.unit}`,
  write_off_not_expired: (r) =>
    r.expiresOn === null
      ? `批次${r.lotCode}的“${r.itemName}”没有保质期，不能按过期报损`
      : `批次${r.lotCode}的“${r.itemName}”到${r.expiresOn}才过期，现在不能按过期报损`,
  write_off_photo_missing: () => '报损要附照片；拍不了照片的，请在说明里写明为什么',
  outbound_witness_same: (r) =>
    r.as === 'handler' ? `监督人不能是经办人自己（${r.name}），请另一位` : `监督人和审批人不能都是${r.name}，请另一位`,
  outbound_counterparty_missing: (r) => `请填${COUNTERPARTY[r.kind]}`,
  transfer_expired: (r) => `批次${r.lotCode}的“${r.itemName}”已于${r.expiresOn}过期，不能调给别的店，请报损`,
  transfer_earmarked: (r) =>
    `批次${r.lotCode}的“${r.itemName}”是定向给${r.earmark}的，捐赠人同意改变用途前不能调给别的店`,
  supplier_return_not_purchased: (r) => `批次${r.lotCode}的“${r.itemName}”不是采购来的，不能退给供货单位`,
  supplier_return_other_supplier: (r) => `批次${r.lotCode}的“${r.itemName}”是${r.supplier}供的货，请另开一张退给它`,
};
