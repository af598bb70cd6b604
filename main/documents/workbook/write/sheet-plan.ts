import type { ColumnKind, LedgerColumn } from '../../../../shared/domain/ledger/ledger-definitions.ts';
import type { LedgerRow } from '../../../../shared/domain/ledger/ledger-row.ts';

export type SheetRows = Iterable<LedgerRow> | AsyncIterable<LedgerRow>;

export type SheetColumn = Pick<LedgerColumn, 'heading' | 'kind'> & { readonly summed?: boolean };

/** What one sheet of a ledger workbook says. */
export type SheetPlan = {
  /** Tab name; at most 31 characters, as spreadsheets want it. */
  readonly name: string;
  /** Row 1: 单位 and 名称. */
  readonly title: string;
  /** Row 2: what is covered on the left, 制表日期 on the right. */
  readonly coverage: string;
  readonly madeOn: string;
  readonly columns: readonly SheetColumn[];
  /** Last row: who signs, left to right. */
  readonly signatures: readonly string[];
  readonly rows: SheetRows;
};

/** Kinds whose cells are numbers that may be added up. */
export const isNumberKind = (kind: ColumnKind): boolean =>
  kind === 'integer' || kind === 'quantity' || kind === 'points' || kind === 'yuan';
