import type { LoanState, LossCause, ReturnCondition } from '../domain/loan/loan.ts';
import type { LoanRefusal } from '../domain/loan/refusals.ts';
import { pointsText } from '../kernel/number-text.ts';

export const LOAN_STATE_TEXT: Readonly<Record<LoanState, string>> = {
  out: '借出中',
  overdue: '逾期未还',
  settled: '已还清',
  reversed: '已红冲',
};

export const RETURN_CONDITION_TEXT: Readonly<Record<ReturnCondition, string>> = {
  good: '完好',
  damaged: '有损坏',
};

export const LOSS_CAUSE_TEXT: Readonly<Record<LossCause, string>> = { lost: '丢失', damaged: '损坏，拿不回来' };

const STATUS_TEXT = { active: '在册', moved: '已迁出', closed: '已销户' } as const;

type Of<C extends LoanRefusal['code']> = Extract<LoanRefusal, { readonly code: C }>;

/** Sentences of the refusals about lent tools. */
export const LOAN_SENTENCES: { readonly [C in LoanRefusal['code']]: (refusal: Of<C>) => string } = {
  loan_empty: () => '还没有选工具',
  loan_household_not_active: (r) => `户${r.householdNo}${STATUS_TEXT[r.status]}，不能借用`,
  item_not_lent: (r) => `“${r.itemName}”不出借，请先在物品里填借用分值（免费填0）`,
  loan_quantity_not_positive: (r) => `“${r.itemName}”的数量是${r.quantity}，应为1或更多的整数`,
  loan_stock_short: (r) =>
    `“${r.itemName}”要借${r.requestedQuantity}${r.unit}，在店只有${r.availableQuantity}${r.unit}` +
    (r.lentQuantity > 0 ? `，另有${r.lentQuantity}${r.unit}借在外面` : ''),
  loan_due_too_early: (r) => `应还日期${r.dueOn}早于今天${r.today}`,
  loan_points_changed: (r) =>
    `借用分值已变：屏幕上合计${pointsText(r.expectedCentipoints)}分，现在是${pointsText(r.totalCentipoints)}分，请核对后再借出`,
  loan_not_found: () => '没有这张借用单，或已被红冲',
  loan_line_not_found: (r) => `借用单${r.documentNo}没有第${r.lineNo}行，或这一行填了两次`,
  loan_settled: (r) =>
    r.itemName === null ? `借用单${r.documentNo}已全部还清` : `借用单${r.documentNo}的“${r.itemName}”已还清`,
  loan_exceeds_open: (r) =>
    `借用单${r.documentNo}的“${r.itemName}”只有${r.openQuantity}${r.unit}没还，填了${r.requestedQuantity}${r.unit}`,
  loan_has_returns: (r) => `借用单${r.documentNo}已有归还或报损，请先红冲${r.returnNo}`,
  loan_goods_gone: (r) =>
    `批次${r.lotCode}的“${r.itemName}”归还了${r.returnedQuantity}${r.unit}，现在只有${r.onHandQuantity}${r.unit}在店，不能红冲`,
};
