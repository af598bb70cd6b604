import { type Fen, fen, type LocalDate, type LotId, type Quantity, quantity } from '../../kernel/brands.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { costOfTaking } from '../goods/cost.ts';
import { isExpired } from '../goods/goods.ts';
import type { LotToTake, OutboundKind, WriteOffCause } from './outbound.ts';
import type { OutboundRefusal } from './refusals.ts';

export type OutboundFacts = {
  readonly kind: OutboundKind;
  readonly date: LocalDate;
  readonly counterparty: string;
  /** Who does it, by name, and who watched. */
  readonly handler: string;
  readonly witness: string;
  readonly note: string;
  readonly photos: number;
  /** Taken over from a paper ledger: what happened is not refused for what nobody asked for then. */
  readonly onPaper: boolean;
  readonly lines: readonly OutboundLineFacts[];
};

export type OutboundLineFacts = {
  /** Null: no such lot. */
  readonly lot: LotToTake | null;
  readonly quantity: Quantity;
  readonly cause: WriteOffCause | null;
  /** What paper says these pieces cost; null: as the books say. */
  readonly paperCostFen: Fen | null;
};

/** What leaves of each line's lot, with its exact cost; null: unvalued (未计价). */
export type OutboundPlan = readonly { readonly lot: LotToTake; readonly costFen: Fen | null }[];

/** Whether these goods may leave the shelf this way, and what each line costs. One lot may stand in several lines. */
export function decideOutbound(facts: OutboundFacts): Result<OutboundPlan, OutboundRefusal> {
  if (facts.lines.length === 0) return err({ code: 'outbound_empty' });
  const wrong = facts.onPaper ? null : wrongWithDocument(facts);
  if (wrong !== null) return err(wrong);
  const left = new Map<LotId, { quantity: number; value: number }>();
  const plan: { lot: LotToTake; costFen: Fen | null }[] = [];
  for (const line of facts.lines) {
    const { lot } = line;
    if (lot === null) return err({ code: 'outbound_lot_not_found' });
    const rest = left.get(lot.id) ?? { quantity: lot.onHandQuantity, value: lot.valueFen };
    const refusal = wrongWithQuantity(line.quantity, lot, rest.quantity) ?? wrongWithLot(facts, line, lot);
    if (refusal !== null) return err(refusal);
    const cost = costOf(line, rest);
    plan.push({ lot, costFen: lot.valued ? cost : null });
    left.set(lot.id, { quantity: rest.quantity - line.quantity, value: rest.value - cost });
  }
  return ok(plan);
}

/** Two people see what leaves: who takes it out cannot be the one who watches. */
export function isSamePerson(a: string, b: string): boolean {
  const bare = (name: string): string => name.replace(/\s/g, '');
  return bare(a) !== '' && bare(a) === bare(b);
}

function wrongWithDocument(facts: OutboundFacts): OutboundRefusal | null {
  const { kind, handler, witness } = facts;
  if (kind !== 'write_off') {
    return facts.counterparty === '' ? { code: 'outbound_counterparty_missing', kind } : null;
  }
  if (isSamePerson(handler, witness)) return { code: 'outbound_witness_same', name: witness, as: 'handler' };
  // What is lost cannot be shown.
  const visible = facts.lines.some(({ cause }) => cause !== 'lost');
  return visible && facts.photos === 0 && facts.note === '' ? { code: 'write_off_photo_missing' } : null;
}

function wrongWithQuantity(wanted: Quantity, lot: LotToTake, left: number): OutboundRefusal | null {
  const { itemName, unit, code: lotCode } = lot;
  if (wanted <= 0) return { code: 'outbound_quantity_not_positive', itemName, quantity: wanted };
  if (lot.onHandQuantity === 0) return { code: 'outbound_lot_used_up', itemName, lotCode };
  if (wanted <= left) return null;
  return { code: 'outbound_exceeds_lot', itemName, unit, lotCode, requestedQuantity: wanted, onHandQuantity: left };
}

function wrongWithLot(facts: OutboundFacts, line: OutboundLineFacts, lot: LotToTake): OutboundRefusal | null {
  if (facts.onPaper) return null;
  const of = { itemName: lot.itemName, lotCode: lot.code };
  const expired = isExpired(lot, facts.date);
  switch (facts.kind) {
    case 'write_off':
      if (line.cause !== 'expired' || expired) return null;
      return { code: 'write_off_not_expired', ...of, expiresOn: lot.expiresOn };
    case 'transfer_out':
      if (expired && lot.expiresOn !== null) return { code: 'transfer_expired', ...of, expiresOn: lot.expiresOn };
      return lot.earmark === null ? null : { code: 'transfer_earmarked', ...of, earmark: lot.earmark };
    case 'supplier_return':
      if (lot.source !== 'purchase' && lot.source !== 'opening')
        return { code: 'supplier_return_not_purchased', ...of };
      if (lot.supplier === '' || lot.supplier === facts.counterparty) return null;
      return { code: 'supplier_return_other_supplier', ...of, supplier: lot.supplier };
  }
}

/**
 * The books' own cost. Paper's stands in for it where the two are no more than a fen a piece apart: the same pieces
 * taken in another order are rounded elsewhere. What empties a lot takes all that it is worth.
 */
function costOf(line: OutboundLineFacts, rest: { readonly quantity: number; readonly value: number }): Fen {
  const exact = costOfTaking(line.quantity, quantity(rest.quantity), fen(rest.value));
  const paper = line.paperCostFen;
  if (paper === null || line.quantity === rest.quantity || paper < 0 || paper > rest.value) return exact;
  return Math.abs(paper - exact) <= line.quantity ? paper : exact;
}
