import type { Refusal } from '../../../shared/contract/base.ts';
import type { ParsedRow } from '../../../shared/domain/ledger/import/drafts.ts';
import type { ImportableLedger } from '../../../shared/domain/ledger/import/import-columns.ts';
import type { FoundProblem, ProblemDetail } from '../../../shared/domain/ledger/import/import-problem.ts';
import { type EntryId, entryId, type LocalDate } from '../../../shared/kernel/brands.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { sha256 } from '../../journal/hash.ts';
import type { UseCaseContext } from '../context.ts';
import type { ImportBooks } from './import-books.ts';

/** What becomes of a row: left out, in the books already, taken as new, or taken as a correction of register data. */
export type Outcome = 'bad' | 'known' | 'add' | 'update';

export type Verdict = {
  readonly row: ParsedRow<unknown>;
  readonly outcome: Outcome;
  /** All problems of the row, those of the books included. */
  readonly problems: readonly FoundProblem[];
};

/** Rows that are written together or not at all: one household, one award, one document. */
export type ImportUnit = {
  readonly verdicts: readonly Verdict[];
  /** The day on which a document took goods off the shelf, or put them back; absent: it did neither. */
  readonly movedOn?: LocalDate;
  /** Runs inside an open transaction; a refusal has written nothing. `known`: it was there already after all. */
  readonly apply: (context: UseCaseContext) => Result<'added' | 'updated' | 'known', Refusal>;
};

export type CheckedSheet = { readonly verdicts: readonly Verdict[]; readonly units: readonly ImportUnit[] };

/** What checking a sheet against the books needs. */
export type CheckContext = {
  readonly db: ReadableDatabase;
  readonly books: ImportBooks;
  readonly context: UseCaseContext;
  /** The heading of a key as it stands in the file. */
  readonly heading: (key: string) => string;
  /** What stands above the headings: often the only place that names the village. */
  readonly title: string;
};

export function problemOf(
  check: CheckContext,
  row: ParsedRow<unknown>,
  key: string,
  detail: ProblemDetail,
  severity: FoundProblem['severity'] = 'error',
): FoundProblem {
  return { severity, row: row.row, column: check.heading(key), value: row.shown(key), detail };
}

export function badVerdict(row: ParsedRow<unknown>, problems: readonly FoundProblem[]): Verdict {
  return { row, outcome: 'bad', problems: [...row.problems, ...problems] };
}

/**
 * The id of what a row becomes, made from what the row says and which of its identical twins it is: should two
 * imports of one file ever run against each other, the second finds the first one's documents.
 */
export function importedId(ledger: ImportableLedger, key: string, ordinal: number): EntryId {
  return entryId(`import-${sha256(`${ledger}\n${key}\n${ordinal}`).slice(0, 40)}`);
}

/** Counts how often a key is there, and hands the occurrences out one by one. */
export class Tally {
  private readonly counts = new Map<string, number>();
  private readonly used = new Map<string, number>();

  constructor(keys: Iterable<string>) {
    for (const key of keys) this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }

  /** The next occurrence of the key: its ordinal from 1, and whether the books have it. */
  next(key: string): { readonly ordinal: number; readonly known: boolean } {
    const ordinal = (this.used.get(key) ?? 0) + 1;
    this.used.set(key, ordinal);
    return { ordinal, known: ordinal <= (this.counts.get(key) ?? 0) };
  }
}
