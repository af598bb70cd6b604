import { type } from '@orpc/contract';
import { z } from 'zod';
import type { UnitValueBasis } from '../domain/price/price.ts';
import type { Centipoints, EntryId, Fen, ItemId, LocalDate } from '../kernel/brands.ts';
import {
  ADMINISTRATION,
  EVERYONE,
  OFFICE,
  procedure,
  zPriceCentipoints,
  zEntryId,
  zFen,
  zItemId,
  zLocalDate,
  zRequestId,
  zText,
} from './base.ts';
import type { PostedEntry } from './points.ts';

/** What prices are measured by. */
export type PriceRule = {
  /** What the scheme allows a point to be worth at most; null: it sets no limit. */
  readonly maximumFenPerPoint: Fen | null;
  /** What a point is taken for when a price is suggested; null: nobody said and no shelf price tells. */
  readonly rateFen: Fen | null;
  /** Set by the administrator, the scheme's own limit, or the middle of the prices on the shelf. */
  readonly rateFrom: 'set' | 'scheme' | 'shelf' | null;
};

export type NextPrice = {
  readonly entryId: EntryId;
  readonly documentNo: string;
  readonly effectiveFrom: LocalDate;
  readonly priceCentipoints: Centipoints | null;
};

export type PriceRow = {
  readonly itemId: ItemId;
  readonly code: string;
  readonly barcode: string | null;
  readonly name: string;
  /** As the counter's items are found. */
  readonly pinyin: string;
  readonly initials: string;
  readonly category: string;
  readonly spec: string;
  readonly unit: string;
  readonly active: boolean;
  /** Null: not for redemption. */
  readonly priceCentipoints: Centipoints | null;
  /** The next change that is planned. */
  readonly next: NextPrice | null;
  /** What one unit is worth, rounded up; null: unknown. */
  readonly unitFen: Fen | null;
  readonly basis: UnitValueBasis | null;
  /** What one point buys at this price, rounded up; null: unknown, or free. */
  readonly fenPerPoint: Fen | null;
  /** A point buys more than the scheme allows: goods came in dearer after the price was set. */
  readonly aboveRate: boolean;
  readonly suggestedCentipoints: Centipoints | null;
  /** The lowest price the scheme allows; null: none, or the worth is unknown. */
  readonly lowestCentipoints: Centipoints | null;
};

export type PriceHistoryRow = {
  /** Null: the price it was registered with. */
  readonly entryId: EntryId | null;
  readonly documentNo: string;
  readonly recordedOn: LocalDate | null;
  readonly effectiveFrom: LocalDate | null;
  readonly priceCentipoints: Centipoints | null;
  readonly reason: string;
  readonly operatorName: string;
  readonly state: 'current' | 'planned' | 'past' | 'withdrawn';
  /** Number of the document that withdrew it. */
  readonly reversedBy: string | null;
};

export const priceContract = {
  list: procedure(EVERYONE, '兑换分值、每分合多少元和建议分值').output(
    type<{ readonly rule: PriceRule; readonly rows: readonly PriceRow[] }>(),
  ),
  history: procedure(EVERYONE, '一种物品的分值变动')
    .input(z.object({ itemId: zItemId }))
    .output(type<readonly PriceHistoryRow[]>()),
  change: procedure(OFFICE, '调价：从哪天起、为什么')
    .input(
      z.object({
        requestId: zRequestId,
        /** Null: from today on. */
        effectiveFrom: zLocalDate.nullable().default(null),
        reason: zText(200).pipe(z.string().min(1)),
        lines: z.array(z.object({ itemId: zItemId, priceCentipoints: zPriceCentipoints.nullable() })).max(5_000),
      }),
    )
    .output(type<PostedEntry>()),
  withdraw: procedure(OFFICE, '撤销一张还没有生效的调价单')
    .input(z.object({ requestId: zRequestId, entryId: zEntryId, reason: zText(200).pipe(z.string().min(1)) }))
    .output(type<PostedEntry>()),
  saveRate: procedure(ADMINISTRATION, '定每分按多少元建议分值')
    .input(z.object({ rateFen: zFen.nullable() }))
    .output(type<PriceRule>()),
};
