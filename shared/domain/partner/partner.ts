import type {
  Centipoints,
  EntryId,
  Fen,
  ItemId,
  LocalDate,
  LotId,
  PartnerId,
  Quantity,
  VillageId,
} from '../../kernel/brands.ts';

/** A private shop (小卖部, 共建店) that hands out its own goods for points and is paid by settlement. */
export type Partner = {
  readonly id: PartnerId;
  /** Unique. */
  readonly name: string;
  readonly contact: string;
  readonly phone: string;
  readonly active: boolean;
  readonly note: string;
};

/** Goods of a partner shop that a household took, or, with quantities below zero, that went back to the partner. */
export type PartnerSupply = {
  readonly supplyId: EntryId;
  readonly line: number;
  readonly documentNo: string;
  readonly businessDate: LocalDate;
  /** The redemption or return it belongs to. */
  readonly redemptionId: EntryId;
  readonly redemptionNo: string;
  /** It is a return that takes a whole redemption back: the household was served for nothing. */
  readonly wholeReturn: boolean;
  readonly householdNo: string;
  readonly headName: string;
  readonly villageId: VillageId;
  readonly villageName: string;
  readonly itemId: ItemId;
  readonly itemCode: string;
  readonly itemName: string;
  readonly spec: string;
  readonly unit: string;
  readonly lotId: LotId;
  readonly quantity: Quantity;
  /** What the household paid for these pieces; below zero when they came back. */
  readonly pointsCentipoints: Centipoints;
  /** What the partner shop asked for one unit on that day. */
  readonly settleFen: Fen;
  /** What one unit may cost at most (限价); null: no cap. */
  readonly capFen: Fen | null;
};

/** What is done where the price is above the cap: paid in full with a reason, or only up to the cap. */
export const OVER_CAP = ['pay_cap', 'pay_full'] as const;
export type OverCap = (typeof OVER_CAP)[number];

export type PartnerSettlement = {
  readonly entryId: EntryId;
  readonly documentNo: string;
  readonly businessDate: LocalDate;
  readonly partnerId: PartnerId;
  readonly partnerName: string;
  readonly periodFrom: LocalDate;
  readonly periodTo: LocalDate;
  readonly amountFen: Fen;
  /** What was found about prices (价格核查) and about the goods (质量核查), and by whom. */
  readonly priceCheck: string;
  readonly qualityCheck: string;
  readonly checkedBy: string;
  readonly note: string;
  readonly operatorName: string;
  readonly approvedByName: string | null;
  /** Number of the reversal that took it back; null while it stands. */
  readonly reversedBy: string | null;
};

/** A supply as a settlement pays it. */
export type SettledSupply = PartnerSupply & { readonly amountFen: Fen };

export function isOverCap({ settleFen, capFen }: Pick<PartnerSupply, 'settleFen' | 'capFen'>): boolean {
  return capFen !== null && settleFen > capFen;
}
