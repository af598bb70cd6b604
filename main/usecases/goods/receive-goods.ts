import type { InboundSource } from '../../../shared/domain/goods/goods.ts';
import {
  decideInbound,
  type InboundFacts,
  type InboundLine,
  type InboundRefusal,
  type PlannedLine,
} from '../../../shared/domain/goods/decide-inbound.ts';
import type { PartnerRefusal } from '../../../shared/domain/partner/refusals.ts';
import type { DonationRefusal } from '../../../shared/domain/donation/refusals.ts';
import type { AttachmentInput } from '../../../shared/domain/photo/photo.ts';
import { must } from '../../../shared/kernel/assert.ts';
import { type EntryId, type ItemId, type LocalDate, type LotId, lotId } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction, type ReadableDatabase } from '../../db/open-database.ts';
import { findInvoiceHolderAlike, findLotState } from '../../db/repositories/inbound-repository.ts';
import { findItem } from '../../db/repositories/item-repository.ts';
import { listLotCodes, lotCodeTaken } from '../../db/repositories/lot-repository.ts';
import { FEN, goodsSource, STOCK } from '../../journal/accounts.ts';
import type { ContextRow } from '../../journal/context-tables.ts';
import type { Posting, StoredEntry } from '../../journal/entry.ts';
import { post } from '../../journal/post.ts';
import type { UseCaseContext } from '../context.ts';
import { type DonationInput, donationRows, planDonation, type PlannedDonation } from '../donation/donation-rows.ts';
import { type AttachmentRefusal, attachmentRows } from '../photo/attachment-rows.ts';
import { refuseReceiving } from '../partner/partner-terms.ts';
import { findReplay, requestDigest, type RequestIdReused } from '../idempotency.ts';

export type InboundLineInput = InboundLine & {
  readonly itemId: ItemId;
  /** Batch as on paper; null: one is made from the date. */
  readonly lotCode: string | null;
  /** Where the line's paper differs from that of the document. */
  readonly invoiceNo?: string;
  readonly fundSource?: string;
  readonly handler?: string;
  readonly inspector?: string;
};

export type ReceiveGoodsInput = {
  readonly requestId: EntryId;
  readonly source: InboundSource;
  /** Who supplied or gave. */
  readonly supplier: string;
  readonly date: LocalDate;
  /** Number on the paper it was taken from; null for goods received here. */
  readonly sourceNo: string | null;
  readonly invoiceNo?: string;
  /** What paid for it (资金来源). */
  readonly fundSource?: string;
  /** Who took it in; absent or empty: the operator. */
  readonly handler?: string;
  readonly inspector?: string;
  readonly note?: string;
  /** Whose gift it is; null: no gift, or nobody said yet. */
  readonly donation?: DonationInput | null;
  /** Pictures of the paper and the goods, handed in before. */
  readonly photos?: readonly AttachmentInput[];
  readonly lines: readonly InboundLineInput[];
  /** Taken over from a paper ledger, whose rows the import has checked. */
  readonly onPaper?: boolean;
};

export type ReceiveGoodsRefusal =
  | InboundRefusal
  | DonationRefusal
  | Extract<PartnerRefusal, { code: 'partner_item_not_received' }>
  | RequestIdReused
  | AttachmentRefusal;

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
  const facts = factsOf(context, input);
  const partners = input.onPaper ? null : refuseReceiving(context.db, facts.items);
  if (partners) return err(partners);
  const decision = decideInbound({ ...input, ...facts, today: context.today });
  if (!decision.ok) return decision;
  const gift = giftOf(context, input);
  if (!gift.ok) return gift;
  const pictures = attachmentRows(context, requestId, input.photos ?? []);
  if (!pictures.ok) return pictures;
  return ok(postInbound(context, input, { lines: decision.value, gift: gift.value, pictures: pictures.value }, digest));
}

function giftOf(
  context: UseCaseContext,
  { donation = null, date, onPaper = false }: ReceiveGoodsInput,
): Result<PlannedDonation | null, DonationRefusal> {
  return donation === null ? ok(null) : planDonation(context, donation, date, onPaper);
}

/** What the books say about the items, batches and the invoice that a delivery names. */
function factsOf(
  { db, operator, today }: UseCaseContext,
  input: ReceiveGoodsInput,
): Pick<InboundFacts, 'items' | 'lots' | 'invoiceHolder' | 'handler'> {
  const items = input.lines.map((line) => findItem(db, line.itemId, today));
  if (input.onPaper) return { items };
  const { supplier, invoiceNo = '', handler } = input;
  return {
    items,
    lots: input.lines.map(({ itemId, lotCode }) => (lotCode ? findLotState(db, itemId, lotCode) : null)),
    invoiceHolder: invoiceNo === '' ? null : findInvoiceHolderAlike(db, supplier, invoiceNo),
    handler: handler || operator.name,
  };
}

type Decided = {
  readonly lines: readonly PlannedLine[];
  readonly gift: PlannedDonation | null;
  readonly pictures: readonly ContextRow[];
};

function postInbound(
  context: UseCaseContext,
  input: ReceiveGoodsInput,
  { lines: planned, gift, pictures }: Decided,
  digest: string,
): StoredEntry {
  const lots = openLots(context, input, planned);
  const contra = goodsSource(input.source);
  const postings: Posting[] = [];
  for (const { plan, id } of lots) {
    const unit = plan.item.id;
    postings.push({ book: 'goods', unit, account: STOCK, lotId: id, amount: plan.quantity });
    postings.push({ book: 'goods', unit, account: contra, lotId: null, amount: -plan.quantity });
    if (!plan.costFen) continue;
    postings.push({ book: 'value', unit: FEN, account: STOCK, lotId: id, amount: plan.costFen });
    postings.push({ book: 'value', unit: FEN, account: contra, lotId: null, amount: -plan.costFen });
  }
  return post(context.db, {
    id: input.requestId,
    kind: 'inbound',
    businessDate: input.date,
    recordedAt: context.recordedAt,
    operatorId: context.operator.id,
    householdId: null,
    summary: summaryOf(planned),
    reversesId: null,
    requestDigest: digest,
    postings,
    context: [
      {
        table: 'inbound_document',
        values: {
          source: input.source,
          supplier: input.supplier || (gift?.donor.name ?? ''),
          source_no: input.sourceNo,
        },
      },
      ...lots.map((lot): ContextRow => lotRow(lot, input.date)),
      ...lots.map((lot): ContextRow => lineRow(context, input, lot)),
      ...giftRows(gift, input.requestId, lots),
      ...pictures,
    ],
  });
}

function giftRows(gift: PlannedDonation | null, inboundId: EntryId, lots: readonly OpenedLot[]): ContextRow[] {
  if (gift === null) return [];
  return donationRows(
    gift,
    inboundId,
    lots.map(({ id }) => id),
  );
}

/** A summary names that many kinds of goods and counts the rest. */
const NAMED_LINES = 10;

function summaryOf(planned: readonly PlannedLine[]): string {
  const named = planned.slice(0, NAMED_LINES).map(({ item, quantity }) => `${item.name}×${quantity}${item.unit}`);
  return named.join('、') + (planned.length > NAMED_LINES ? `等${planned.length}种` : '');
}

type OpenedLot = {
  readonly line: InboundLineInput;
  readonly plan: PlannedLine;
  readonly id: LotId;
  readonly code: string;
};

/** The batch as on paper, else the day. */
const wantedCode = (line: InboundLineInput, date: LocalDate): string => line.lotCode || date.replaceAll('-', '');

/** Each delivery is its own lot, so that its cost stays exact; a batch received twice gets a running suffix. */
function openLots(context: UseCaseContext, input: ReceiveGoodsInput, planned: readonly PlannedLine[]): OpenedLot[] {
  const given = new Set<string>();
  return input.lines.map((line, index) => {
    const code = freeCode(context.db, line.itemId, wantedCode(line, input.date), given);
    given.add(`${line.itemId}/${code}`);
    return { line, plan: must(planned[index], 'every line was planned'), id: lotId(context.newId()), code };
  });
}

function freeCode(db: ReadableDatabase, itemId: ItemId, wanted: string, given: ReadonlySet<string>): string {
  if (!given.has(`${itemId}/${wanted}`) && !lotCodeTaken(db, itemId, wanted)) return wanted;
  const taken = new Set(listLotCodes(db, itemId, wanted));
  let suffix = 2;
  while (taken.has(`${wanted}-${suffix}`) || given.has(`${itemId}/${wanted}-${suffix}`)) suffix += 1;
  return `${wanted}-${suffix}`;
}

function lotRow({ plan, id, code }: OpenedLot, receivedOn: LocalDate): ContextRow {
  return {
    table: 'lot',
    values: {
      id,
      item_id: plan.item.id,
      code,
      produced_on: plan.producedOn,
      expires_on: plan.expiresOn,
      received_on: receivedOn,
      valued: plan.costFen === null ? 0 : 1,
    },
  };
}

function lineRow(context: UseCaseContext, input: ReceiveGoodsInput, { line, plan, id }: OpenedLot): ContextRow {
  return {
    table: 'inbound_line',
    values: {
      item_id: plan.item.id,
      lot_id: id,
      quantity: plan.quantity,
      cost_fen: plan.costFen,
      unit_cost_fen: plan.unitCostFen,
      cost_basis: plan.costBasis,
      invoice_no: line.invoiceNo ?? input.invoiceNo ?? '',
      fund_source: line.fundSource ?? input.fundSource ?? '',
      handler: line.handler ?? (input.handler || context.operator.name),
      inspector: line.inspector ?? input.inspector ?? '',
      note: [plan.note, input.note ?? ''].filter((part) => part !== '').join('；'),
    },
  };
}
