import type { CounterItem } from '../../../shared/contract/goods.ts';
import type { HouseholdCard } from '../../../shared/contract/household.ts';
import { type Centipoints, centipoints, type ItemId, quantity as quantityOf } from '../../../shared/kernel/brands.ts';
import { pointsText } from '../../../shared/kernel/number-text.ts';

export type BasketLine = { readonly itemId: ItemId; readonly quantity: number };

export const QUANTITY_LIMIT = 9_999;

export type PricedLine = BasketLine & {
  /** Undefined while the goods are read, or when an item has gone from the counter. */
  readonly item: CounterItem | undefined;
  readonly totalCentipoints: Centipoints;
  /** Why this line cannot be handed out, in a few words; null when it can. */
  readonly problem: string | null;
};

export type Appraisal = {
  readonly lines: readonly PricedLine[];
  readonly pieces: number;
  readonly totalCentipoints: Centipoints;
  /** Null without a household. Negative when points are short. */
  readonly balanceAfterCentipoints: Centipoints | null;
  /** What is missing; 0 when nothing is. */
  readonly shortCentipoints: Centipoints;
  /** Why the basket waits, for the button; null when it may be redeemed. */
  readonly waitsFor: string | null;
};

export function addLine(lines: readonly BasketLine[], itemId: ItemId, quantity: number): readonly BasketLine[] {
  const before = lines.find((line) => line.itemId === itemId);
  if (!before) return [...lines, { itemId, quantity: bounded(quantity) }];
  return setQuantity(lines, itemId, before.quantity + quantity);
}

/** Zero or less takes the line out. */
export function setQuantity(lines: readonly BasketLine[], itemId: ItemId, quantity: number): readonly BasketLine[] {
  if (quantity <= 0) return lines.filter((line) => line.itemId !== itemId);
  return lines.map((line) => (line.itemId === itemId ? { itemId, quantity: bounded(quantity) } : line));
}

function bounded(quantity: number): number {
  return Math.min(QUANTITY_LIMIT, Math.max(1, Math.trunc(quantity)));
}

/** Goods as they are offered to a household: what is kept for its groups is there for it, the rest stays kept. */
export function offeredTo(item: CounterItem, tags: readonly string[]): CounterItem {
  const own = item.earmarked.filter(({ tag }) => tags.includes(tag));
  if (own.length === 0) return item;
  const days = [item.nearestExpiry, ...own.map(({ nearestExpiry }) => nearestExpiry)].filter((day) => day !== null);
  return {
    ...item,
    availableQuantity: quantityOf(own.reduce<number>((sum, kept) => sum + kept.quantity, item.availableQuantity)),
    earmarked: item.earmarked.filter((kept) => !own.includes(kept)),
    nearestExpiry: days.sort()[0] ?? null,
  };
}

/** The basket against the goods and the household as the screen knows them. The host decides again. */
export function appraise(
  lines: readonly BasketLine[],
  items: readonly CounterItem[],
  card: HouseholdCard | null,
): Appraisal {
  const priced = lines.map((line) => priceLine(line, items));
  const total = priced.reduce((sum, line) => sum + line.totalCentipoints, 0);
  const balance = card === null ? null : card.spendableCentipoints - total;
  const short = balance === null ? 0 : Math.max(0, -balance);
  const lineProblem = priced.find(({ problem }) => problem !== null)?.problem ?? null;
  return {
    lines: priced,
    pieces: lines.reduce((sum, line) => sum + line.quantity, 0),
    totalCentipoints: centipoints(total),
    balanceAfterCentipoints: balance === null ? null : centipoints(balance),
    shortCentipoints: centipoints(short),
    waitsFor: waitingReason(card, lines.length, lineProblem, centipoints(short)),
  };
}

function waitingReason(
  card: HouseholdCard | null,
  lineCount: number,
  lineProblem: string | null,
  short: Centipoints,
): string | null {
  if (lineCount === 0) return card === null ? '先找户' : '先加物品';
  if (card === null) return '先找户';
  if (card.household.status !== 'active') return '此户已不在册';
  if (lineProblem !== null) return lineProblem;
  return short > 0 ? `差 ${pointsText(short)} 分` : null;
}

function priceLine(line: BasketLine, items: readonly CounterItem[]): PricedLine {
  const item = items.find(({ id }) => id === line.itemId);
  const price = item?.priceCentipoints ?? null;
  const totalCentipoints = centipoints((price ?? 0) * line.quantity);
  return { ...line, item, totalCentipoints, problem: lineProblem(item, line.quantity) };
}

function lineProblem(item: CounterItem | undefined, quantity: number): string | null {
  if (!item) return '有物品已下架';
  if (item.priceCentipoints === null) return `${item.name}未定价`;
  if (item.partner !== null) return item.partner.active ? null : `${item.partner.name}已停用`;
  if (item.availableQuantity >= quantity) return null;
  if (item.availableQuantity > 0) return `${item.name}只有 ${item.availableQuantity} ${item.unit}`;
  if (item.earmarked.length > 0) return `${item.name}定向${item.earmarked.map(({ tag }) => tag).join('、')}`;
  return item.expiredQuantity > 0 ? `${item.name}已过期` : `${item.name}已兑完`;
}

/** Why an item cannot be put into the basket at all, or null. */
export function unavailableWord(item: CounterItem): string | null {
  if (item.priceCentipoints === null) return '未定价';
  if (item.partner !== null) return item.partner.active ? null : '店停用';
  if (item.availableQuantity > 0) return null;
  if (item.earmarked.length > 0) return '定向';
  return item.expiredQuantity > 0 ? '已过期' : '已兑完';
}
