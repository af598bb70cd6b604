import type { PassbookLine } from '../../shared/contract/points.ts';

export const PASSBOOK_KIND_TEXT: Readonly<Record<PassbookLine['kind'], string>> = {
  base_grant: '基础分',
  award: '加分',
  deduction: '扣分',
  redemption: '兑换',
  return: '退回',
  loan: '借用',
  reversal: '红冲',
};
