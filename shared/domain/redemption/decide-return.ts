import { type Centipoints, centipoints, type Fen, fen, type Quantity, quantity } from '../../kernel/brands.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { costOfTaking } from '../goods/cost.ts';
import type { RedemptionLine } from './redemption.ts';
import type { RedemptionRefusal } from './refusals.ts';

export type ReturnableLine = RedemptionLine & {
  /** Cost that earlier returns of this line brought back; null when unvalued. */
  readonly returnedCostFen: Fen | null;
};

export type ReturnFacts = {
  readonly redemption: { readonly kind: 'redemption' | 'return'; readonly documentNo: string } | null;
  readonly lines: readonly ReturnableLine[];
  /** Null: everything that has not come back yet. */
  readonly requested: readonly { readonly lineNo: number; readonly quantity: number }[] | null;
  readonly reason: string;
};

export type ReturnPlan = {
  readonly lines: readonly {
    readonly line: ReturnableLine;
    readonly quantity: Quantity;
    readonly totalCentipoints: Centipoints;
    readonly costFen: Fen | null;
  }[];
  readonly totalCentipoints: Centipoints;
  /** The whole redemption comes back at once: the return is its reversal (红冲) as one entry. */
  readonly whole: boolean;
};

/** What comes back to which lot, for how many points and at which cost. Nothing comes back twice. */
export function decideReturn(facts: ReturnFacts): Result<ReturnPlan, RedemptionRefusal> {
  const { redemption } = facts;
  if (!redemption) return err({ code: 'redemption_not_found' });
  const { documentNo } = redemption;
  if (redemption.kind === 'return') return err({ code: 'return_of_return', documentNo });
  if (facts.reason.trim() === '') return err({ code: 'reason_missing' });
  const requested = facts.requested ?? everythingLeft(facts.lines);
  if (requested.length === 0) return err({ code: 'already_returned', documentNo, itemName: null });
  const plan: ReturnPlan['lines'][number][] = [];
  for (const [lineNo, wanted] of addUp(requested)) {
    const line = facts.lines.find((candidate) => candidate.lineNo === lineNo);
    if (!line) return err({ code: 'return_line_not_found', documentNo, lineNo });
    const refusal = refuseLine(documentNo, line, wanted);
    if (refusal) return err(refusal);
    plan.push(planLine(line, quantity(wanted)));
  }
  const totalCentipoints = centipoints(plan.reduce((sum, line) => sum + line.totalCentipoints, 0));
  return ok({ lines: plan, totalCentipoints, whole: isWhole(facts.lines, plan) });
}

function everythingLeft(lines: readonly ReturnableLine[]): { lineNo: number; quantity: number }[] {
  return lines
    .map((line) => ({ lineNo: line.lineNo, quantity: line.quantity - line.returnedQuantity }))
    .filter((line) => line.quantity > 0);
}

function addUp(requested: readonly { readonly lineNo: number; readonly quantity: number }[]): Map<number, number> {
  const wanted = new Map<number, number>();
  for (const { lineNo, quantity: amount } of requested) wanted.set(lineNo, (wanted.get(lineNo) ?? 0) + amount);
  return wanted;
}

function refuseLine(documentNo: string, line: ReturnableLine, wanted: number): RedemptionRefusal | null {
  const { itemName, unit } = line;
  if (!Number.isSafeInteger(wanted) || wanted <= 0)
    return { code: 'quantity_not_positive', itemName, quantity: wanted };
  const returnable = quantity(line.quantity - line.returnedQuantity);
  if (returnable === 0) return { code: 'already_returned', documentNo, itemName };
  if (wanted > returnable) {
    const requestedQuantity = quantity(wanted);
    return { code: 'return_exceeds_line', itemName, unit, requestedQuantity, returnableQuantity: returnable };
  }
  return null;
}

function planLine(line: ReturnableLine, returning: Quantity): ReturnPlan['lines'][number] {
  const left = quantity(line.quantity - line.returnedQuantity);
  const costFen =
    line.costFen === null ? null : costOfTaking(returning, left, fen(line.costFen - (line.returnedCostFen ?? 0)));
  return { line, quantity: returning, totalCentipoints: centipoints(line.unitPriceCentipoints * returning), costFen };
}

function isWhole(lines: readonly ReturnableLine[], plan: ReturnPlan['lines']): boolean {
  return (
    plan.length === lines.length &&
    plan.every(({ line, quantity: back }) => back === line.quantity && line.returnedQuantity === 0)
  );
}
