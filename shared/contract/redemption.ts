import { type } from '@orpc/contract';
import { z } from 'zod';
import type { ReceiptLayout } from '../domain/redemption/receipt-layout.ts';
import type { HeldBasket } from '../domain/redemption/held-basket.ts';
import type { RedemptionRecord } from '../domain/redemption/redemption.ts';
import { PAPER_WIDTHS_MM, type PrintOutcome } from '../domain/settings/printer.ts';
import type { Centipoints, EntryId, LocalDate } from '../kernel/brands.ts';
import {
  COUNTER,
  EVERYONE,
  procedure,
  zApproval,
  zCentipoints,
  zEntryId,
  zHouseholdId,
  zItemId,
  zLocalDate,
  zPieces,
  zRequestId,
  zText,
} from './base.ts';

const basketLine = z.object({ itemId: zItemId, quantity: zPieces });
const recipient = z
  .object({ name: zText(32).pipe(z.string().min(1)), relation: zText(16).pipe(z.string().min(1)) })
  .nullable()
  .default(null);

export type RedemptionListRow = {
  readonly id: EntryId;
  readonly kind: 'redemption' | 'return';
  readonly documentNo: string;
  readonly businessDate: LocalDate;
  readonly timeOfDay: string;
  readonly householdNo: string;
  readonly headName: string;
  readonly summary: string;
  /** Negative on a return. */
  readonly totalCentipoints: Centipoints;
  readonly operatorName: string;
  /** Who agreed, where a second person was needed. */
  readonly approvedByName: string | null;
  /** none: nothing came back; part; whole. Always none on a return. */
  readonly returned: 'none' | 'part' | 'whole';
};

export const redemptionContract = {
  redeem: procedure(COUNTER, '兑换：扣积分、出物品，一次完成')
    .input(
      z.object({
        requestId: zRequestId,
        householdId: zHouseholdId,
        lines: z.array(basketLine).max(100),
        recipient,
        /** What the screen showed; refused as total_changed when prices moved meanwhile. */
        expectedTotalCentipoints: zCentipoints.nullable().default(null),
        approval: zApproval,
      }),
    )
    .output(type<RedemptionRecord>()),
  return: procedure(COUNTER, '退回整单或部分，红冲原单，物品回原批次')
    .input(
      z.object({
        requestId: zRequestId,
        redemptionId: zEntryId,
        /** Null: everything that has not come back yet. */
        lines: z
          .array(z.object({ lineNo: z.int().min(1), quantity: zPieces }))
          .max(200)
          .nullable()
          .default(null),
        reason: zText(200).pipe(z.string().min(1)),
        approval: zApproval,
      }),
    )
    .output(type<RedemptionRecord>()),
  get: procedure(EVERYONE, '按编号或单号取一张兑换单或退回单')
    .input(z.object({ id: zEntryId.nullable().default(null), documentNo: zText(64).nullable().default(null) }))
    .output(type<RedemptionRecord>()),
  list: procedure(EVERYONE, '兑换与退回列表')
    .input(
      z.object({
        from: zLocalDate.nullable().default(null),
        to: zLocalDate.nullable().default(null),
        householdId: zHouseholdId.nullable().default(null),
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .output(type<{ readonly total: number; readonly rows: readonly RedemptionListRow[] }>()),
  hold: procedure(COUNTER, '挂单')
    .input(
      z.object({ id: zRequestId, householdId: zHouseholdId, lines: z.array(basketLine).min(1).max(100), recipient }),
    )
    .output(type<HeldBasket>()),
  heldBaskets: procedure([...COUNTER, 'inspector'], '挂着的单').output(type<readonly HeldBasket[]>()),
  takeHeld: procedure(COUNTER, '取回一张挂单')
    .input(z.object({ id: zRequestId }))
    .output(type<HeldBasket>()),
  receipt: procedure(EVERYONE, '小票的样子')
    .input(z.object({ id: zEntryId, paperWidthMm: z.literal(PAPER_WIDTHS_MM).nullable().default(null) }))
    .output(type<ReceiptLayout>()),
  printReceipt: procedure(COUNTER, '打印或补打小票')
    .input(z.object({ id: zEntryId, reprint: z.boolean().default(false) }))
    .output(type<PrintOutcome>()),
};
