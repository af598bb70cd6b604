import { savePartner } from '../../main/usecases/partner/save-partner.ts';
import { settlePartner, type SettlePartnerInput } from '../../main/usecases/partner/settle-partner.ts';
import type { Item } from '../../shared/domain/goods/goods.ts';
import type { Partner } from '../../shared/domain/partner/partner.ts';
import { centipoints, fen } from '../../shared/kernel/brands.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { type Shop, TODAY, valueOf } from './shop.ts';

/** A partner shop of the village. */
export function partnerOf(shop: Shop, name = '惠民小卖部', active = true): Partner {
  return valueOf(
    savePartner(shop.context(), null, { name, contact: '李大姐', phone: '13800000000', active, note: '' }),
  );
}

/** An item that a partner shop hands out: 3 points, ¥2.50 to settle, at most ¥3 unless said otherwise. */
export function partnerItem(shop: Shop, partner: Partner, given: Partial<Item> = {}): Item {
  const { id: _id, ...more } = given as Partial<Item> & { id?: unknown };
  return shop.item({
    name: '酱油',
    unit: '瓶',
    priceCentipoints: centipoints(300),
    partnerId: partner.id,
    settleFen: fen(250),
    capFen: fen(300),
    ...more,
  });
}

/** A settlement of the whole year, with everything that a test does not care about filled in. */
export function settle(shop: Shop, partner: Partner, given: Partial<SettlePartnerInput> = {}, today: string = TODAY) {
  const input: SettlePartnerInput = {
    requestId: shop.requestId(),
    partnerId: partner.id,
    from: localDate('2026-01-01'),
    to: localDate(today),
    overCap: 'pay_full',
    expectedFen: null,
    priceCheck: '与集市同价',
    qualityCheck: '包装完好，未过期',
    checkedBy: '赵监督',
    note: '',
    ...given,
  };
  return settlePartner(shop.context({ today }), input, shop.agreement());
}
