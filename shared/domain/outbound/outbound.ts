import type { InboundSource, LotOnHand } from '../goods/goods.ts';

export const OUTBOUND_KINDS = ['write_off', 'transfer_out', 'supplier_return'] as const;
/** How goods leave the shelf otherwise than for points: 报损 / 调给别的店 / 退给供货单位. */
export type OutboundKind = (typeof OUTBOUND_KINDS)[number];

export const WRITE_OFF_CAUSES = ['expired', 'damaged', 'lost'] as const;
/** Why goods are written off. */
export type WriteOffCause = (typeof WRITE_OFF_CAUSES)[number];

/** As the ledger writes it. */
export const WRITE_OFF_CAUSE_WORD: Readonly<Record<WriteOffCause, string>> = {
  expired: '过期',
  damaged: '损坏',
  lost: '丢失',
};

/** 损坏：袋子被老鼠咬破. */
export function writeOffReason(cause: WriteOffCause, detail: string): string {
  const word = WRITE_OFF_CAUSE_WORD[cause];
  return detail === '' ? word : `${word}：${detail}`;
}

/** A lot with what decides whether it may leave, and how it would be called. */
export type LotToTake = LotOnHand & {
  readonly itemName: string;
  readonly unit: string;
  /** How it came; null: a count found it. */
  readonly source: InboundSource | null;
  readonly supplier: string;
  /** The group it was given for, while the donor has agreed to no other use; null: for anybody. */
  readonly earmark: string | null;
};
