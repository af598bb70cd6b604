import type { InboundSource } from '../../../shared/domain/goods/goods.ts';
import { type MovementParts, movementSummary } from '../../../shared/domain/goods/movements.ts';
import { maskName } from '../../../shared/domain/household/masking.ts';

/**
 * The number on paper of an entry `e`: the one a document was imported with, else the program's own. Looks only where
 * documents of its kind keep it, because every movement of the books is asked.
 */
export const SHOWN_NO = `coalesce(CASE e.kind
    WHEN 'redemption' THEN (SELECT source_no FROM redemption WHERE entry_id = e.id)
    WHEN 'return' THEN (SELECT source_no FROM redemption WHERE entry_id = e.id)
    WHEN 'inbound' THEN (SELECT source_no FROM inbound_document WHERE entry_id = e.id)
    WHEN 'stocktake' THEN (SELECT source_no FROM stocktake_document WHERE entry_id = e.id)
    WHEN 'reversal' THEN coalesce((SELECT source_no FROM inbound_document WHERE entry_id = e.id),
      (SELECT source_no FROM outbound_document WHERE entry_id = e.id))
    ELSE (SELECT source_no FROM outbound_document WHERE entry_id = e.id) END, e.document_no)`;

/** Columns that `summaryOf` reads, of an entry `e`, a posting `p` and the household `h` of the entry, if any. */
export const SUMMARY_COLUMNS = `e.kind AS kind,
  CASE e.kind WHEN 'inbound' THEN (SELECT source FROM inbound_document WHERE entry_id = e.id) END AS source,
  CASE e.kind WHEN 'inbound' THEN (SELECT supplier FROM inbound_document WHERE entry_id = e.id) ELSE '' END AS supplier,
  h.household_no AS householdNo, h.head_name AS headName,
  CASE WHEN e.kind IN ('transfer_out', 'supplier_return')
    THEN (SELECT counterparty FROM outbound_document WHERE entry_id = e.id) ELSE '' END AS counterparty,
  CASE e.kind WHEN 'partner_supply' THEN (SELECT t.name FROM partner_supply s JOIN partner t ON t.id = s.partner_id
    WHERE s.entry_id = e.id LIMIT 1) ELSE '' END AS partner,
  CASE e.kind
    WHEN 'write_off' THEN (SELECT reason FROM outbound_line WHERE entry_id = e.id AND lot_id = p.lot_id ORDER BY line LIMIT 1)
    WHEN 'stocktake' THEN (SELECT reason FROM stocktake_line WHERE entry_id = e.id AND lot_id = p.lot_id ORDER BY line LIMIT 1)
    ELSE '' END AS reason,
  e.summary AS summary`;

/** One row of these columns. */
export type SummaryRow = {
  readonly kind: string;
  readonly source: InboundSource | null;
  readonly supplier: string | null;
  readonly householdNo: string | null;
  readonly headName: string | null;
  readonly counterparty: string | null;
  readonly partner: string | null;
  readonly reason: string | null;
  readonly summary: string;
};

/** The summary (摘要) of a movement of `quantity` pieces; `masked`: for eyes outside the office. */
export function summaryOf(row: SummaryRow, quantity: number, masked: boolean): string {
  const { householdNo, headName } = row;
  const name = headName === null ? '' : masked ? maskName(headName) : headName;
  const parts: MovementParts = {
    kind: row.kind,
    quantity,
    source: row.source,
    supplier: row.supplier ?? '',
    household: householdNo === null ? '' : `${householdNo} ${name}`,
    counterparty: row.counterparty ?? '',
    partner: row.partner ?? '',
    reason: row.reason ?? '',
    summary: row.summary,
  };
  return movementSummary(parts);
}
