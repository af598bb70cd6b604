import type { LoanList, LoanRow, LoanTool } from '../../../shared/contract/loan.ts';
import { isExpired } from '../../../shared/domain/goods/goods.ts';
import { daysOverdue, loanState } from '../../../shared/domain/loan/loan.ts';
import { must } from '../../../shared/kernel/assert.ts';
import { type HouseholdId, type ItemId, type LocalDate, quantity } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { listItems } from '../../db/repositories/item-repository.ts';
import {
  listLatestLoans,
  listLent,
  listLoanEvents,
  listLoanLines,
  listOpenLoans,
  type LoanHead,
} from '../../db/repositories/loan-repository.ts';
import { listAllLotsOnHand } from '../../db/repositories/lot-repository.ts';

/** Every tool that is lent, and where its pieces are. */
export function listLoanTools(db: ReadableDatabase, today: LocalDate): LoanTool[] {
  const lent = listLent(db);
  const there = new Map<ItemId, number>();
  for (const lot of listAllLotsOnHand(db)) {
    if (isExpired(lot, today) || lot.earmark !== null) continue;
    there.set(lot.itemId, (there.get(lot.itemId) ?? 0) + lot.onHandQuantity);
  }
  return listItems(db, today).flatMap((item): LoanTool[] => {
    const { id, code, barcode, name, spec, unit, loanCentipoints, loanDays } = item;
    if (!item.active || loanCentipoints === null) return [];
    return [
      {
        id,
        code,
        barcode,
        name,
        spec,
        unit,
        loanCentipoints,
        loanDays,
        availableQuantity: quantity(there.get(id) ?? 0),
        lentQuantity: lent.get(id) ?? quantity(0),
      },
    ];
  });
}

export type LoanQuestion = {
  readonly which: 'out' | 'overdue' | 'all';
  readonly householdId: HouseholdId | null;
  readonly limit: number;
};

/** Loans with what is still out of each; of all shown or not, how many are out and how many late. */
export function listLoans(db: ReadableDatabase, question: LoanQuestion, today: LocalDate): LoanList {
  const open = listOpenLoans(db).map((head) => rowOf(db, head, today));
  const overdue = open.filter(({ state }) => state === 'overdue');
  const { which, householdId, limit } = question;
  const rows =
    which === 'all'
      ? listLatestLoans(db, householdId, limit).map((head) => rowOf(db, head, today))
      : (which === 'out' ? open : overdue)
          .filter((row) => householdId === null || row.householdId === householdId)
          .slice(0, limit);
  return { rows, out: open.length, overdue: overdue.length };
}

function rowOf(db: ReadableDatabase, head: LoanHead, today: LocalDate): LoanRow {
  const lines = listLoanLines(db, head.entryId);
  const due = (
    lines.some(({ openQuantity }) => openQuantity > 0) ? lines.filter((line) => line.openQuantity > 0) : lines
  )
    .map(({ dueOn }) => dueOn)
    .sort();
  const state = loanState({ ...head, lines }, today);
  return {
    ...head,
    state,
    dueOn: must(due[0], 'a loan has lines'),
    daysOverdue: state === 'overdue' ? daysOverdue(lines, today) : 0,
    lines,
    events: listLoanEvents(db, head.entryId),
  };
}
