import type { InboundDraft, ParsedRow } from '../../../shared/domain/ledger/import/drafts.ts';
import type { OutboundKind } from '../../../shared/domain/outbound/outbound.ts';
import { must } from '../../../shared/kernel/assert.ts';
import { fen, type ItemId, quantity } from '../../../shared/kernel/brands.ts';
import { findOutboundByNo } from '../../db/repositories/outbound-lookup.ts';
import type { KnownItem } from './import-books.ts';
import { badVerdict, type CheckContext, type ImportUnit, problemOf, type Verdict } from './import-verdict.ts';
import { type LotShare, lotsNamed, putBack, takeFromLots } from './lot-shares.ts';
import { matchOutbounds, reversalReason, reversedNo } from './match-outbounds.ts';
import { reversalUnit, takeOutUnit } from './outbound-units.ts';

type AwayLine = {
  readonly verdict: Verdict;
  readonly draft: InboundDraft;
  readonly itemId: ItemId;
  readonly shares: readonly LotShare[];
  readonly ordinal: number;
};

type Taken = Pick<AwayLine, 'verdict' | 'shares'>;

const KINDS: readonly OutboundKind[] = ['transfer_out', 'supplier_return'];

/**
 * Rows of the inbound ledger by which goods went away again: a minus with 调出 or 退货 in 备注, to another shop or back to
 * the supplier. A plus with 红冲 and the number of such a document takes it back.
 */
export class AwayRows {
  private readonly check: CheckContext;
  private readonly numbers: ReadonlySet<string>;
  private readonly places: ReadonlySet<number>;
  private readonly known: ReadonlySet<number>;
  private readonly lines: AwayLine[] = [];

  constructor(rows: readonly ParsedRow<InboundDraft>[], items: readonly (KnownItem | null)[], check: CheckContext) {
    this.check = check;
    const drafts = rows.map(({ draft }) => draft);
    this.numbers = new Set(
      drafts.flatMap((draft) => (draft?.documentNo && kindOf(draft) !== null ? [draft.documentNo] : [])),
    );
    this.places = new Set(drafts.flatMap((draft, index) => (draft !== null && this.isAway(draft) ? [index] : [])));
    this.known = matchOutbounds(
      check.db,
      KINDS,
      drafts.map((draft, index) => {
        const itemId = items[index]?.id ?? null;
        if (draft === null || itemId === null || !this.places.has(index)) return null;
        return { ...draft, itemId, quantity: -draft.quantity };
      }),
    );
  }

  has(index: number): boolean {
    return this.places.has(index);
  }

  /** What becomes of the row; `ordinal`: which of the file's identical rows it is. */
  take(index: number, row: ParsedRow<InboundDraft>, item: KnownItem, ordinal: number): Verdict {
    const draft = must(row.draft, 'a row that was read has its draft');
    if (this.known.has(index)) return { row, outcome: 'known', problems: row.problems };
    const taken = draft.quantity > 0 ? this.back(row, draft, item) : this.out(row, draft, item);
    if (taken.verdict.outcome === 'add' && item.id !== null) {
      this.lines.push({ ...taken, draft, itemId: item.id, ordinal });
    }
    return taken.verdict;
  }

  /** Lines of one number, day, direction and other side are one document. */
  units(): ImportUnit[] {
    const documents = new Map<string, AwayLine[]>();
    for (const [index, line] of this.lines.entries()) {
      const { documentNo, date, supplier, quantity: pieces, handler, inspector } = line.draft;
      const kind = kindOf(line.draft);
      const key = JSON.stringify([documentNo ?? index, date, kind, supplier, handler, inspector, pieces > 0]);
      documents.set(key, [...(documents.get(key) ?? []), line]);
    }
    return [...documents.values()].map(unitOf);
  }

  private isAway(draft: InboundDraft): boolean {
    if (kindOf(draft) !== null) return true;
    const original = draft.quantity > 0 ? reversedNo(draft.note) : null;
    return original !== null && (this.numbers.has(original) || this.inBooks(original, draft));
  }

  private inBooks(documentNo: string, { date }: InboundDraft): boolean {
    return KINDS.some((kind) => findOutboundByNo(this.check.db, kind, documentNo, date) !== null);
  }

  private out(row: ParsedRow<InboundDraft>, draft: InboundDraft, item: KnownItem): Taken {
    const { lotCode } = draft;
    const refused = (key: string, detail: Parameters<typeof problemOf>[3]) => ({
      verdict: badVerdict(row, [problemOf(this.check, row, key, detail)]),
      shares: [],
    });
    const lots = lotCode === null ? item.lots : lotsNamed(item.lots, lotCode);
    if (lotCode !== null && lots.length === 0) return refused('lotCode', { code: 'unknown_lot', lotCode });
    const shares = takeFromLots(lots, { ...draft, quantity: quantity(-draft.quantity) });
    if (shares === null) {
      const available = lots.reduce((sum, lot) => sum + lot.onHand, 0);
      return refused('quantity', { code: 'stock_short', available, unit: item.unit });
    }
    return { verdict: { row, outcome: 'add', problems: row.problems }, shares };
  }

  private back(row: ParsedRow<InboundDraft>, draft: InboundDraft, item: KnownItem): Taken {
    putBack(item.lots, draft.lotCode, draft.quantity);
    return { verdict: { row, outcome: 'add', problems: row.problems }, shares: [] };
  }
}

/** What a row with a minus says it is; null: none of the two. */
function kindOf({ quantity: pieces, note }: InboundDraft): OutboundKind | null {
  if (pieces > 0) return null;
  return note.startsWith('调出') ? 'transfer_out' : note.startsWith('退货') ? 'supplier_return' : null;
}

function unitOf(document: readonly AwayLine[]): ImportUnit {
  const { draft } = must(document[0], 'a document has a line');
  const { date, documentNo: sourceNo, handler, inspector: witness } = draft;
  const verdicts = document.map(({ verdict }) => verdict);
  const key = JSON.stringify(document.map((line) => [line.itemId, line.draft, line.ordinal]));
  const paper = { date, sourceNo, handler, witness, approver: '' };
  const kind = kindOf(draft);
  if (kind === null) {
    const said = { reason: reversalReason(draft.note), reversedNo: reversedNo(draft.note) ?? '' };
    return reversalUnit(verdicts, KINDS, { key, paper, ...said });
  }
  const lines = document.map(({ itemId, shares, draft: { costFen, note } }) => ({
    itemId,
    shares,
    costFen: costFen === null ? null : fen(-costFen),
    detail: note.replace(/^(调出|退货)[：:]?/, ''),
  }));
  return takeOutUnit(verdicts, kind, { key, paper, counterparty: draft.supplier, disposal: '', note: '', lines });
}
