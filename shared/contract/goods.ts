import { type } from '@orpc/contract';
import { z } from 'zod';
import type { Item } from '../domain/goods/goods.ts';
import {
  type Centipoints,
  type Fen,
  type ItemId,
  type LocalDate,
  type LotId,
  type Quantity,
  quantity,
} from '../kernel/brands.ts';
import { EVERYONE, OFFICE, procedure, zItemId, zPartnerId, zPriceCentipoints, zPriceFen, zText } from './base.ts';
import { inboundContract } from './inbound.ts';

/** What the counter needs of an item to find it, show it and count it. */
export type CounterItem = {
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
  /** In lots that have not expired and are for anybody. */
  readonly availableQuantity: Quantity;
  /** In lots that have not expired and are kept for one group of households (定向). */
  readonly earmarked: readonly EarmarkedStock[];
  /** In expired lots: blocked. */
  readonly expiredQuantity: Quantity;
  readonly nearestExpiry: LocalDate | null;
  /** The partner shop that hands it out from its own shelf, without end while it is at work; null: ours. */
  readonly partner: { readonly name: string; readonly active: boolean } | null;
};

export type EarmarkedStock = {
  readonly tag: string;
  readonly quantity: Quantity;
  readonly nearestExpiry: LocalDate | null;
};

export type StockRow = {
  readonly item: Item;
  readonly lotId: LotId;
  readonly lotCode: string;
  readonly receivedOn: LocalDate;
  readonly expiresOn: LocalDate | null;
  readonly expired: boolean;
  readonly onHandQuantity: Quantity;
  /** Null: unvalued (未计价). */
  readonly valueFen: Fen | null;
};

export const goodsContract = {
  counterItems: procedure(EVERYONE, '柜台可兑物品').output(type<readonly CounterItem[]>()),
  items: procedure(EVERYONE, '物品目录').output(type<readonly Item[]>()),
  stock: procedure(EVERYONE, '按批次的库存').output(type<readonly StockRow[]>()),
  saveItem: procedure(OFFICE, '新增或更正一种物品')
    .input(
      z.object({
        itemId: zItemId.nullable(),
        code: zText(32).pipe(z.string().min(1)),
        /** An empty one is none: many items have none, no two have the same. */
        barcode: zText(32)
          .nullable()
          .default(null)
          .transform((text) => text || null),
        name: zText(100).pipe(z.string().min(1)),
        category: zText(32).default(''),
        spec: zText(64).default(''),
        unit: zText(16).pipe(z.string().min(1)),
        priceCentipoints: zPriceCentipoints.nullable().default(null),
        referenceFen: zPriceFen.nullable().default(null),
        minimumStock: z.int().min(0).max(1_000_000).default(0).transform(quantity),
        expiryTracked: z.boolean().default(false),
        active: z.boolean().default(true),
        note: zText(500).default(''),
        shelfLifeDays: z.int().min(1).max(36_500).nullable().default(null),
        packs: z
          .array(
            z.object({
              name: zText(16).pipe(z.string().min(1)),
              size: z.int().min(2).max(100_000).transform(quantity),
            }),
          )
          .max(5)
          .default([]),
        food: z.boolean().default(false),
        barcodeReason: zText(100).default(''),
        loanCentipoints: zPriceCentipoints.nullable().default(null),
        loanDays: z.int().min(1).max(3_650).nullable().default(null),
        partnerId: zPartnerId.nullable().default(null),
        settleFen: zPriceFen.nullable().default(null),
        capFen: zPriceFen.nullable().default(null),
      }),
    )
    .output(type<Item>()),
  ...inboundContract,
};
