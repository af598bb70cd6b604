import { type } from '@orpc/contract';
import { z } from 'zod';
import type { Item } from '../domain/goods/goods.ts';
import type { VillageShare } from '../domain/partner/by-village.ts';
import { OVER_CAP, type Partner, type PartnerSettlement, type SettledSupply } from '../domain/partner/partner.ts';
import type { Fen, LocalDate } from '../kernel/brands.ts';
import {
  EVERYONE,
  OFFICE,
  OFFICE_READERS,
  procedure,
  zApproval,
  zEntryId,
  zFen,
  zPriceFen,
  zItemId,
  zLocalDate,
  zPartnerId,
  zReason,
  zRequestId,
  zText,
} from './base.ts';
import type { PostedEntry } from './points.ts';

export type PartnerRow = Partner & {
  readonly items: readonly Item[];
  /** Lines of what it handed out, or took back, that no settlement cites yet; at the prices it asked. */
  readonly unsettledSupplies: number;
  readonly unsettledFen: Fen;
  /** Day of the first of them; null: none. */
  readonly unsettledFrom: LocalDate | null;
};

export type UnsettledSupplies = {
  readonly lines: readonly SettledSupply[];
  readonly amountFen: Fen;
  /** At the prices asked, whatever the caps. */
  readonly costFen: Fen;
  readonly overCapLines: number;
  readonly villages: readonly VillageShare[];
};

export type SettlementDetail = PartnerSettlement & {
  readonly lines: readonly SettledSupply[];
  readonly villages: readonly VillageShare[];
};

const period = { partnerId: zPartnerId, from: zLocalDate, to: zLocalDate, overCap: z.enum(OVER_CAP) };

export const partnerContract = {
  list: procedure(EVERYONE, '共建店和它们发放的物品').output(type<readonly PartnerRow[]>()),
  save: procedure(OFFICE, '登记或更正一家共建店')
    .input(
      z.object({
        partnerId: zPartnerId.nullable(),
        name: zText(50).pipe(z.string().min(1)),
        contact: zText(50).default(''),
        phone: zText(32).default(''),
        active: z.boolean().default(true),
        note: zText(500).default(''),
      }),
    )
    .output(type<Partner>()),
  setTerms: procedure(OFFICE, '把一种物品交给共建店发放，定结算单价和限价；或收回自己发放')
    .input(
      z.object({
        itemId: zItemId,
        partnerId: zPartnerId.nullable(),
        settleFen: zPriceFen.nullable().default(null),
        capFen: zPriceFen.nullable().default(null),
      }),
    )
    .output(type<Item>()),
  unsettled: procedure(OFFICE_READERS, '一家共建店一段时间未结算的发放')
    .input(z.object(period))
    .output(type<UnsettledSupplies>()),
  settle: procedure(OFFICE, '和一家共建店结算')
    .input(
      z.object({
        requestId: zRequestId,
        ...period,
        expectedFen: zFen.nullable().default(null),
        priceCheck: zReason,
        qualityCheck: zReason,
        checkedBy: zText(50).pipe(z.string().min(1)),
        note: zText(500).default(''),
        approval: zApproval,
      }),
    )
    .output(type<PostedEntry>()),
  settlements: procedure(OFFICE_READERS, '共建店结算单')
    .input(z.object({ partnerId: zPartnerId.nullable().default(null), limit: z.int().min(1).max(200).default(50) }))
    .output(type<readonly PartnerSettlement[]>()),
  settlement: procedure(OFFICE_READERS, '一张共建店结算单的明细')
    .input(z.object({ entryId: zEntryId }))
    .output(type<SettlementDetail>()),
  settlementPaper: procedure(OFFICE_READERS, '一张共建店结算单，打印后双方签字')
    .input(z.object({ entryId: zEntryId }))
    .output(z.file()),
  reverseSettlement: procedure(OFFICE, '红冲一张共建店结算单')
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
