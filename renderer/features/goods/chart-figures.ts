/** Figures of one category over the months. */
export type CategoryFigures = { readonly category: string; readonly values: readonly number[] };

/** More parts than these in one bar cannot be told apart. */
const MOST_PARTS = 6;
export const THE_REST = '其他类别';

export const categoryName = (category: string): string => (category === '' ? '未分类' : category);

/** Categories that have anything to show, in the order given, as the table lists them. */
export function figuresOf(
  categories: readonly string[],
  rows: readonly (readonly number[])[],
): readonly CategoryFigures[] {
  return categories.flatMap((category, index) => {
    const values = rows[index] ?? [];
    return values.some((value) => value !== 0) ? [{ category: categoryName(category), values }] : [];
  });
}

/** The same for a chart: the largest stand for themselves, all others together. */
export function partsOf(figures: readonly CategoryFigures[]): readonly CategoryFigures[] {
  if (figures.length <= MOST_PARTS) return figures;
  const bySize = [...figures].sort((a, b) => weight(b) - weight(a));
  const own = bySize.slice(0, MOST_PARTS - 1);
  const rest = bySize.slice(MOST_PARTS - 1);
  const months = figures[0]?.values.length ?? 0;
  const values = Array.from({ length: months }, (_, month) =>
    rest.reduce((sum, figure) => sum + (figure.values[month] ?? 0), 0),
  );
  return [...own, { category: THE_REST, values }];
}

function weight({ values }: CategoryFigures): number {
  return values.reduce((sum, value) => sum + Math.abs(value), 0);
}

/** `2026-07` as 2026年7月, or 7月 where the year is told by the others. */
export function monthName(month: string, index: number): string {
  const [year = '', number = ''] = month.split('-');
  return index === 0 || number === '01' ? `${year}年${Number(number)}月` : `${Number(number)}月`;
}

/** A round figure for an axis, from hundredths: 12万, 3.5万, 800. */
export function roundText(hundredths: number): string {
  const value = hundredths / 100;
  return Math.abs(value) >= 10_000 ? `${Number((value / 10_000).toFixed(2))}万` : String(Number(value.toFixed(2)));
}
