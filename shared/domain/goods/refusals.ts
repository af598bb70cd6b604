import type { InboundRefusalOfGoods } from './inbound-refusals.ts';

export type GoodsRefusal =
  | { readonly code: 'item_code_taken'; readonly itemCode: string; readonly itemName: string }
  | { readonly code: 'barcode_taken'; readonly barcode: string; readonly itemName: string }
  | { readonly code: 'lot_not_found' }
  /** Kept all the same where somebody says why. */
  | { readonly code: 'barcode_check_digit'; readonly barcode: string; readonly expected: number }
  | { readonly code: 'pack_invalid'; readonly packName: string; readonly unit: string }
  /** Goods on the shelf or in old documents were counted in it. */
  | { readonly code: 'item_unit_in_use'; readonly itemName: string; readonly unit: string }
  /** What moved meanwhile shared its value out anew: taking so much back would leave some of it without goods, or less than none. */
  | { readonly code: 'lot_value_moved'; readonly itemName: string; readonly lotCode: string }
  | InboundRefusalOfGoods;
