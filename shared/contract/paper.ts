import { z } from 'zod';
import { EVERYONE, OFFICE, OFFICE_READERS, procedure, zEntryId, zItemId, zLocalDate, zText } from './base.ts';

/** Office paper as PDF, laid out by the host so that it is the same in every window and on the command line. */
export const paperContract = {
  labels: procedure(EVERYONE, '货架标签：A4不干胶或40×30毫米卷')
    .input(
      z.object({
        lines: z.array(z.object({ itemId: zItemId, copies: z.int().min(1).max(200).default(1) })).max(5_000),
        sheet: z.enum(['a4', 'roll']).default('a4'),
        /** Labels of the first A4 sheet that were used before. */
        skip: z.int().min(0).max(23).default(0),
        /** Lines to cut along. */
        frames: z.boolean().default(false),
      }),
    )
    .output(z.file()),
  priceList: procedure(EVERYONE, '兑换价目表，贴墙')
    .input(
      z.object({
        size: z.enum(['A4', 'A3']).default('A4'),
        /** Null: the prices of today. */
        day: zLocalDate.nullable().default(null),
        /** Only these; none: all. */
        categories: z.array(zText(32)).max(100).default([]),
        note: zText(60).default(''),
      }),
    )
    .output(z.file()),
  certificate: procedure(OFFICE, '捐赠物资接收凭证，或捐赠证书')
    .input(
      z.object({
        /** The inbound of the gift. */
        inboundId: zEntryId,
        form: z.enum(['receipt', 'honour']).default('receipt'),
        size: z.enum(['A4', 'A5']).default('A4'),
        amounts: z.boolean().default(true),
      }),
    )
    .output(z.file()),
  stocktake: procedure(OFFICE_READERS, '盘点表，签字存档')
    .input(z.object({ entryId: zEntryId }))
    .output(z.file()),
  thanks: procedure(OFFICE, '捐赠致谢榜，贴墙')
    .input(
      z.object({
        from: zLocalDate.nullable().default(null),
        to: zLocalDate.nullable().default(null),
        size: z.enum(['A4', 'A3']).default('A4'),
      }),
    )
    .output(z.file()),
};
