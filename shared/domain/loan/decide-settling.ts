import { type Fen, fen, type Quantity, quantity } from '../../kernel/brands.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { costOfTaking } from '../goods/cost.ts';
import type { LoanLine } from './loan.ts';
import type { LoanRefusal } from './refusals.ts';

/** A loan as it stands; null: there is none. */
export type LoanToSettle = {
  readonly documentNo: string;
  readonly reversedBy: string | null;
  readonly lines: readonly LoanLine[];
} | null;

export type SettledLine = {
  readonly line: LoanLine;
  readonly quantity: Quantity;
  /** Of those pieces, out of what the loan took: the last piece takes the rest. Null: unvalued. */
  readonly costFen: Fen | null;
};

export type SettlingRefusal = Extract<
  LoanRefusal,
  {
    code:
      | 'loan_not_found'
      | 'loan_empty'
      | 'loan_line_not_found'
      | 'loan_settled'
      | 'loan_exceeds_open'
      | 'loan_quantity_not_positive';
  }
>;

/**
 * What of a loan comes back, or is written off, and what it cost. Each line once. The cost is split over the pieces of
 * the loan like that of a lot: lent at 10.00 for three, they come back at 3.33, 3.33 and 3.34.
 */
export function decideSettling(
  loan: LoanToSettle,
  requested: readonly { readonly lineNo: number; readonly quantity: Quantity }[],
): Result<readonly SettledLine[], SettlingRefusal> {
  if (loan === null || loan.reversedBy !== null) return err({ code: 'loan_not_found' });
  const { documentNo } = loan;
  if (loan.lines.every(({ openQuantity }) => openQuantity === 0)) {
    return err({ code: 'loan_settled', documentNo, itemName: null });
  }
  if (requested.length === 0) return err({ code: 'loan_empty' });
  const settled: SettledLine[] = [];
  for (const { lineNo, quantity: wanted } of requested) {
    const line = loan.lines.find((each) => each.lineNo === lineNo);
    const twice = settled.some((each) => each.line.lineNo === lineNo);
    if (line === undefined || twice) return err({ code: 'loan_line_not_found', documentNo, lineNo });
    const { itemName, unit, openQuantity } = line;
    if (wanted <= 0) return err({ code: 'loan_quantity_not_positive', itemName, quantity: wanted });
    if (openQuantity === 0) return err({ code: 'loan_settled', documentNo, itemName });
    if (wanted > openQuantity) {
      return err({ code: 'loan_exceeds_open', documentNo, itemName, unit, requestedQuantity: wanted, openQuantity });
    }
    const { openCostFen } = line;
    const costFen = openCostFen === null ? null : costOfTaking(wanted, openQuantity, openCostFen);
    settled.push({ line, quantity: wanted, costFen });
  }
  return ok(settled);
}

/** What is left of a line after the pieces and the cost that came back or were written off. */
export function openOf(
  line: { readonly quantity: number; readonly costFen: number | null },
  settled: { readonly quantity: number; readonly costFen: number },
): Pick<LoanLine, 'openQuantity' | 'openCostFen'> {
  return {
    openQuantity: quantity(line.quantity - settled.quantity),
    openCostFen: line.costFen === null ? null : fen(line.costFen - settled.costFen),
  };
}
