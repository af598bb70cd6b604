import type { Fen, PartnerId } from '../../kernel/brands.ts';
import { yuanText } from '../../kernel/number-text.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Item } from '../goods/goods.ts';
import type { Partner } from './partner.ts';
import type { PartnerRefusal } from './refusals.ts';

/** On which terms a partner shop hands an item out. */
export type SupplyTerms = {
  readonly partnerId: PartnerId;
  readonly settleFen: Fen;
  readonly capFen: Fen | null;
  /** All pieces of one item at one price are one lot: each is worth the same and none stays on the shelf. */
  readonly lotCode: string;
};

/** Whether a partner shop hands this item out now, and on which terms. `partner`: the one the item names. */
export function decideSupply(
  item: Pick<Item, 'name' | 'settleFen' | 'capFen'>,
  partner: Partner | null,
): Result<SupplyTerms, PartnerRefusal> {
  if (!partner) return err({ code: 'partner_not_found' });
  if (!partner.active) return err({ code: 'partner_inactive', name: partner.name, itemName: item.name });
  if (item.settleFen === null) {
    return err({ code: 'partner_price_missing', name: partner.name, itemName: item.name });
  }
  return ok({
    partnerId: partner.id,
    settleFen: item.settleFen,
    capFen: item.capFen,
    lotCode: `${partner.name}-${yuanText(item.settleFen)}`,
  });
}
