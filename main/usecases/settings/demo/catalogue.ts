import { PLAIN_ITEM } from '../../../../shared/domain/goods/goods.ts';
import { eanCheckDigit } from '../../../../shared/kernel/check-digit.ts';
import { centipoints, fen, quantity } from '../../../../shared/kernel/brands.ts';
import type { ItemInput } from '../../goods/save-item.ts';

/** Name, packing, unit, price in centipoints, cost of one in fen, shelf life in days (null: keeps), how often it is asked for. */
type Offer = readonly [string, string, string, number, number, number | null, number];

const OFFERS: readonly (readonly [string, readonly Offer[]])[] = [
  [
    '粮油',
    [
      ['大米', '5kg', '袋', 2400, 2850, 540, 9],
      ['大米', '10kg', '袋', 4600, 5480, 540, 5],
      ['东北珍珠米', '2.5kg', '袋', 1650, 1980, 540, 4],
      ['面粉', '5kg', '袋', 2200, 2390, 365, 7],
      ['挂面', '1kg', '把', 650, 720, 365, 8],
      ['玉米面', '1kg', '袋', 450, 490, 270, 3],
      ['菜籽油', '1.8L', '桶', 2980, 3260, 540, 7],
      ['大豆油', '5L', '桶', 5800, 6190, 540, 4],
      ['绿豆', '500g', '袋', 680, 750, 365, 2],
      ['纯牛奶', '250mL×12', '箱', 3200, 3480, 180, 3],
    ],
  ],
  [
    '调味',
    [
      ['食用盐', '400g', '袋', 250, 210, null, 9],
      ['生抽酱油', '500mL', '瓶', 650, 690, 730, 6],
      ['老陈醋', '420mL', '瓶', 550, 580, 730, 5],
      ['白砂糖', '500g', '袋', 480, 520, 730, 4],
      ['鸡精', '200g', '袋', 880, 920, 730, 3],
      ['味精', '400g', '袋', 750, 780, 730, 3],
      ['豆瓣酱', '500g', '瓶', 790, 850, 540, 3],
      ['花椒', '100g', '袋', 980, 1050, 540, 2],
      ['料酒', '500mL', '瓶', 520, 560, 730, 3],
      ['火锅底料', '200g', '袋', 680, 720, 365, 2],
    ],
  ],
  [
    '日化',
    [
      ['洗衣粉', '1.8kg', '袋', 1580, 1690, null, 7],
      ['洗衣液', '2kg', '瓶', 1980, 2150, 1095, 6],
      ['洗洁精', '1kg', '瓶', 780, 850, 1095, 6],
      ['肥皂', '238g×2', '组', 550, 590, null, 5],
      ['香皂', '115g', '块', 380, 420, 1095, 5],
      ['牙膏', '140g', '支', 650, 720, 1095, 7],
      ['牙刷', '成人软毛', '支', 250, 260, null, 6],
      ['洗发水', '500mL', '瓶', 1850, 1990, 1095, 4],
      ['沐浴露', '500mL', '瓶', 1650, 1780, 1095, 2],
      ['护手霜', '60g', '支', 480, 520, 1095, 2],
    ],
  ],
  [
    '日杂',
    [
      ['抽纸', '3层×6包', '提', 1280, 1390, null, 8],
      ['卷纸', '10卷', '提', 1480, 1590, null, 7],
      ['毛巾', '34×74cm', '条', 680, 720, null, 6],
      ['垃圾袋', '50只', '卷', 350, 390, null, 5],
      ['扫把簸箕', '套装', '套', 1580, 1720, null, 3],
      ['拖把', '棉线', '把', 1380, 1490, null, 2],
      ['塑料盆', '36cm', '个', 880, 950, null, 3],
      ['保温杯', '500mL', '个', 2580, 2890, null, 2],
      ['雨伞', '8骨', '把', 1980, 2190, null, 2],
      ['LED灯泡', '9W', '只', 580, 620, null, 3],
    ],
  ],
  [
    '农资',
    [
      ['复合肥', '5kg', '袋', 2380, 2590, null, 4],
      ['有机肥', '10kg', '袋', 2680, 2850, null, 3],
      ['白菜种子', '20g', '包', 380, 410, 730, 3],
      ['萝卜种子', '20g', '包', 350, 380, 730, 2],
      ['辣椒苗肥', '500g', '袋', 980, 1060, null, 2],
      ['地膜', '1m×50m', '卷', 1880, 1990, null, 2],
      ['劳保手套', '12双', '打', 1250, 1380, null, 4],
      ['镰刀', '弯把', '把', 1180, 1290, null, 1],
      ['锄头', '带柄', '把', 2880, 3150, null, 1],
      ['喷雾器', '5L', '个', 3680, 3950, null, 1],
    ],
  ],
  [
    '文具',
    [
      ['作业本', '10本', '包', 650, 690, null, 5],
      ['田字格本', '5本', '包', 380, 390, null, 3],
      ['铅笔', '12支', '盒', 480, 520, null, 4],
      ['中性笔', '黑0.5mm×10', '盒', 980, 1060, null, 3],
      ['橡皮', '4B', '块', 50, 60, null, 3],
      ['文具盒', '铁制', '个', 1280, 1390, null, 2],
      ['书包', '小学生', '个', 4580, 4980, null, 1],
      ['彩笔', '24色', '盒', 1350, 1480, null, 2],
      ['直尺套装', '4件', '套', 350, 380, null, 2],
      ['新华字典', '第12版', '本', 2980, 3250, null, 1],
    ],
  ],
];

export type DemoItem = {
  readonly input: ItemInput;
  readonly unitCostFen: number;
  readonly shelfDays: number | null;
  /** How often it goes into a basket, against the others. */
  readonly weight: number;
};

/** Sixty items of a village shop in six categories, with barcodes from a made-up maker's range of 69…. */
export function demoCatalogue(): DemoItem[] {
  const offers = OFFERS.flatMap(([category, items]) => items.map((offer) => ({ category, offer })));
  return offers.map(({ category, offer: [name, spec, unit, price, cost, shelfDays, weight] }, index) => {
    const body = `6999${String(1_000_017 + index * 37).padStart(8, '0')}`;
    const input: ItemInput = {
      ...PLAIN_ITEM,
      code: `WP${String(index + 1).padStart(3, '0')}`,
      barcode: unit === '把' && shelfDays === null ? null : `${body}${eanCheckDigit(body)}`,
      name,
      category,
      spec,
      unit,
      priceCentipoints: centipoints(price),
      referenceFen: fen(cost + Math.round(cost / 10)),
      minimumStock: quantity(weight * 3),
      expiryTracked: shelfDays !== null,
      active: true,
      note: '',
    };
    return { input, unitCostFen: cost, shelfDays, weight };
  });
}
