import type { LotChoice } from '../../../shared/contract/outbound.ts';
import { costOfTaking } from '../../../shared/domain/goods/cost.ts';
import type { OutboundKind, WriteOffCause } from '../../../shared/domain/outbound/outbound.ts';
import { type Fen, fen, type ItemId, type LotId, quantity } from '../../../shared/kernel/brands.ts';

/** One line as typed. */
export type OutLine = {
  readonly key: string;
  readonly itemId: ItemId | null;
  /** Null: the first lot that may leave this way. */
  readonly lotId: LotId | null;
  readonly quantity: string;
  /** Null: 过期 where the lot has expired, else not said yet. */
  readonly cause: WriteOffCause | null;
  readonly detail: string;
};

let made = 0;

export function outLine(part: Partial<OutLine> = {}): OutLine {
  made += 1;
  return { key: `out-${made}`, itemId: null, lotId: null, quantity: '', cause: null, detail: '', ...part };
}

/** Whether a lot may leave this way at all; the host has the last word. */
export function mayLeave(kind: OutboundKind, lot: LotChoice): boolean {
  if (kind === 'transfer_out') return !lot.expired && lot.earmark === null;
  return kind === 'write_off' || lot.source === 'purchase' || lot.source === 'opening';
}

/** A line with what follows from it: its lot, its cause, its number of pieces and what they cost. */
export type ReadLine = {
  readonly line: OutLine;
  readonly lot: LotChoice | null;
  readonly cause: WriteOffCause | null;
  /** Null: no whole number from one up. */
  readonly pieces: number | null;
  /** Null: unvalued (未计价), or not known yet. */
  readonly costFen: Fen | null;
  readonly problems: Readonly<Partial<Record<'lot' | 'quantity' | 'cause', string>>>;
};

/** Reads all lines in order: a lot that stands in two of them has less left for the second. */
export function readLines(
  kind: OutboundKind,
  lines: readonly OutLine[],
  lotsOf: (itemId: ItemId) => readonly LotChoice[] | undefined,
): readonly ReadLine[] {
  const left = new Map<LotId, { pieces: number; value: number }>();
  return lines.map((line) => {
    const lots = line.itemId === null ? [] : (lotsOf(line.itemId) ?? []);
    const lot = lots.find(({ lotId }) => lotId === line.lotId) ?? lots.find((each) => mayLeave(kind, each)) ?? null;
    const cause = kind === 'write_off' ? (line.cause ?? (lot?.expired ? 'expired' : null)) : null;
    const pieces = /^[1-9]\d{0,6}$/.test(line.quantity.trim()) ? Number(line.quantity) : null;
    const rest = lot && (left.get(lot.lotId) ?? { pieces: lot.onHandQuantity, value: lot.valueFen ?? 0 });
    const fits = lot !== null && rest !== null && pieces !== null && pieces <= rest.pieces;
    const cost = fits ? costOfTaking(quantity(pieces), quantity(rest.pieces), fen(rest.value)) : fen(0);
    if (fits) left.set(lot.lotId, { pieces: rest.pieces - pieces, value: rest.value - cost });
    const problems = {
      ...(lot === null ? { lot: '请选批次。' } : {}),
      ...(pieces === null
        ? { quantity: '请填整数。' }
        : rest && pieces > rest.pieces
          ? { quantity: `只有 ${rest.pieces} ${lot.unit}。` }
          : {}),
      ...(kind === 'write_off' && cause === null ? { cause: '请选原因。' } : {}),
    };
    return { line, lot, cause, pieces, costFen: fits && lot.valueFen !== null ? cost : null, problems };
  });
}
