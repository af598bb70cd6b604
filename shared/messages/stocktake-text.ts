import type { StocktakeRefusal } from '../domain/stocktake/refusals.ts';

type Sentences = {
  readonly [C in StocktakeRefusal['code']]: (refusal: Extract<StocktakeRefusal, { readonly code: C }>) => string;
};

const WANTS = { watch: '监盘', approve: '批准' } as const;
const DID = { counted: '点过数', watched: '监过盘' } as const;

export const STOCKTAKE_SENTENCES: Sentences = {
  stocktake_not_found: () => '没有这次盘点',
  stocktake_scope_empty: () => '选的类别里没有物品，没有可盘点的',
  stocktake_overlaps: (r) => `${r.startedOn}开始的“${r.title}”还没有完，同一批物品只能有一次盘点在进行`,
  stocktake_not_counting: (r) => `“${r.title}”已收单，不能再点数；要重点请复核的人退回`,
  stocktake_still_counting: (r) => `“${r.title}”还在点数，收单后才能看账面数和批准`,
  stocktake_already_posted: (r) => `“${r.title}”已由${r.approvedByName}批准入账，单号${r.documentNo}`,
  stocktake_was_dropped: (r) => `“${r.title}”已作废`,
  stocktake_out_of_scope: (r) => `这次只盘${r.categories.join('、')}，“${r.itemName}”不在内`,
  stocktake_lot_unknown: (r) => `“${r.itemName}”没有这一批，请重新选`,
  stocktake_lot_expiry_differs: (r) =>
    `“${r.itemName}”的批次${r.lotCode}在账上${r.expiresOn === null ? '没有保质期' : `保质期至${r.expiresOn}`}，请核对后直接选这一批，或换个批号`,
  stocktake_count_not_found: () => '没有这一笔点数，可能已退回重点',
  stocktake_not_your_count: (r) => `这一笔是${r.countedByName}点的，只能由本人划去`,
  stocktake_nothing_counted: (r) => `“${r.title}”还一批都没有点`,
  stocktake_blind: (r) => `您在“${r.title}”点过数，入账前不能看账面数`,
  stocktake_same_person: (r) => `${r.name}在这次盘点中${DID[r.did]}，要由别人来${WANTS[r.wants]}`,
  stocktake_changed: () => '点数或原因刚有变动，请重新核对后再批准',
  stocktake_uncounted: (r) =>
    `还有${r.lots}批没有点，如“${r.itemName}”批次${r.lotCode}；请退回补点，或勾选“没点的不调整”`,
  stocktake_reason_missing: (r) => `有${r.lines}批差异没有写原因，如“${r.itemName}”批次${r.lotCode}`,
  stocktake_below_zero: (r) =>
    `“${r.itemName}”批次${r.lotCode}点数后又有变动，现存${r.onHandQuantity}${r.unit}，盘亏${r.lossQuantity}${r.unit}扣不下，请退回重点这一批`,
};
