import { type } from '@orpc/contract';
import { z } from 'zod';
import type { CountedLine, StocktakeStatus } from '../domain/stocktake/stocktake.ts';
import {
  type EntryId,
  type Fen,
  type ItemId,
  type LocalDate,
  type LotId,
  type Quantity,
  quantity,
} from '../kernel/brands.ts';
import type { Pack } from '../domain/goods/goods.ts';
import {
  EVERYONE,
  OFFICE,
  OFFICE_READERS,
  procedure,
  zApproval,
  zEntryId,
  zItemId,
  zLocalDate,
  zLotId,
  zReason,
  zRequestId,
  zText,
} from './base.ts';
import type { PostedEntry } from './points.ts';
import type { Role } from '../domain/staff/role.ts';

/** Who counts what stands on the shelf: who hands it out and who writes it down. */
const COUNTERS: readonly Role[] = ['shopkeeper', ...OFFICE];
/** Whose approval puts a count into the books. */
const APPROVERS: readonly Role[] = ['accountant', 'administrator'];

/** A count at work, as anybody may see it: no figure of the books among it. */
export type StocktakeHead = {
  readonly id: string;
  readonly title: string;
  readonly categories: readonly string[];
  readonly status: StocktakeStatus;
  readonly startedOn: LocalDate;
  readonly startedByName: string;
  readonly watchedByName: string | null;
  /** Lots, or goods of none, that somebody counted. */
  readonly countedLots: number;
  readonly counters: readonly { readonly name: string; readonly lots: number }[];
  /** Whether whoever asks has counted here: then the figures of the books stay hidden until it is posted. */
  readonly counting: boolean;
};

/** What may be counted, to find it and to tell its batches apart: never how many there should be. */
export type CountableItem = {
  readonly id: ItemId;
  readonly code: string;
  readonly barcode: string | null;
  readonly name: string;
  readonly pinyin: string;
  readonly initials: string;
  readonly category: string;
  readonly spec: string;
  readonly unit: string;
  readonly packs: readonly Pack[];
  readonly expiryTracked: boolean;
  readonly lots: readonly CountableLot[];
};

export type CountableLot = {
  readonly lotId: LotId;
  readonly code: string;
  readonly expiresOn: LocalDate | null;
  /** In the books when the count began and still: somebody has to look for it. */
  readonly expected: boolean;
};

/** A pile as it was counted. */
export type CountRow = {
  readonly id: string;
  readonly itemId: ItemId;
  readonly lotId: LotId | null;
  readonly newLotCode: string;
  readonly newLotExpiresOn: LocalDate | null;
  readonly quantity: Quantity;
  readonly countedByName: string;
  readonly countedAt: string;
  readonly struck: boolean;
  /** Counted by whoever asks, who may strike it out. */
  readonly own: boolean;
};

export type ReviewLine = CountedLine & {
  readonly itemCode: string;
  readonly itemName: string;
  readonly spec: string;
  readonly unit: string;
  readonly category: string;
  /** The batch; of goods that the books do not know the one they get. */
  readonly lotCode: string;
  readonly expiresOn: LocalDate | null;
  /** Signed; null: unvalued (未计价), or more is missing than the books still have. */
  readonly differenceFen: Fen | null;
  readonly valued: boolean;
  /** On hand in the books now. */
  readonly onHandQuantity: Quantity;
  readonly reason: string;
};

export type UncountedRow = {
  readonly lotId: LotId;
  readonly itemCode: string;
  readonly itemName: string;
  readonly spec: string;
  readonly unit: string;
  readonly lotCode: string;
  readonly expiresOn: LocalDate | null;
  readonly onHandQuantity: Quantity;
};

export type StocktakeReview = {
  readonly head: StocktakeHead;
  readonly lines: readonly ReviewLine[];
  readonly uncounted: readonly UncountedRow[];
  /** Stands for what is shown; approving another state of things is refused. */
  readonly seen: string;
};

/** A count that is in the books. */
export type StocktakeDocument = {
  readonly entryId: EntryId;
  readonly documentNo: string;
  readonly businessDate: LocalDate;
  readonly lots: number;
  readonly gainQuantity: Quantity;
  readonly lossQuantity: Quantity;
  /** Signed, of the valued lots. */
  readonly differenceFen: Fen;
  /** Lots with a difference that have no value (未计价). */
  readonly unvaluedLots: number;
  readonly countedBy: string;
  readonly watchedBy: string;
  readonly approvedBy: string;
  readonly note: string;
};

export type StocktakeDocumentLine = {
  readonly itemCode: string;
  readonly itemName: string;
  readonly spec: string;
  readonly unit: string;
  readonly lotCode: string;
  readonly bookQuantity: Quantity;
  readonly countedQuantity: Quantity;
  readonly differenceFen: Fen | null;
  readonly reason: string;
  readonly countedBy: string;
};

const zStocktakeId = z.string().min(1).max(64);
const zLineKey = z.string().min(1).max(200);

/** Commands that only set how things stand (strike, finish, reopen, explain, drop) may be repeated without harm. */
export const stocktakeContract = {
  open: procedure(EVERYONE, '正在进行的盘点').output(type<readonly StocktakeHead[]>()),
  start: procedure(OFFICE, '开始一次盘点；同一批物品只能有一次在进行')
    .input(
      z.object({
        requestId: zRequestId,
        title: zText(50).pipe(z.string().min(1)),
        categories: z.array(zText(32)).max(50).default([]),
      }),
    )
    .output(type<StocktakeHead>()),
  goods: procedure(COUNTERS, '可盘点的物品和批次，不带账面数')
    .input(z.object({ stocktakeId: zStocktakeId }))
    .output(type<readonly CountableItem[]>()),
  counts: procedure(COUNTERS, '一次盘点已点的数，不带账面数')
    .input(z.object({ stocktakeId: zStocktakeId }))
    .output(type<{ readonly head: StocktakeHead; readonly rows: readonly CountRow[] }>()),
  count: procedure(COUNTERS, '记下点到的一堆')
    .input(
      z.object({
        requestId: zRequestId,
        stocktakeId: zStocktakeId,
        itemId: zItemId,
        /** Null: goods of no lot in the books, with the batch and expiry date read off them. */
        lotId: zLotId.nullable().default(null),
        newLotCode: zText(64).default(''),
        newLotExpiresOn: zLocalDate.nullable().default(null),
        quantity: z.int().min(0).max(1_000_000).transform(quantity),
      }),
    )
    .output(type<CountRow>()),
  strike: procedure(COUNTERS, '划去自己点错的一堆')
    .input(z.object({ stocktakeId: zStocktakeId, countId: z.string().min(1).max(64) }))
    .output(type<CountRow>()),
  finish: procedure(COUNTERS, '点完收单，监盘人当场确认')
    .input(z.object({ stocktakeId: zStocktakeId, approval: zApproval }))
    .output(type<StocktakeHead>()),
  review: procedure(OFFICE_READERS, '收单后看盘盈盘亏；点数的人在入账前看不到')
    .input(z.object({ stocktakeId: zStocktakeId }))
    .output(type<StocktakeReview>()),
  explain: procedure(OFFICE, '写一批盘盈盘亏的原因')
    .input(z.object({ stocktakeId: zStocktakeId, lineKey: zLineKey, reason: zText(200) }))
    .output(type<{ readonly reason: string }>()),
  reopen: procedure(OFFICE, '退回重点，可指明哪几批')
    .input(z.object({ stocktakeId: zStocktakeId, lineKeys: z.array(zLineKey).max(5_000).default([]) }))
    .output(type<StocktakeHead>()),
  approve: procedure(APPROVERS, '批准盘点，盘盈盘亏入账；点数人和监盘人不能批准')
    .input(
      z.object({
        requestId: zRequestId,
        stocktakeId: zStocktakeId,
        seen: z.string().min(1).max(64),
        leaveUncounted: z.boolean().default(false),
        note: zText(200).default(''),
      }),
    )
    .output(type<PostedEntry>()),
  drop: procedure(OFFICE, '作废一次没有入账的盘点')
    .input(z.object({ stocktakeId: zStocktakeId, reason: zReason }))
    .output(type<StocktakeHead>()),
  documents: procedure(EVERYONE, '已入账的盘点')
    .input(z.object({ limit: z.int().min(1).max(200).default(50) }))
    .output(type<readonly StocktakeDocument[]>()),
  document: procedure(EVERYONE, '一张盘点表的明细')
    .input(z.object({ entryId: zEntryId }))
    .output(type<readonly StocktakeDocumentLine[]>()),
};
