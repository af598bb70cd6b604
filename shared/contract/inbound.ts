import { type } from '@orpc/contract';
import { z } from 'zod';
import { INBOUND_SOURCES } from '../domain/goods/goods.ts';
import type { InboundDetail, InboundListRow, ReceivingHints } from '../domain/goods/inbound-readings.ts';
import { COST_BASES, COST_BASIS_WORD } from '../domain/goods/inbound.ts';
import type { LocalDate } from '../kernel/brands.ts';
import {
  EVERYONE,
  OFFICE,
  procedure,
  zApproval,
  zEntryId,
  zFen,
  zItemId,
  zLocalDate,
  zQuantity,
  zRequestId,
  zText,
} from './base.ts';
import { zDonation } from './donation.ts';
import { zPhotos } from './photo.ts';
import type { PostedEntry } from './points.ts';

const zInboundLine = z.object({
  itemId: zItemId,
  /** In `packName`, or in the item's own unit. */
  quantity: zQuantity,
  packName: zText(16).nullable().default(null),
  /** Price of one of what is counted. */
  unitCostFen: zFen.nullable().default(null),
  /** Cost of the whole line; null: counted from the price, or unvalued. */
  costFen: zFen.nullable().default(null),
  costBasis: z
    .enum(COST_BASES)
    .nullable()
    .default(null)
    .transform((basis) => (basis === null ? '' : COST_BASIS_WORD[basis])),
  lotCode: zText(64).nullable().default(null),
  producedOn: zLocalDate.nullable().default(null),
  expiresOn: zLocalDate.nullable().default(null),
  /** Days from production, in place of an expiry date. */
  shelfLifeDays: z.int().min(1).max(36_500).nullable().default(null),
  note: zText(200).default(''),
});

/** Deliveries: part of the goods procedures. */
export const inboundContract = {
  receive: procedure(OFFICE, '入库')
    .input(
      z.object({
        requestId: zRequestId,
        source: z.enum(INBOUND_SOURCES),
        supplier: zText(100).default(''),
        date: zLocalDate.nullable().default(null),
        sourceNo: zText(64).nullable().default(null),
        invoiceNo: zText(64).default(''),
        fundSource: zText(64).default(''),
        /** Who took it in; empty: whoever is signed in. */
        handler: zText(64).default(''),
        inspector: zText(64).default(''),
        note: zText(200).default(''),
        donation: zDonation.nullable().default(null),
        photos: zPhotos,
        lines: z.array(zInboundLine).max(500),
      }),
    )
    .output(type<PostedEntry>()),
  reverseInbound: procedure(OFFICE, '红冲一张入库单；其中物品已发出的不能红冲')
    .input(
      z.object({
        requestId: zRequestId,
        entryId: zEntryId,
        reason: zText(200).pipe(z.string().min(1)),
        approval: zApproval,
      }),
    )
    .output(type<PostedEntry>()),
  inbounds: procedure(EVERYONE, '最近的入库单')
    .input(z.object({ limit: z.int().min(1).max(200).default(50) }))
    .output(type<readonly InboundListRow[]>()),
  inbound: procedure(EVERYONE, '一张入库单')
    .input(z.object({ entryId: zEntryId }))
    .output(type<InboundDetail>()),
  receivingHints: procedure(OFFICE, '以前的供货单位、资金来源和经办人').output(type<ReceivingHints>()),
  invoiceHolder: procedure(OFFICE, '一家供货单位的发票在哪张入库单里')
    .input(z.object({ supplier: zText(100), invoiceNo: zText(64) }))
    .output(type<{ readonly documentNo: string; readonly date: LocalDate } | null>()),
};
