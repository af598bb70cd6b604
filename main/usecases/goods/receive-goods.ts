import type { InboundSource, Item } from '../../../shared/domain/goods/goods.ts';
import { decideInbound } from '../../../shared/domain/goods/decide-inbound.ts';
import type { GoodsRefusal } from '../../../shared/domain/goods/refusals.ts';
import type { PointsRefusal } from '../../../shared/domain/points/refusals.ts';
import type { RedemptionRefusal } from '../../../shared/domain/redemption/refusals.ts';
import {
  type EntryId,
  type Fen,
  type ItemId,
  type LocalDate,
  type LotId,
  lotId,
  type Quantity,
} from '../../../shared/kernel/brands.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import { findItem } from '../../db/repositories/item-repository.ts';
import { lotCodeTaken } from '../../db/repositories/lot-repository.ts';
import { FEN, goodsSource, STOCK } from '../../journal/accounts.ts';
import type { ContextRow } from '../../journal/context-tables.ts';
import type { Posting, StoredEntry } from '../../journal/entry.ts';
import { post } from '../../journal/post.ts';
import type { UseCaseContext } from '../context.ts';
import { findReplay, requestDigest, type RequestIdReused } from '../idempotency.ts';

export type InboundLineInput = {
  readonly itemId: ItemId;
  readonly quantity: Quantity;
  /** Cost of the whole line; null: unvalued (未计价). */
  readonly costFen: Fen | null;
  /** Price of one unit as on paper; null: not stated. */
  readonly unitCostFen?: Fen | null;
  /** Batch as on paper; null: one is made from the date. */
  readonly lotCode: string | null;
  readonly producedOn: LocalDate | null;
  readonly expiresOn: LocalDate | null;
  readonly costBasis?: string;
  readonly invoiceNo?: string;
  readonly fundSource?: string;
  readonly handler?: string;
  readonly inspector?: string;
  readonly note?: string;
};

export type ReceiveGoodsInput = {
  readonly requestId: EntryId;
  readonly source: InboundSource;
  /** Who supplied or gave. */
  readonly supplier: string;
  readonly date: LocalDate;
  /** Number on the paper it was taken from; null for goods received here. */
  readonly sourceNo: string | null;
  readonly lines: readonly InboundLineInput[];
};

export type ReceiveGoodsRefusal =
  | GoodsRefusal
  | Extract<PointsRefusal, { code: 'date_in_future' }>
  | Extract<RedemptionRefusal, { code: 'item_not_found' }>
  | RequestIdReused;

/** Takes goods in (入库): every line opens a lot with its expiry date and exact cost. */
export function receiveGoods(
  context: UseCaseContext,
  input: ReceiveGoodsInput,
): Result<StoredEntry, ReceiveGoodsRefusal> {
  return inTransaction(context.db, () => receiveGoodsWithin(context, input));
}

/** The same inside a transaction that is already open: a refusal has written nothing. */
export function receiveGoodsWithin(
  context: UseCaseContext,
  input: ReceiveGoodsInput,
): Result<StoredEntry, ReceiveGoodsRefusal> {
  const { requestId, ...request } = input;
  const digest = requestDigest(request);
  const replay = findReplay(context.db, requestId, digest);
  if (!replay.ok) return replay;
  if (replay.value) return ok(replay.value);
  const items = input.lines.map((line) => findItem(context.db, line.itemId, context.today));
  const decision = decideInbound({ ...input, items, today: context.today });
  if (!decision.ok) return decision;
  return ok(postInbound(context, input, decision.value, digest));
}

function postInbound(
  context: UseCaseContext,
  input: ReceiveGoodsInput,
  items: readonly Item[],
  digest: string,
): StoredEntry {
  const lots = openLots(context, input);
  const contra = goodsSource(input.source);
  const postings: Posting[] = [];
  for (const { line, id } of lots) {
    postings.push({ book: 'goods', unit: line.itemId, account: STOCK, lotId: id, amount: line.quantity });
    postings.push({ book: 'goods', unit: line.itemId, account: contra, lotId: null, amount: -line.quantity });
    if (!line.costFen) continue;
    postings.push({ book: 'value', unit: FEN, account: STOCK, lotId: id, amount: line.costFen });
    postings.push({ book: 'value', unit: FEN, account: contra, lotId: null, amount: -line.costFen });
  }
  return post(context.db, {
    id: input.requestId,
    kind: 'inbound',
    businessDate: input.date,
    recordedAt: context.recordedAt,
    operatorId: context.operator.id,
    householdId: null,
    summary: input.lines
      .map((line, index) => `${items[index]?.name ?? ''}×${line.quantity}${items[index]?.unit ?? ''}`)
      .join('、'),
    reversesId: null,
    requestDigest: digest,
    postings,
    context: [
      {
        table: 'inbound_document',
        values: { source: input.source, supplier: input.supplier, source_no: input.sourceNo },
      },
      ...lots.map((lot): ContextRow => lotRow(lot, input.date)),
      ...lots.map(({ line, id }): ContextRow => lineRow(context, line, id)),
    ],
  });
}

type OpenedLot = { readonly line: InboundLineInput; readonly id: LotId; readonly code: string };

/** Each delivery is its own lot, so that its cost stays exact; a batch received twice gets a running suffix. */
function openLots(context: UseCaseContext, input: ReceiveGoodsInput): OpenedLot[] {
  const given = new Set<string>();
  return input.lines.map((line) => {
    const wanted = line.lotCode || input.date.replaceAll('-', '');
    let code = wanted;
    for (
      let suffix = 2;
      given.has(`${line.itemId}/${code}`) || lotCodeTaken(context.db, line.itemId, code);
      suffix += 1
    ) {
      code = `${wanted}-${suffix}`;
    }
    given.add(`${line.itemId}/${code}`);
    return { line, id: lotId(context.newId()), code };
  });
}

function lotRow({ line, id, code }: OpenedLot, receivedOn: LocalDate): ContextRow {
  return {
    table: 'lot',
    values: {
      id,
      item_id: line.itemId,
      code,
      produced_on: line.producedOn,
      expires_on: line.expiresOn,
      received_on: receivedOn,
      valued: line.costFen === null ? 0 : 1,
    },
  };
}

function lineRow(context: UseCaseContext, line: InboundLineInput, id: LotId): ContextRow {
  return {
    table: 'inbound_line',
    values: {
      item_id: line.itemId,
      lot_id: id,
      quantity: line.quantity,
      cost_fen: line.costFen,
      unit_cost_fen: line.unitCostFen ?? null,
      cost_basis: line.costBasis ?? (line.costFen === null ? '未计价' : ''),
      invoice_no: line.invoiceNo ?? '',
      fund_source: line.fundSource ?? '',
      handler: line.handler ?? context.operator.name,
      inspector: line.inspector ?? '',
      note: line.note ?? '',
    },
  };
}
