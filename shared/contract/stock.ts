import { type } from '@orpc/contract';
import { z } from 'zod';
import type { ExpiryState } from '../domain/goods/expiry-tiers.ts';
import type { InboundSource, Item } from '../domain/goods/goods.ts';
import type { MovementKind } from '../domain/goods/movements.ts';
import type {
  Centipoints,
  DonorId,
  EntryId,
  Fen,
  HouseholdId,
  ItemId,
  LocalDate,
  LotId,
  Quantity,
} from '../kernel/brands.ts';
import { EVERYONE, procedure, zItemId, zLocalDate, zLotId } from './base.ts';

/** One kind of goods with what is on the shelf of it today. */
export type StockOverviewRow = {
  readonly id: ItemId;
  readonly code: string;
  readonly barcode: string | null;
  readonly name: string;
  /** Full pinyin without spaces, and initials, each spelling separated by a space. */
  readonly pinyin: string;
  readonly initials: string;
  readonly category: string;
  readonly spec: string;
  readonly unit: string;
  readonly priceCentipoints: Centipoints | null;
  readonly minimumStock: Quantity;
  readonly active: boolean;
  /** A partner shop hands it out from its own shelf: none of ours is ever missing. */
  readonly partnerOwned: boolean;
  /** Lots with something left. */
  readonly lots: number;
  /** On the shelf, expired goods included. */
  readonly onHandQuantity: Quantity;
  /** Of these: expired, blocked until they are written off. */
  readonly expiredQuantity: Quantity;
  /** Of these: near expiry by the tiers of their shelf life, but still good. */
  readonly nearQuantity: Quantity;
  /** Of these: good, but given for one group of households only. */
  readonly earmarkedQuantity: Quantity;
  /** In the hands of households that bring them back; not on the shelf. */
  readonly onLoanQuantity: Quantity;
  readonly nearestExpiry: LocalDate | null;
  /** What the valued goods on the shelf cost. */
  readonly valueFen: Fen;
  /** On the shelf without a known value (未计价). */
  readonly unvaluedQuantity: Quantity;
};

/** A lot as it stands today, also when nothing is left of it. */
export type LotStanding = {
  readonly lotId: LotId;
  readonly code: string;
  readonly producedOn: LocalDate | null;
  readonly expiresOn: LocalDate | null;
  readonly receivedOn: LocalDate;
  readonly expiry: ExpiryState;
  readonly onHandQuantity: Quantity;
  readonly onLoanQuantity: Quantity;
  /** Null: unvalued (未计价). */
  readonly valueFen: Fen | null;
  /** The group it may be given to; null: anybody. */
  readonly earmark: string | null;
  /** Who supplied or gave it. */
  readonly supplier: string;
};

/** One document's change of one lot on the shelf, with what was left after it. */
export type StockMovement = {
  readonly entryId: EntryId;
  readonly documentNo: string;
  readonly businessDate: LocalDate;
  readonly kind: MovementKind;
  /** What it was, in the words of ledger 8; names masked outside the office. */
  readonly summary: string;
  readonly householdId: HouseholdId | null;
  readonly lotId: LotId;
  readonly lotCode: string;
  /** Signed. */
  readonly quantity: Quantity;
  /** Signed; null: the lot is unvalued. */
  readonly valueFen: Fen | null;
  readonly balanceQuantity: Quantity;
  /** Of the valued goods left. */
  readonly balanceFen: Fen;
  /** Pieces left whose value nobody knows (未计价). */
  readonly balanceUnvalued: Quantity;
  readonly operatorName: string;
};

/** Movements of the days asked for, newest first, and their sums over all of these days. */
export type StockMovements = {
  readonly total: number;
  readonly rows: readonly StockMovement[];
  readonly inQuantity: Quantity;
  readonly inFen: Fen;
  readonly outQuantity: Quantity;
  readonly outFen: Fen;
  /** Of these pieces, those of unknown value: they are in none of the sums of fen. */
  readonly inUnvalued: Quantity;
  readonly outUnvalued: Quantity;
  /** What was there before these days. */
  readonly openingQuantity: Quantity;
  readonly openingFen: Fen;
};

export type ItemLife = {
  readonly item: Item;
  readonly lots: readonly LotStanding[];
  readonly movements: StockMovements;
};

/** Where a lot came from. */
export type LotOrigin = {
  readonly entryId: EntryId;
  readonly documentNo: string;
  readonly businessDate: LocalDate;
  readonly kind: MovementKind;
  /** Null: it did not come by an inbound document. */
  readonly source: InboundSource | null;
  readonly supplier: string;
  readonly quantity: Quantity;
  readonly costFen: Fen | null;
  readonly costBasis: string;
  readonly invoiceNo: string;
  readonly fundSource: string;
  readonly handler: string;
  readonly inspector: string;
  readonly note: string;
  readonly donation: LotDonation | null;
};

export type LotDonation = {
  readonly donorId: DonorId;
  readonly donorName: string;
  readonly donationNo: string;
  readonly intention: string;
  readonly receiverOne: string;
  readonly receiverTwo: string;
  readonly certificateNo: string;
  readonly externalReceiptNo: string;
};

/** What one household has of a lot. */
export type LotHousehold = {
  readonly householdId: HouseholdId;
  readonly householdNo: string;
  /** Masked outside the office. */
  readonly headName: string;
  readonly villageName: string;
  readonly groupName: string;
  /** Taken for points and not brought back. */
  readonly quantity: Quantity;
  /** Borrowed and not brought back. */
  readonly onLoanQuantity: Quantity;
  readonly lastOn: LocalDate;
};

/** How much a kind of document moved of a lot; what was reversed counts with what it took back. */
export type LotFlow = { readonly kind: MovementKind; readonly quantity: Quantity; readonly valueFen: Fen | null };

export type LotLife = {
  readonly item: Pick<Item, 'id' | 'code' | 'name' | 'spec' | 'unit'>;
  readonly lot: LotStanding;
  /** The group it was given for, also after the donor agreed to give it to anybody. */
  readonly earmarkedFor: string | null;
  /** The donor's consent in words; null: none was needed or given. */
  readonly consent: string | null;
  readonly origin: LotOrigin;
  readonly flows: readonly LotFlow[];
  /** The latest first; `householdCount` counts all of them. */
  readonly households: readonly LotHousehold[];
  readonly householdCount: number;
  readonly movements: StockMovements;
};

/** Figures by category and month: one row of figures for each category, one figure for each month. */
export type StockCharts = {
  /** `YYYY-MM`, the oldest first; the last one is not over yet. */
  readonly months: readonly string[];
  readonly categories: readonly string[];
  /** What the goods on the shelf cost at the end of the month (today, in the last). */
  readonly stockFen: readonly (readonly Fen[])[];
  /** Points of what was taken in the month, less what was brought back. */
  readonly redeemedCentipoints: readonly (readonly Centipoints[])[];
  /** And what that cost. */
  readonly redeemedFen: readonly (readonly Fen[])[];
  /** Goods without a known value are in none of the sums of yuan: pieces on the shelf today, pieces taken in these months. */
  readonly unvaluedOnHand: Quantity;
  readonly unvaluedRedeemed: Quantity;
};

const days = {
  from: zLocalDate.nullable().default(null),
  to: zLocalDate.nullable().default(null),
  offset: z.int().min(0).max(10_000_000).default(0),
  limit: z.int().min(1).max(500).default(100),
};

/** What is on the shelf, where it came from and where it went. Part of the procedures of goods. */
export const stockContract = {
  overview: procedure(EVERYONE, '库存总览，一种物品一行').output(type<readonly StockOverviewRow[]>()),
  itemLife: procedure(EVERYONE, '一种物品的批次和全部出入，附结存；办公岗位以外户主姓名打星号')
    .input(z.object({ itemId: zItemId, ...days }))
    .output(type<ItemLife>()),
  lotLife: procedure(EVERYONE, '一个批次从来源到每一户；办公岗位以外户主姓名打星号')
    .input(z.object({ lotId: zLotId, ...days }))
    .output(type<LotLife>()),
  stockCharts: procedure(EVERYONE, '按类别和月份的库存货值和兑换').output(type<StockCharts>()),
};
