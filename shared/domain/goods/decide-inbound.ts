import type { Fen, LocalDate, Quantity } from '../../kernel/brands.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { PointsRefusal } from '../points/refusals.ts';
import type { RedemptionRefusal } from '../redemption/refusals.ts';
import type { Item } from './goods.ts';
import type { GoodsRefusal } from './refusals.ts';

export type InboundFacts = {
  readonly date: LocalDate;
  readonly today: LocalDate;
  readonly lines: readonly {
    readonly quantity: Quantity;
    readonly costFen: Fen | null;
    readonly producedOn: LocalDate | null;
    readonly expiresOn: LocalDate | null;
  }[];
  /** The item of each line; null: no such item. */
  readonly items: readonly (Item | null)[];
};

export type InboundRefusal =
  | GoodsRefusal
  | Extract<PointsRefusal, { code: 'date_in_future' }>
  | Extract<RedemptionRefusal, { code: 'item_not_found' }>;

/** Whether these goods can be taken in; answers with the item of each line. */
export function decideInbound(facts: InboundFacts): Result<readonly Item[], InboundRefusal> {
  if (facts.lines.length === 0) return err({ code: 'inbound_empty' });
  if (facts.date > facts.today) return err({ code: 'date_in_future', date: facts.date, today: facts.today });
  const items: Item[] = [];
  for (const [index, line] of facts.lines.entries()) {
    const item = facts.items[index];
    if (!item) return err({ code: 'item_not_found' });
    const itemName = item.name;
    if (line.quantity <= 0) return err({ code: 'inbound_quantity_not_positive', itemName, quantity: line.quantity });
    if (line.costFen !== null && line.costFen < 0)
      return err({ code: 'cost_negative', itemName, costFen: line.costFen });
    if (line.producedOn && line.expiresOn && line.expiresOn < line.producedOn) {
      return err({ code: 'expiry_before_production', producedOn: line.producedOn, expiresOn: line.expiresOn });
    }
    items.push(item);
  }
  return ok(items);
}
