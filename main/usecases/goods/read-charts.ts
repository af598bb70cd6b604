import type { StockCharts } from '../../../shared/contract/stock.ts';
import { centipoints, fen, type LocalDate, quantity } from '../../../shared/kernel/brands.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import {
  takenByMonth,
  unvaluedOnHand,
  valueByCategory,
  valueChanges,
} from '../../db/repositories/stock-chart-repository.ts';

const MONTHS = 12;

/** Figures by category of the last twelve months, this one included; categories with most value and points first. */
export function readCharts(db: ReadableDatabase, today: LocalDate): StockCharts {
  const months = monthsUntil(today);
  const from = localDate(`${months[0] ?? today.slice(0, 7)}-01`);
  const taken = takenByMonth(db, from);
  const points = new Figures(months);
  const cost = new Figures(months);
  for (const row of taken) {
    points.add(row.category, row.month, row.centipoints);
    cost.add(row.category, row.month, row.fen);
  }
  const stock = stockAtMonthEnds(db, months, from);
  const weight = (category: string) => points.weight(category) + stock.weight(category);
  const categories = [...new Set([...stock.categories(), ...points.categories(), ...cost.categories()])]
    .filter((category) => weight(category) + cost.weight(category) > 0)
    .sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1));
  return {
    months,
    categories,
    stockFen: categories.map((category) => stock.of(category).map(fen)),
    redeemedCentipoints: categories.map((category) => points.of(category).map(centipoints)),
    redeemedFen: categories.map((category) => cost.of(category).map(fen)),
    unvaluedOnHand: quantity(unvaluedOnHand(db)),
    unvaluedRedeemed: quantity(taken.reduce((sum, row) => sum + row.unvalued, 0)),
  };
}

/** What was on the shelf at the end of each month: what is there today, less what came later. */
function stockAtMonthEnds(db: ReadableDatabase, months: readonly string[], from: LocalDate): Figures {
  const changes = new Figures(months);
  for (const row of valueChanges(db, from)) changes.add(row.category, row.month, row.fen);
  const stock = new Figures(months);
  const today = new Map(valueByCategory(db).map((row) => [row.category, row.fen]));
  for (const category of new Set([...today.keys(), ...changes.categories()])) {
    let value = today.get(category) ?? 0;
    for (const month of months.toReversed()) {
      stock.add(category, month, value);
      value -= changes.of(category)[months.indexOf(month)] ?? 0;
    }
  }
  return stock;
}

/** `2025-08` … `2026-07` */
function monthsUntil(today: LocalDate): string[] {
  const last = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1;
  return Array.from({ length: MONTHS }, (_, index) => {
    const month = last - MONTHS + 1 + index;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  });
}

/** One figure for each category and month; what lies outside the months is nobody's. */
class Figures {
  readonly #months: readonly string[];
  readonly #rows = new Map<string, number[]>();

  constructor(months: readonly string[]) {
    this.#months = months;
  }

  add(category: string, month: string, amount: number): void {
    const row = this.#rows.get(category) ?? this.#months.map(() => 0);
    const at = this.#months.indexOf(month);
    if (at !== -1) row[at] = (row[at] ?? 0) + amount;
    this.#rows.set(category, row);
  }

  of(category: string): readonly number[] {
    return this.#rows.get(category) ?? this.#months.map(() => 0);
  }

  weight(category: string): number {
    return this.of(category).reduce((sum, amount) => sum + Math.abs(amount), 0);
  }

  categories(): Iterable<string> {
    return this.#rows.keys();
  }
}
