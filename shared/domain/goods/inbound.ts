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
