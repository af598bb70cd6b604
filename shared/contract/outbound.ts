import { type } from '@orpc/contract';
import { z } from 'zod';
import type { ExpiryState } from '../domain/goods/expiry-tiers.ts';
import type { InboundSource } from '../domain/goods/goods.ts';
import { type OutboundKind, WRITE_OFF_CAUSES } from '../domain/outbound/outbound.ts';
import type { EntryId, Fen, ItemId, LocalDate, LotId, Quantity } from '../kernel/brands.ts';
import {
  EVERYONE,
  OFFICE,
  procedure,
  zApproval,
  zEntryId,
  zItemId,
  zLotId,
  zQuantity,
  zRequestId,
  zText,
} from './base.ts';
import { zPhotos } from './photo.ts';
import type { PostedEntry } from './points.ts';

/** A lot that something may be taken out of. */
export type LotChoice = {
  readonly lotId: LotId;
  readonly lotCode: string;
  readonly itemId: ItemId;
  readonly itemName: string;
  readonly spec: string;
  readonly unit: string;
  readonly receivedOn: LocalDate;
  readonly expiresOn: LocalDate | null;
  readonly expired: boolean;
  readonly onHandQuantity: Quantity;
  /** Null: unvalued (未计价). */
  readonly valueFen: Fen | null;
  /** How it came; null: a count found it. */
  readonly source: InboundSource | null;
  readonly supplier: string;
  /** The group it was given for; null: for anybody. */
  readonly earmark: string | null;
};

/** A lot that has expired or soon will. */
export type ExpiringLot = LotChoice & {
  readonly itemCode: string;
  readonly category: string;
  readonly producedOn: LocalDate | null;
  readonly expiresOn: LocalDate;
  readonly state: Extract<ExpiryState, 'soon' | 'near' | 'expired'>;
  /** To the last good day; below zero: days since. */
  readonly daysLeft: number;
  /** Null: unknown. */
  readonly shelfLifeDays: number | null;
  /** Near expiry from so many days before the last one. */
  readonly nearDays: number;
};

export type OutboundListRow = {
  readonly entryId: EntryId;
  readonly documentNo: string;
  readonly kind: OutboundKind;
  readonly businessDate: LocalDate;
  /** The shop or supplier that got them; '' for a write-off. */
  readonly counterparty: string;
  readonly disposal: string;
  readonly handler: string;
  readonly witness: string;
  readonly approver: string;
  readonly note: string;
  readonly summary: string;
  /** Of the goods that have a value. */
  readonly costFen: Fen;
  /** Lines without a value (未计价). */
  readonly unvaluedLines: number;
  readonly photos: number;
  /** Number of the reversal that took it back; null while it stands. */
  readonly reversedBy: string | null;
  readonly reversalApprovedByName: string | null;
};

export type OutboundDetail = OutboundListRow & {
  readonly lines: readonly {
    readonly lineNo: number;
    readonly itemCode: string;
    readonly itemName: string;
    readonly spec: string;
    readonly unit: string;
    readonly lotId: LotId;
    readonly lotCode: string;
    readonly expiresOn: LocalDate | null;
    readonly source: InboundSource | null;
    readonly quantity: Quantity;
    readonly costFen: Fen | null;
    readonly reason: string;
  }[];
};

const some = (maximum: number) => zText(maximum).pipe(z.string().min(1));
const zLines = z.array(z.object({ lotId: zLotId, quantity: zQuantity, detail: zText(100).default('') })).max(500);

export const outboundContract = {
  expiring: procedure(EVERYONE, '过期、临期和两个月内到期的批次').output(type<readonly ExpiringLot[]>()),
  lots: procedure(EVERYONE, '一种物品现存的批次')
    .input(z.object({ itemId: zItemId }))
    .output(type<readonly LotChoice[]>()),
  list: procedure(EVERYONE, '最近的报损、调拨和退货单')
    .input(z.object({ limit: z.int().min(1).max(200).default(50) }))
    .output(type<readonly OutboundListRow[]>()),
  get: procedure(EVERYONE, '一张报损、调拨或退货单')
    .input(z.object({ id: zEntryId }))
    .output(type<OutboundDetail>()),
  form: procedure(EVERYONE, '打印一张报损、调拨或退货单')
    .input(z.object({ id: zEntryId }))
    .output(z.file()),
  writeOff: procedure(OFFICE, '报损过期、损坏或丢失的物品；要监督人，另一位审批')
    .input(
      z.object({
        requestId: zRequestId,
        disposal: some(64),
        witness: some(50),
        note: zText(500).default(''),
        photos: zPhotos,
        lines: z
          .array(
            z.object({
              lotId: zLotId,
              quantity: zQuantity,
              cause: z.enum(WRITE_OFF_CAUSES),
              detail: zText(100).default(''),
            }),
          )
          .max(500),
        approval: zApproval,
      }),
    )
    .output(type<PostedEntry>()),
  transfer: procedure(OFFICE, '把物品调给别的店')
    .input(
      z.object({
        requestId: zRequestId,
        counterparty: some(100),
        witness: zText(50).default(''),
        note: zText(500).default(''),
        photos: zPhotos,
        lines: zLines,
        approval: zApproval,
      }),
    )
    .output(type<PostedEntry>()),
  returnToSupplier: procedure(OFFICE, '把采购来的物品退给供货单位')
    .input(
      z.object({
        requestId: zRequestId,
        counterparty: some(100),
        witness: zText(50).default(''),
        note: zText(500).default(''),
        photos: zPhotos,
        lines: zLines,
        approval: zApproval,
      }),
    )
    .output(type<PostedEntry>()),
  reverse: procedure(OFFICE, '红冲一张报损、调拨或退货单；物品回到原来的批次')
    .input(z.object({ requestId: zRequestId, entryId: zEntryId, reason: some(200), approval: zApproval }))
    .output(type<PostedEntry>()),
};
