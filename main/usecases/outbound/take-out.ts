import { decideOutbound, isSamePerson, type OutboundPlan } from '../../../shared/domain/outbound/decide-outbound.ts';
import {
  type LotToTake,
  type OutboundKind,
  type WriteOffCause,
  writeOffReason,
} from '../../../shared/domain/outbound/outbound.ts';
import type { OutboundRefusal } from '../../../shared/domain/outbound/refusals.ts';
import type { AttachmentInput } from '../../../shared/domain/photo/photo.ts';
import type { SecondPersonOperation, SecondPersonRefusal } from '../../../shared/domain/staff/second-person.ts';
import { must } from '../../../shared/kernel/assert.ts';
import {
  type EntryId,
  type Fen,
  fen,
  type LocalDate,
  type LotId,
  type Quantity,
} from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import { findLotToTake } from '../../db/repositories/outbound-repository.ts';
import { FEN, goodsSink, STOCK } from '../../journal/accounts.ts';
import type { ContextRow } from '../../journal/context-tables.ts';
import type { Posting, StoredEntry } from '../../journal/entry.ts';
import { post } from '../../journal/post.ts';
import type { UseCaseContext } from '../context.ts';
import { type AttachmentRefusal, attachmentRows } from '../photo/attachment-rows.ts';
import { findReplay, requestDigest, type RequestIdReused } from '../idempotency.ts';
import {
  type Agreed,
  type Agreement,
  approvalRows,
  type PastAgreement,
  secondPersonFor,
  tellAgreedWithin,
} from '../staff/second-person.ts';

export type TakeOutInput = {
  readonly requestId: EntryId;
  readonly kind: OutboundKind;
  /** The shop that gets them, or the supplier; '' for a write-off. */
  readonly counterparty: string;
  /** What becomes of goods that are written off (处理方式). */
  readonly disposal: string;
  /** Who watched (监督人). */
  readonly witness: string;
  readonly note: string;
  readonly photos: readonly AttachmentInput[];
  readonly lines: readonly {
    readonly lotId: LotId;
    readonly quantity: Quantity;
    /** Of a write-off; null for the others. */
    readonly cause: WriteOffCause | null;
    /** More about the cause, or what a paper ledger says instead of one. */
    readonly detail: string;
    readonly paperCostFen?: Fen | null;
  }[];
  /** Only for what is taken over from a paper ledger. */
  readonly paper?: {
    readonly date: LocalDate;
    readonly sourceNo: string | null;
    readonly handler: string;
    readonly approver: string;
  };
};

export type TakeOutRefusal = OutboundRefusal | AttachmentRefusal | SecondPersonRefusal | RequestIdReused;

/** Goods whose worth is given away ask for a second person above a limit; goods that are written off always do. */
const OPERATION = {
  write_off: 'write_off',
  transfer_out: 'goods_out',
  supplier_return: 'goods_out',
} as const satisfies Readonly<Record<OutboundKind, SecondPersonOperation>>;

/** Whose agreement this kind of document may need. */
export const outboundOperation = (kind: OutboundKind): SecondPersonOperation => OPERATION[kind];

/** Takes goods off the shelf otherwise than for points (报损、调拨、退货), by lot and at their exact cost. */
export function takeOut(
  context: UseCaseContext,
  input: TakeOutInput,
  agreement: Agreement = null,
): Result<StoredEntry, TakeOutRefusal> {
  return inTransaction(context.db, () => takeOutWithin(context, input, agreement));
}

/** The same inside a transaction that is already open: a refusal has written nothing. */
export function takeOutWithin(
  context: UseCaseContext,
  input: TakeOutInput,
  agreement: PastAgreement,
): Result<StoredEntry, TakeOutRefusal> {
  const { requestId, ...request } = input;
  const digest = requestDigest(request);
  const replay = findReplay(context.db, requestId, digest);
  if (!replay.ok) return replay;
  if (replay.value) return ok(replay.value);
  const { kind, counterparty, witness, note, photos, paper } = input;
  const handler = paper?.handler ?? context.operator.name;
  const decided = decideOutbound({
    kind,
    date: paper?.date ?? context.today,
    counterparty,
    handler,
    witness,
    note,
    photos: photos.length,
    onPaper: paper !== undefined,
    lines: input.lines.map(({ lotId, quantity, cause, paperCostFen }) => ({
      lot: findLotToTake(context.db, lotId),
      quantity,
      cause,
      paperCostFen: paperCostFen ?? null,
    })),
  });
  if (!decided.ok) return decided;
  const pictures = attachmentRows(context, requestId, photos);
  if (!pictures.ok) return pictures;
  const asked = { operation: outboundOperation(kind), amount: costOf(decided.value) };
  const agreed = secondPersonFor(context, asked, agreement);
  if (!agreed.ok) return agreed;
  const approver = agreed.value?.approver.name ?? paper?.approver ?? '';
  if (paper === undefined && isSamePerson(witness, approver)) {
    return err({ code: 'outbound_witness_same', name: witness, as: 'approver' });
  }
  const people = { handler, witness, approver };
  const posted = postOutbound(context, input, decided.value, {
    digest,
    agreed: agreed.value,
    people,
    pictures: pictures.value,
  });
  tellAgreedWithin(context, agreed.value, posted.documentNo);
  return ok(posted);
}

/** Null when a line has no value, which no limit covers. */
function costOf(plan: OutboundPlan): Fen | null {
  let sum = 0;
  for (const { costFen } of plan) {
    if (costFen === null) return null;
    sum += costFen;
  }
  return fen(sum);
}

type Settled = {
  readonly digest: string;
  readonly agreed: Agreed;
  readonly pictures: readonly ContextRow[];
  readonly people: { readonly handler: string; readonly witness: string; readonly approver: string };
};

function postOutbound(context: UseCaseContext, input: TakeOutInput, plan: OutboundPlan, settled: Settled): StoredEntry {
  const { kind, counterparty, disposal, note, paper } = input;
  const lines = plan.map(({ lot, costFen }, index) => {
    const { quantity, cause, detail } = must(input.lines[index], 'every line was planned');
    return { lot, costFen, quantity, reason: cause === null ? detail : writeOffReason(cause, detail) };
  });
  return post(context.db, {
    id: input.requestId,
    kind,
    businessDate: paper?.date ?? context.today,
    recordedAt: context.recordedAt,
    operatorId: context.operator.id,
    householdId: null,
    summary: summaryOf(
      input,
      lines.map(
        ({ lot, quantity, reason }) => `${lot.itemName}×${quantity}${lot.unit}${reason === '' ? '' : `（${reason}）`}`,
      ),
    ),
    reversesId: null,
    requestDigest: settled.digest,
    postings: lines.flatMap(({ lot, quantity, costFen }) => postingsOf(kind, lot, quantity, costFen)),
    context: [
      {
        table: 'outbound_document',
        values: { counterparty, disposal, ...settled.people, source_no: paper?.sourceNo ?? null, note },
      },
      ...lines.map(
        ({ lot, quantity, costFen, reason }): ContextRow => ({
          table: 'outbound_line',
          values: { item_id: lot.itemId, lot_id: lot.id, quantity, cost_fen: costFen, reason },
        }),
      ),
      ...settled.pictures,
      ...approvalRows(context, settled.agreed),
    ],
  });
}

function summaryOf({ kind, counterparty }: TakeOutInput, goods: readonly string[]): string {
  const head = { write_off: '报损', transfer_out: `调给${counterparty}`, supplier_return: `退给${counterparty}` }[kind];
  return `${head}：${goods.join('、')}`;
}

function postingsOf(kind: OutboundKind, lot: LotToTake, pieces: Quantity, costFen: Fen | null): Posting[] {
  const sink = goodsSink(kind);
  const goods = { book: 'goods', unit: lot.itemId } as const;
  const moved: Posting[] = [
    { ...goods, account: STOCK, lotId: lot.id, amount: -pieces },
    { ...goods, account: sink, lotId: null, amount: pieces },
  ];
  if (costFen === null || costFen === 0) return moved;
  const value = { book: 'value', unit: FEN } as const;
  return [
    ...moved,
    { ...value, account: STOCK, lotId: lot.id, amount: -costFen },
    { ...value, account: sink, lotId: null, amount: costFen },
  ];
}
