import type { LoanTool } from '../../../shared/contract/loan.ts';
import { usualDueDay } from '../../../shared/domain/loan/loan.ts';
import type { ItemId, LocalDate } from '../../../shared/kernel/brands.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';

export type LendLine = { readonly itemId: ItemId; readonly quantity: string };

/** So many as typed; null: no whole number above zero. */
export function quantityOf(text: string): number | null {
  const typed = text.trim();
  return /^\d{1,4}$/.test(typed) && Number(typed) > 0 ? Number(typed) : null;
}

/** What is wrong with a line; null: nothing. */
export function lineProblem(line: LendLine, tool: LoanTool): string | null {
  const count = quantityOf(line.quantity);
  if (count === null) return '请填1或更多的整数。';
  return count > tool.availableQuantity ? `在店只有${tool.availableQuantity}${tool.unit}。` : null;
}

/** Points of all lines, in centipoints; what is not typed right counts as none. */
export function totalOf(lines: readonly LendLine[], tools: ReadonlyMap<ItemId, LoanTool>): number {
  return lines.reduce(
    (sum, { itemId, quantity }) => sum + (quantityOf(quantity) ?? 0) * (tools.get(itemId)?.loanCentipoints ?? 0),
    0,
  );
}

/** The first of the days on which the tools are due when nobody says otherwise; null without any. */
export function usualDay(
  lines: readonly LendLine[],
  tools: ReadonlyMap<ItemId, LoanTool>,
  today: string,
): LocalDate | null {
  const days = lines.flatMap(({ itemId }) => {
    const tool = tools.get(itemId);
    return tool ? [usualDueDay(tool, localDate(today))] : [];
  });
  return days.sort()[0] ?? null;
}

/** Adds one piece of a tool: to its line, or on a line of its own. */
export function plusOne(lines: readonly LendLine[], itemId: ItemId, count = 1): readonly LendLine[] {
  const there = lines.find((line) => line.itemId === itemId);
  if (there === undefined) return [...lines, { itemId, quantity: String(count) }];
  const more = String((quantityOf(there.quantity) ?? 0) + count);
  return lines.map((line) => (line === there ? { ...line, quantity: more } : line));
}
