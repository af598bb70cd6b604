import type { OutboundKind } from '../../../shared/domain/outbound/outbound.ts';
import type { Fen, ItemId, LocalDate, LotId, Quantity } from '../../../shared/kernel/brands.ts';
import { err, ok } from '../../../shared/kernel/result.ts';
import { findLot } from '../../db/repositories/lot-repository.ts';
import { findOutboundByNo } from '../../db/repositories/outbound-lookup.ts';
import type { UseCaseContext } from '../context.ts';
import { reverseOutboundWithin } from '../outbound/reverse-outbound.ts';
import { takeOutWithin } from '../outbound/take-out.ts';
import { importedId, type ImportUnit, type Verdict } from './import-verdict.ts';
import type { LotShare } from './lot-shares.ts';

/** Day, number and people of a document on paper. */
type Paper = {
  readonly date: LocalDate;
  readonly sourceNo: string | null;
  readonly handler: string;
  readonly witness: string;
  readonly approver: string;
};

type Document = {
  /** What the rows say: the same rows become the same document. */
  readonly key: string;
  readonly paper: Paper;
  readonly counterparty: string;
  readonly disposal: string;
  readonly note: string;
  readonly lines: readonly {
    readonly itemId: ItemId;
    readonly shares: readonly LotShare[];
    readonly costFen: Fen | null;
    readonly detail: string;
  }[];
};

const LEDGER = { write_off: 'write_off', transfer_out: 'inbound', supplier_return: 'inbound' } as const;

/** A document on paper by which goods left the shelf otherwise than for points. */
export function takeOutUnit(verdicts: readonly Verdict[], kind: OutboundKind, document: Document): ImportUnit {
  const { paper, counterparty, disposal, note } = document;
  const { witness, ...rest } = paper;
  return {
    verdicts,
    movedOn: paper.date,
    apply: (context) => {
      const lines = document.lines.flatMap((line) => linesOf(context, line));
      const requestId = importedId(LEDGER[kind], document.key, 1);
      const input = { requestId, kind, counterparty, disposal, witness, note, photos: [], lines, paper: rest };
      const taken = takeOutWithin(context, input, 'on_paper');
      return taken.ok ? ok('added') : err(taken.error);
    },
  };
}

type TakenLine = {
  readonly lotId: LotId;
  readonly quantity: Quantity;
  readonly cause: null;
  readonly detail: string;
  readonly paperCostFen: Fen | null;
};

/** The cost on paper is that of the whole row: out of several lots each goes at its own. */
function linesOf(context: UseCaseContext, line: Document['lines'][number]): TakenLine[] {
  const [only, ...others] = line.shares;
  const paperCostFen = only !== undefined && others.length === 0 ? line.costFen : null;
  return line.shares.map(({ lotCode, quantity }) => {
    const lot = findLot(context.db, line.itemId, lotCode);
    // Gone since the preview: the decision refuses what it does not find.
    const lotId = lot?.id ?? ('' as LotId);
    return { lotId, quantity, cause: null, detail: line.detail, paperCostFen };
  });
}

type Reversal = {
  readonly key: string;
  readonly paper: Paper;
  readonly reason: string;
  readonly reversedNo: string;
};

/** The rows of one reversal on paper take the document they name back as a whole. */
export function reversalUnit(
  verdicts: readonly Verdict[],
  kinds: readonly OutboundKind[],
  reversal: Reversal,
): ImportUnit {
  const { key, paper, reason, reversedNo } = reversal;
  return {
    verdicts,
    movedOn: paper.date,
    apply: (context) => {
      const found = kinds.flatMap((kind) => {
        const entryId = findOutboundByNo(context.db, kind, reversedNo, paper.date);
        return entryId === null ? [] : [{ kind, entryId }];
      })[0];
      if (found === undefined) return err({ code: 'entry_not_found' });
      const { entryId } = found;
      const requestId = importedId(LEDGER[found.kind], key, 1);
      const reversed = reverseOutboundWithin(context, { requestId, entryId, reason, paper }, 'on_paper');
      return reversed.ok ? ok('added') : err(reversed.error);
    },
  };
}
