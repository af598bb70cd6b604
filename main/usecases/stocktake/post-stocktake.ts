import { newLotCode } from '../../../shared/domain/stocktake/decide-stocktake.ts';
import {
  type EntryId,
  type Fen,
  type ItemId,
  type LocalDate,
  type LotId,
  lotId,
  type Quantity,
} from '../../../shared/kernel/brands.ts';
import { lotCodeTaken } from '../../db/repositories/lot-repository.ts';
import { FEN, STOCK, STOCKTAKE } from '../../journal/accounts.ts';
import type { ContextRow } from '../../journal/context-tables.ts';
import type { Posting, StoredEntry } from '../../journal/entry.ts';
import { post } from '../../journal/post.ts';
import type { UseCaseContext } from '../context.ts';

export type StocktakeLineInput = {
  readonly itemId: ItemId;
  /** A lot of the books, or what is known of goods that get one now. */
  readonly lot: LotId | { readonly code: string; readonly expiresOn: LocalDate | null };
  readonly bookQuantity: Quantity;
  readonly countedQuantity: Quantity;
  /** Signed; null: the lot is unvalued (未计价). */
  readonly differenceFen: Fen | null;
  readonly reason: string;
  readonly countedBy: string;
};

export type StocktakeDocumentInput = {
  readonly requestId: EntryId;
  readonly digest: string;
  readonly date: LocalDate;
  readonly watchedBy: string;
  readonly approvedBy: string;
  /** The number on the paper it was taken from; null: counted here. */
  readonly sourceNo: string | null;
  readonly note: string;
  readonly lines: readonly StocktakeLineInput[];
};

/**
 * Puts a count into the books: what was found more or less moves between the shelf and the stocktake account, at its
 * value. Must run inside the caller's transaction, which has seen that no lot falls below zero.
 */
export function postStocktake(context: UseCaseContext, input: StocktakeDocumentInput): StoredEntry {
  const lots = openLots(context, input);
  const postings = lots.flatMap(({ line, id }): Posting[] => {
    const difference = line.countedQuantity - line.bookQuantity;
    return [
      ...moved({ book: 'goods', unit: line.itemId, lotId: id, amount: difference }),
      ...moved({ book: 'value', unit: FEN, lotId: id, amount: line.differenceFen ?? 0 }),
    ];
  });
  const { watchedBy, approvedBy, sourceNo, note } = input;
  const names = input.lines.flatMap((line) => line.countedBy.split('、')).filter((name) => name !== '');
  const countedBy = [...new Set(names)].join('、');
  return post(context.db, {
    id: input.requestId,
    kind: 'stocktake',
    businessDate: input.date,
    recordedAt: context.recordedAt,
    operatorId: context.operator.id,
    householdId: null,
    summary: summaryOf(input.lines),
    reversesId: null,
    requestDigest: input.digest,
    postings,
    context: [
      {
        table: 'stocktake_document',
        values: { counted_by: countedBy, watched_by: watchedBy, approved_by: approvedBy, source_no: sourceNo, note },
      },
      ...lots.flatMap((lot) => lotRow(lot, input.date)),
      ...lots.map(({ line, id }) => lineRow(line, id)),
    ],
  });
}

function moved(posting: Omit<Posting, 'account'>): Posting[] {
  if (posting.amount === 0) return [];
  return [
    { ...posting, account: STOCK },
    { ...posting, account: STOCKTAKE, lotId: null, amount: -posting.amount },
  ];
}

type OpenedLot = { readonly line: StocktakeLineInput; readonly id: LotId; readonly code: string | null };

/** Goods that the books did not know get a lot; a batch that is taken meanwhile gets a running suffix. */
function openLots(context: UseCaseContext, input: StocktakeDocumentInput): OpenedLot[] {
  const given = new Set<string>();
  return input.lines.map((line) => {
    const { lot, itemId } = line;
    if (typeof lot === 'string') return { line, id: lot, code: null };
    const wanted = newLotCode(lot.code, input.date);
    let code = wanted;
    for (let suffix = 2; given.has(`${itemId}/${code}`) || lotCodeTaken(context.db, itemId, code); suffix += 1) {
      code = `${wanted}-${suffix}`;
    }
    given.add(`${itemId}/${code}`);
    return { line, id: lotId(context.newId()), code };
  });
}

function lotRow({ line, id, code }: OpenedLot, receivedOn: LocalDate): ContextRow[] {
  if (code === null || typeof line.lot === 'string') return [];
  return [
    {
      table: 'lot',
      values: {
        id,
        item_id: line.itemId,
        code,
        produced_on: null,
        expires_on: line.lot.expiresOn,
        received_on: receivedOn,
        valued: line.differenceFen === null ? 0 : 1,
      },
    },
  ];
}

function lineRow(line: StocktakeLineInput, id: LotId): ContextRow {
  return {
    table: 'stocktake_line',
    values: {
      item_id: line.itemId,
      lot_id: id,
      book_quantity: line.bookQuantity,
      counted_quantity: line.countedQuantity,
      difference_fen: line.differenceFen,
      reason: line.reason,
      counted_by: line.countedBy,
    },
  };
}

/** 盘点38批：盘盈2批，盘亏1批 */
function summaryOf(lines: readonly StocktakeLineInput[]): string {
  const gains = lines.filter((line) => line.countedQuantity > line.bookQuantity).length;
  const losses = lines.filter((line) => line.countedQuantity < line.bookQuantity).length;
  const found = [...(gains > 0 ? [`盘盈${gains}批`] : []), ...(losses > 0 ? [`盘亏${losses}批`] : [])];
  return `盘点${lines.length}批：${found.length === 0 ? '账实相符' : found.join('，')}`;
}
