import { type Fen, fen, type LocalDate } from '../../kernel/brands.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { OverCap, Partner, PartnerSupply, SettledSupply } from './partner.ts';
import type { PartnerRefusal } from './refusals.ts';

export type SettlementFacts = {
  readonly partner: Pick<Partner, 'name'> | null;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Of the period, cited by no settlement that stands. */
  readonly supplies: readonly PartnerSupply[];
  readonly overCap: OverCap;
  /** What the screen showed; null when nobody looked. */
  readonly expectedFen: Fen | null;
};

export type SettlementPlan = { readonly lines: readonly SettledSupply[]; readonly amountFen: Fen };

/**
 * What a partner shop is paid for a period. More that came back than was handed out waits for the next one, since money
 * that is owed the other way cannot be paid out; exactly as much is settled with nothing to pay.
 */
export function decideSettlement(facts: SettlementFacts): Result<SettlementPlan, PartnerRefusal> {
  const { partner, from, to } = facts;
  if (!partner) return err({ code: 'partner_not_found' });
  if (from > to) return err({ code: 'settlement_period_invalid', from, to });
  if (facts.supplies.length === 0) return err({ code: 'settlement_nothing_due', name: partner.name, from, to });
  const plan = settlementOf(facts.supplies, facts.overCap);
  const { amountFen } = plan;
  if (facts.expectedFen !== null && facts.expectedFen !== amountFen) {
    return err({ code: 'settlement_changed', expectedFen: facts.expectedFen, amountFen });
  }
  if (amountFen < 0) return err({ code: 'settlement_below_zero', name: partner.name, amountFen });
  return ok(plan);
}

/** Each supply with what is paid for it, and what that comes to. */
export function settlementOf(supplies: readonly PartnerSupply[], overCap: OverCap): SettlementPlan {
  const lines = supplies.map((supply) => ({ ...supply, amountFen: amountOf(supply, overCap) }));
  return { lines, amountFen: fen(lines.reduce((sum, line) => sum + line.amountFen, 0)) };
}

function amountOf({ settleFen, capFen, quantity }: PartnerSupply, overCap: OverCap): Fen {
  const price = capFen !== null && overCap === 'pay_cap' ? Math.min(settleFen, capFen) : settleFen;
  return fen(price * quantity);
}
