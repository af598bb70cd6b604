import type { DonorId } from '../../kernel/brands.ts';

export const COST_BASES = ['invoice', 'copy', 'inquiry', 'unvalued'] as const;
/** What the value of goods rests on. */
export type CostBasis = (typeof COST_BASES)[number];

/** As ledgers and documents spell it; a gift without evidence of value is 未计价, never worth zero. */
export const COST_BASIS_WORD: Readonly<Record<CostBasis, string>> = {
  invoice: '发票',
  copy: '复印件',
  inquiry: '询价',
  unvalued: '未计价',
};

/** What is written down about a gift in kind beyond its goods. */
export type GiftInput = {
  readonly donorId: DonorId;
  /** What the donor wishes it used for (捐赠意向); '' when nothing was said. */
  readonly intention: string;
  /** Who took it in: two different people. */
  readonly receiverOne: string;
  readonly receiverTwo: string;
  /** The group of households it is for (定向), as a household's tag spells it; null: for everybody. */
  readonly earmark: string | null;
  /** Number of a receipt that somebody else wrote for it; '' when there is none (yet). */
  readonly externalReceiptNo: string;
};
