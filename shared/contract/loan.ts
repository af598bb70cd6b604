import { type } from '@orpc/contract';
import { z } from 'zod';
import { type LoanEvent, type LoanLine, type LoanState, LOSS_CAUSES, RETURN_CONDITIONS } from '../domain/loan/loan.ts';
import type { Centipoints, EntryId, HouseholdId, ItemId, LocalDate, Quantity } from '../kernel/brands.ts';
import {
  COUNTER,
  EVERYONE,
  OFFICE,
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
import { zPhotos } from './photo.ts';
import type { PostedEntry } from './points.ts';

/** A tool that is lent, and where its pieces are. */
export type LoanTool = {
  readonly id: ItemId;
  readonly code: string;
  readonly barcode: string | null;
  readonly name: string;
  readonly spec: string;
  readonly unit: string;
  /** For one loan of one piece; 0: free. */
  readonly loanCentipoints: Centipoints;
  readonly loanDays: number | null;
  /** On the shelf and good to lend to anybody. */
  readonly availableQuantity: Quantity;
  readonly lentQuantity: Quantity;
};

export type LoanRow = {
  readonly entryId: EntryId;
  readonly documentNo: string;
  readonly businessDate: LocalDate;
  readonly householdId: HouseholdId;
  readonly householdNo: string;
  readonly headName: string;
  /** Who took it away; '' where that was the head. */
  readonly borrower: string;
  readonly note: string;
  readonly summary: string;
  readonly operatorName: string;
  readonly pointsCentipoints: Centipoints;
  readonly state: LoanState;
  /** The first day on which something that is still out is due; else of the whole loan. */
  readonly dueOn: LocalDate;
  /** Of what is still out; 0: in time. */
  readonly daysOverdue: number;
  readonly lines: readonly LoanLine[];
  /** What came back or was written off, oldest first. */
  readonly events: readonly LoanEvent[];
  readonly reversedBy: string | null;
};

export type LoanList = {
  readonly rows: readonly LoanRow[];
  /** Loans with something out, and those of them that are late. */
  readonly out: number;
  readonly overdue: number;
};

const zLines = z.array(z.object({ lineNo: z.int().min(1).max(500), quantity: zPieces })).max(100);

export const loanContract = {
  tools: procedure(EVERYONE, '可借的工具').output(type<readonly LoanTool[]>()),
  list: procedure(EVERYONE, '借用单：未还的、逾期的或最近的')
    .input(
      z.object({
        which: z.enum(['out', 'overdue', 'all']).default('out'),
        householdId: zHouseholdId.nullable().default(null),
        limit: z.int().min(1).max(200).default(100),
      }),
    )
    .output(type<LoanList>()),
  lend: procedure(COUNTER, '借出工具；给自己家借要另一位同意')
    .input(
      z.object({
        requestId: zRequestId,
        householdId: zHouseholdId,
        lines: z.array(z.object({ itemId: zItemId, quantity: zPieces })).max(50),
        dueOn: zLocalDate.nullable().default(null),
        borrower: zText(50).default(''),
        note: zText(200).default(''),
        photos: zPhotos,
        expectedTotalCentipoints: zCentipoints.nullable().default(null),
        approval: zApproval,
      }),
    )
    .output(type<PostedEntry>()),
  takeBack: procedure(COUNTER, '收回借出的工具')
    .input(
      z.object({
        requestId: zRequestId,
        loanId: zEntryId,
        lines: zLines,
        condition: z.enum(RETURN_CONDITIONS).default('good'),
        note: zText(200).default(''),
        photos: zPhotos,
        approval: zApproval,
      }),
    )
    .output(type<PostedEntry>()),
  writeOff: procedure(OFFICE, '报损借出后丢失或损坏的工具；要监督人，另一位审批')
    .input(
      z.object({
        requestId: zRequestId,
        loanId: zEntryId,
        lines: zLines,
        cause: z.enum(LOSS_CAUSES),
        disposal: zText(64).pipe(z.string().min(1)),
        witness: zText(50).pipe(z.string().min(1)),
        note: zText(200).default(''),
        photos: zPhotos,
        approval: zApproval,
      }),
    )
    .output(type<PostedEntry>()),
  reverse: procedure(COUNTER, '红冲一张借用单或归还单')
    .input(
      z.object({
        requestId: zRequestId,
        entryId: zEntryId,
        reason: zText(200).pipe(z.string().min(1)),
        approval: zApproval,
      }),
    )
    .output(type<PostedEntry>()),
};
