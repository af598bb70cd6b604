import { err, ok, type Result } from '../../shared/kernel/result.ts';
import { isConstraint } from '../db/open-copy.ts';
import { inTransaction, type ReadableDatabase, type WritableDatabase } from '../db/open-database.ts';
import { run } from '../db/statements.ts';
import { contextDigest, isContextTable } from './context-tables.ts';
import { continueChangesAfter, isKnownRow, type MasterRow, writeMasterRows } from './master-rows.ts';
import { entryHash, imbalance, writeEntry } from './post.ts';
import { booksPosition, RECORD_FORMAT, type RecordLine, type RecordPosition } from './record-lines.ts';
import { firstShortfall } from './reverse.ts';

type EntryLine = Extract<RecordLine, { type: 'entry' }>;

/** Why a record does not go on from where the books end, or cannot. Document numbers where there are any. */
export type ReplayProblem =
  | { readonly code: 'nothing_to_replay' }
  /** The record begins, or goes on, with a later entry than the books need next. */
  | { readonly code: 'gap'; readonly expectedSeq: number; readonly documentNo: string }
  /** The record's entry is another one than the books' of the same number, or follows another one. */
  | { readonly code: 'fork'; readonly seq: number; readonly documentNo: string }
  | {
      readonly code: 'entry_changed' | 'entry_unbalanced' | 'out_of_bounds' | 'does_not_fit';
      readonly documentNo: string;
    }
  | { readonly code: 'from_newer_program' };

/** What a record has that books ending at some position have not. */
export type ReplayPlan = {
  readonly entries: readonly EntryLine[];
  readonly rows: readonly MasterRow[];
  /** Rows that changed after the books' last change. */
  readonly newerRows: number;
  readonly lastDocumentNo: string | null;
  readonly end: RecordPosition;
};

/** Follows a record from its first line to its last and keeps what comes after `books`. */
export function planReplay(lines: Iterable<RecordLine>, books: RecordPosition): Result<ReplayPlan, ReplayProblem> {
  const reader = new RecordReader(books);
  for (const line of lines) {
    const problem = reader.take(line);
    if (problem) return err(problem);
  }
  return reader.plan();
}

class RecordReader {
  readonly #books: RecordPosition;
  #entries: EntryLine[] = [];
  #rows = new Map<string, { readonly row: MasterRow; readonly change: number }>();
  /** The record's own entry with the number of the books' last one. */
  #same: { readonly hash: string; readonly documentNo: string } | null = null;
  #end: RecordPosition | null = null;

  constructor(books: RecordPosition) {
    this.#books = books;
  }

  take(line: RecordLine): ReplayProblem | null {
    this.#end = line.at;
    switch (line.type) {
      case 'opened':
        return line.format > RECORD_FORMAT ? { code: 'from_newer_program' } : null;
      case 'row':
        this.#rows.set(`${line.row.table} ${String(line.row.values['id'])}`, { row: line.row, change: line.at.change });
        return null;
      case 'rewound':
        // All rows are written again after this.
        this.#rows = new Map();
        if (line.at.seq < this.#books.seq) this.#same = null;
        this.#entries = this.#entries.filter(({ entry }) => entry.seq <= line.at.seq);
        return null;
      case 'entry':
        return this.#takeEntry(line);
    }
  }

  #takeEntry(line: EntryLine): ReplayProblem | null {
    const { seq, hash, documentNo } = line.entry;
    if (seq === this.#books.seq) this.#same = { hash, documentNo };
    if (seq <= this.#books.seq) return null;
    const last = this.#entries.at(-1)?.entry;
    const expectedSeq = (last?.seq ?? this.#books.seq) + 1;
    if (seq !== expectedSeq) return { code: 'gap', expectedSeq, documentNo };
    this.#entries.push(line);
    return null;
  }

  plan(): Result<ReplayPlan, ReplayProblem> {
    const [first] = this.#entries;
    const { seq, hash, change } = this.#books;
    if (this.#same && this.#same.hash !== hash) return err({ code: 'fork', seq, documentNo: this.#same.documentNo });
    if (first && first.entry.previousHash !== hash) {
      return err({ code: 'fork', seq: first.entry.seq, documentNo: first.entry.documentNo });
    }
    const rows = [...this.#rows.values()];
    const newerRows = rows.filter((kept) => kept.change > change).length;
    if (!this.#end || (!first && newerRows === 0)) return err({ code: 'nothing_to_replay' });
    return ok({
      entries: this.#entries,
      rows: rows.map(({ row }) => row),
      newerRows,
      lastDocumentNo: this.#entries.at(-1)?.entry.documentNo ?? null,
      end: this.#end,
    });
  }
}

export type Replayed = { readonly entries: number; readonly rows: number; readonly lastDocumentNo: string | null };

/** Ends the transaction: nothing of the record is taken. */
class NotReplayed extends Error {
  override readonly name = 'NotReplayed';
  readonly problem: ReplayProblem;
  constructor(problem: ReplayProblem) {
    super(`not replayed: ${problem.code}`);
    this.problem = problem;
  }
}

/**
 * Appends the entries of a plan to the books it was made for, with the master data as it was at the end: all of it in one
 * transaction, or nothing. Each entry must follow the one before it, bear its own hash, balance, and take no account
 * below zero that must not go there.
 */
export function replay(db: WritableDatabase, plan: ReplayPlan): Result<Replayed, ReplayProblem> {
  try {
    return inTransaction(db, () => {
      if (!plan.rows.every((row) => isKnownRow(db, row))) throw new NotReplayed({ code: 'from_newer_program' });
      guarded(plan.lastDocumentNo ?? '', () => writeMasterRows(db, plan.rows));
      for (const line of plan.entries) replayEntry(db, line);
      continueChangesAfter(db, plan.end.change);
      const { entries, newerRows: rows, lastDocumentNo } = plan;
      return ok({ entries: entries.length, rows, lastDocumentNo });
    });
  } catch (error) {
    if (error instanceof NotReplayed) return err(error.problem);
    throw error;
  }
}

function replayEntry(db: WritableDatabase, line: EntryLine): void {
  const problem = entryProblem(db, line);
  if (problem) throw new NotReplayed(problem);
  const { entry, postings, context } = line;
  guarded(entry.documentNo, () => {
    writeEntry(db, entry, postings, context);
    continueSeries(db, entry.documentNo);
  });
}

function entryProblem(db: ReadableDatabase, { entry, postings, context }: EntryLine): ReplayProblem | null {
  const { documentNo } = entry;
  const books = booksPosition(db);
  if (entry.seq !== books.seq + 1) return { code: 'gap', expectedSeq: books.seq + 1, documentNo };
  if (entry.previousHash !== books.hash) return { code: 'fork', seq: entry.seq, documentNo };
  if (!context.every(({ table }) => isContextTable(table))) return { code: 'from_newer_program' };
  if (entryHash(entry, postings) !== entry.hash || contextDigest(context) !== entry.contextDigest) {
    return { code: 'entry_changed', documentNo };
  }
  if (imbalance(postings) !== null) return { code: 'entry_unbalanced', documentNo };
  return firstShortfall(db, postings) === null ? null : { code: 'out_of_bounds', documentNo };
}

/** What the database itself refuses: a number given twice, a household that nobody knows. */
function guarded(documentNo: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    if (isConstraint(error)) throw new NotReplayed({ code: 'does_not_fit', documentNo });
    throw error;
  }
}

/** So that the next document of that kind and day gets the next number. */
function continueSeries(db: WritableDatabase, documentNo: string): void {
  const at = documentNo.lastIndexOf('-');
  run(
    db,
    `INSERT INTO document_series (series, last) VALUES (?, ?)
     ON CONFLICT (series) DO UPDATE SET last = max(last, excluded.last)`,
    documentNo.slice(0, at),
    Number(documentNo.slice(at + 1)),
  );
}
