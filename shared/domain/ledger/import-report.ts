import type { LedgerId } from './ledger-definitions.ts';

/** One thing wrong (error: the row is left out) or odd (warning: the row is taken) in a file. */
export type ImportProblem = {
  readonly severity: 'error' | 'warning';
  /** 1-based row of the sheet as the clerk sees it; 0: the sheet as a whole. */
  readonly row: number;
  /** Heading as it stands in the file; empty when the problem is the row's. */
  readonly column: string;
  /** What the cell shows, shortened. */
  readonly value: string;
  readonly code: string;
  /** A Chinese sentence with the number that matters. */
  readonly message: string;
};

/** Which column of the file (0-based) carries which key of the ledger. */
export type ColumnMapping = Readonly<Record<string, number>>;

/** A clerk's correction of what was recognised; `ledger: null` leaves the sheet out. */
export type SheetMapping = { readonly ledger: LedgerId | null; readonly columns: ColumnMapping };
export type ImportMapping = Readonly<Record<string, SheetMapping>>;

export type SheetPreview = {
  readonly sheet: string;
  readonly hidden: boolean;
  /** Null: not recognised, the clerk is asked. */
  readonly ledger: LedgerId | null;
  /** The best guess when nothing is sure, for the question. */
  readonly suggested: LedgerId | null;
  /** 1-based row of the headings; 0 when none was found. */
  readonly headingRow: number;
  readonly headings: readonly string[];
  readonly mapping: ColumnMapping;
  readonly rows: number;
  readonly good: number;
  readonly bad: number;
  /** Good rows that are in the books already and will be skipped. */
  readonly known: number;
  readonly problems: readonly ImportProblem[];
  /** The first good rows as text in the order of `headings`. */
  readonly sample: readonly (readonly string[])[];
};

export type ImportPreview = {
  readonly importId: string;
  readonly fileName: string;
  readonly sheets: readonly SheetPreview[];
};

export type SheetOutcome = {
  readonly sheet: string;
  readonly ledger: LedgerId | null;
  readonly good: number;
  readonly bad: number;
  readonly added: number;
  readonly updated: number;
  readonly skipped: number;
  readonly problems: readonly ImportProblem[];
};

export type ImportOutcome = {
  readonly fileName: string;
  /** True when the clerk stopped it: what was taken stays, the same file again takes the rest. */
  readonly cancelled: boolean;
  readonly sheets: readonly SheetOutcome[];
};

/** Work in progress, for a bar: `done` of `total` rows, total 0 while unknown. */
export type WorkProgress = { readonly stage: string; readonly done: number; readonly total: number };
