import { openOf } from '../../../shared/domain/loan/decide-settling.ts';
import type { LoanEvent, LoanLine } from '../../../shared/domain/loan/loan.ts';
import {
  type Centipoints,
  type EntryId,
  type HouseholdId,
  type ItemId,
  type LocalDate,
  type Quantity,
  quantity,
} from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../open-database.ts';
import { allRows, getRow } from '../statements.ts';

export type LoanHead = {
  readonly entryId: EntryId;
  readonly documentNo: string;
  readonly businessDate: LocalDate;
  readonly householdId: HouseholdId;
  readonly householdNo: string;
  readonly headName: string;
  readonly borrower: string;
  readonly note: string;
  readonly summary: string;
  readonly operatorName: string;
  readonly pointsCentipoints: Centipoints;
  readonly reversedBy: string | null;
};

const HEAD = `SELECT e.id AS entryId, e.document_no AS documentNo, e.business_date AS businessDate,
    h.id AS householdId, h.household_no AS householdNo, h.head_name AS headName, l.borrower AS borrower,
    l.note AS note, e.summary AS summary, o.name AS operatorName,
    (SELECT sum(points_centipoints) FROM loan WHERE entry_id = e.id) AS pointsCentipoints,
    (SELECT document_no FROM entry WHERE reverses_id = e.id) AS reversedBy
  FROM loan l JOIN entry e ON e.id = l.entry_id JOIN household h ON h.id = l.household_id
  JOIN operator o ON o.id = e.operator_id WHERE l.line = 1`;

/** A return that was itself taken back brought nothing. */
const STANDING = 'NOT EXISTS (SELECT 1 FROM entry t WHERE t.reverses_id = b.entry_id)';
const SETTLED = `(SELECT sum(b.quantity) FROM loan_return b WHERE b.loan_id = x.entry_id AND b.loan_line = x.line
  AND ${STANDING})`;
/** Loans of which something is out. */
const OPEN = `e.id IN (SELECT x.entry_id FROM loan x WHERE x.quantity > coalesce(${SETTLED}, 0)
  AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = x.entry_id))`;

export function findLoan(db: ReadableDatabase, id: EntryId): LoanHead | null {
  return getRow<LoanHead>(db, `${HEAD} AND e.id = ?`, id);
}

/** Loans with something out; what is due first comes first. */
export function listOpenLoans(db: ReadableDatabase): LoanHead[] {
  return allRows<LoanHead>(
    db,
    `${HEAD} AND ${OPEN} ORDER BY (SELECT min(due_on) FROM loan WHERE entry_id = e.id), e.seq`,
  );
}

/** The latest loans, whatever became of them. */
export function listLatestLoans(db: ReadableDatabase, householdId: HouseholdId | null, limit: number): LoanHead[] {
  return allRows<LoanHead>(
    db,
    `${HEAD} AND (l.household_id = ? OR ? IS NULL) ORDER BY e.seq DESC LIMIT ?`,
    householdId,
    householdId,
    limit,
  );
}

type LineRow = Omit<LoanLine, 'openQuantity' | 'openCostFen'> & {
  readonly settledQuantity: number;
  readonly settledCostFen: number;
};

export function listLoanLines(db: ReadableDatabase, id: EntryId): LoanLine[] {
  return allRows<LineRow>(
    db,
    `SELECT x.line AS lineNo, x.item_id AS itemId, i.name AS itemName, i.spec AS spec, i.unit AS unit, x.lot_id AS lotId,
       t.code AS lotCode, x.quantity AS quantity, x.due_on AS dueOn, x.points_centipoints AS pointsCentipoints,
       x.cost_fen AS costFen, coalesce(${SETTLED}, 0) AS settledQuantity,
       coalesce(${SETTLED.replace('b.quantity', 'b.cost_fen')}, 0) AS settledCostFen
     FROM loan x JOIN item i ON i.id = x.item_id JOIN lot t ON t.id = x.lot_id WHERE x.entry_id = ? ORDER BY x.line`,
    id,
  ).map(({ settledQuantity, settledCostFen, ...line }) => ({
    ...line,
    ...openOf(line, { quantity: settledQuantity, costFen: settledCostFen }),
  }));
}

/** What came back of a loan or was written off, oldest first. */
export function listLoanEvents(db: ReadableDatabase, id: EntryId): LoanEvent[] {
  return allRows<LoanEvent>(
    db,
    `SELECT e.id AS entryId, e.document_no AS documentNo, e.kind AS kind, e.business_date AS businessDate,
       e.summary AS summary, o.name AS operatorName, b.note AS note,
       (SELECT document_no FROM entry WHERE reverses_id = e.id) AS reversedBy
     FROM loan_return b JOIN entry e ON e.id = b.entry_id JOIN operator o ON o.id = e.operator_id
     WHERE b.loan_id = ? AND b.line = 1 ORDER BY e.seq`,
    id,
  );
}

/** The loan that a return, or a write-off of lent tools, belongs to; null for any other document. */
export function loanOfReturn(db: ReadableDatabase, id: EntryId): EntryId | null {
  return (
    getRow<{ loanId: EntryId }>(db, 'SELECT loan_id AS loanId FROM loan_return WHERE entry_id = ?', id)?.loanId ?? null
  );
}

/** How many of each item are in the hands of households. */
export function listLent(db: ReadableDatabase): ReadonlyMap<ItemId, Quantity> {
  const rows = allRows<{ itemId: ItemId; amount: number }>(
    db,
    `SELECT unit AS itemId, sum(amount) AS amount FROM balance
     WHERE book = 'goods' AND account = 'on_loan' AND amount > 0 GROUP BY unit`,
  );
  return new Map(rows.map(({ itemId, amount }) => [itemId, quantity(amount)]));
}

/** The groups a household belongs to; what is earmarked for one of them may be lent to it. */
export function householdTags(db: ReadableDatabase, id: HouseholdId): readonly string[] {
  const row = getRow<{ tags: string }>(db, 'SELECT tags FROM household WHERE id = ?', id);
  return row === null ? [] : (JSON.parse(row.tags) as string[]);
}
