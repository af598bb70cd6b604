import { receiveGoods } from '../../main/usecases/goods/receive-goods.ts';
import { reverseInbound } from '../../main/usecases/goods/reverse-inbound.ts';
import { fen, quantity } from '../../shared/kernel/brands.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { type Shop, valueOf } from './shop.ts';

/**
 * Purchases as their papers say: boxes for bottles, a shelf life in place of an expiry date, food with little of its
 * life left, a barcode with a wrong check digit, an invoice taken back and entered again.
 */
export function receiveFromPaper(shop: Shop): void {
  const oil = shop.item({
    code: 'WP020',
    barcode: '6901234567840',
    barcodeReason: '厂家就是这样印的；=1+1',
    name: '菜籽油',
    unit: '瓶',
    food: true,
    shelfLifeDays: 540,
    packs: [
      { name: '箱', size: quantity(12) },
      { name: '件', size: quantity(4) },
    ],
    note: '避光；防潮',
  });
  const bought = (day: string, packs: number) =>
    valueOf(
      receiveGoods(shop.context({ today: day }), {
        requestId: shop.requestId(),
        source: 'purchase',
        supplier: '县供销社',
        date: localDate(day),
        sourceNo: null,
        invoiceNo: '24112000000012345678',
        fundSource: '帮扶资金',
        inspector: '王监督',
        note: '第一批',
        lines: [
          {
            itemId: oil.id,
            quantity: quantity(packs),
            packName: '箱',
            unitCostFen: fen(10_000),
            costFen: null,
            lotCode: 'P-7',
            producedOn: localDate('2026-01-31'),
            expiresOn: null,
          },
          {
            itemId: oil.id,
            quantity: quantity(3),
            costFen: fen(1_000),
            unitCostFen: fen(333),
            lotCode: null,
            producedOn: null,
            expiresOn: localDate('2026-09-01'),
          },
        ],
      }),
    );
  const wrong = bought('2026-06-20', 15);
  const mistaken = { requestId: shop.requestId(), entryId: wrong.id, reason: '应是5箱' };
  valueOf(reverseInbound(shop.context({ today: '2026-06-20' }), mistaken, shop.agreement()));
  bought('2026-06-21', 5);
}
