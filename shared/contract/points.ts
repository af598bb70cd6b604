import { type } from '@orpc/contract';
import { z } from 'zod';
import type { Centipoints, EntryId, LocalDate } from '../kernel/brands.ts';
import {
  ASSESSMENT,
  EVERYONE,
  procedure,
  zApproval,
  zCentipoints,
  zEntryId,
  zHouseholdId,
  zLocalDate,
  zRequestId,
  zText,
} from './base.ts';

export type PostedEntry = { readonly entryId: EntryId; readonly documentNo: string };

/** One line of the passbook (积分存折): everything that moved a household's points in one scheme year. */
export type PassbookLine = {
  readonly entryId: EntryId;
  readonly documentNo: string;
  readonly kind: 'base_grant' | 'award' | 'deduction' | 'redemption' | 'return' | 'loan' | 'reversal';
  readonly businessDate: LocalDate;
  readonly reason: string;
  readonly awardCentipoints: Centipoints;
  readonly deductionCentipoints: Centipoints;
  /** Positive when redeemed, negative when given back. */
  readonly redeemedCentipoints: Centipoints;
  readonly honourCentipoints: Centipoints;
  /** As it was offered, floored at zero. */
  readonly spendableCentipoints: Centipoints;
  readonly operatorName: string;
  /** Who agreed, where a second person was needed. */
  readonly approvedByName: string | null;
  /** Set when a later entry reversed this one. */
  readonly reversedBy: string | null;
};

const pointsInput = z.object({
  requestId: zRequestId,
  householdId: zHouseholdId,
  pointsCentipoints: zCentipoints,
  date: zLocalDate.nullable().default(null),
  reason: zText(200).pipe(z.string().min(1)),
  category: zText(50).default(''),
  rule: zText(200).default(''),
  approval: zApproval,
});

export const pointsContract = {
  award: procedure(ASSESSMENT, '加分').input(pointsInput).output(type<PostedEntry>()),
  deduct: procedure(ASSESSMENT, '扣分').input(pointsInput).output(type<PostedEntry>()),
  reverse: procedure(ASSESSMENT, '红冲一笔加分或扣分')
    .input(
      z.object({
        requestId: zRequestId,
        entryId: zEntryId,
        reason: zText(200).pipe(z.string().min(1)),
        approval: zApproval,
      }),
    )
    .output(type<PostedEntry>()),
  passbook: procedure(EVERYONE, '一户一年的积分存折')
    .input(z.object({ householdId: zHouseholdId, schemeYear: z.int().min(1900).max(2199).nullable().default(null) }))
    .output(
      type<{
        readonly schemeYear: number;
        readonly years: readonly number[];
        readonly lines: readonly PassbookLine[];
      }>(),
    ),
};
