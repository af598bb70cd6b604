import {
  type Colleague,
  decideSecondPerson,
  type SecondPersonOperation,
  type SecondPersonRefusal,
} from '../../../shared/domain/staff/second-person.ts';
import type { HouseholdId, OperatorId } from '../../../shared/kernel/brands.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import { findOperator, listOperators } from '../../db/repositories/operator-repository.ts';
import type { ContextRow } from '../../journal/context-tables.ts';
import type { UseCaseContext } from '../context.ts';
import { readLimits } from '../settings/second-person-limits.ts';
import { recordAuditWithin } from './record-audit.ts';

/**
 * Whose word a command brings along: a person whose secret was checked before the transaction, or nobody's. What is
 * taken over from a paper ledger was agreed to there, or not: nobody can be asked any more.
 */
export type Agreement = { readonly operatorId: OperatorId } | null;
export type PastAgreement = Agreement | 'on_paper';

/** What a document carries of its second person; null: none was needed. */
export type Agreed = { readonly operation: SecondPersonOperation; readonly approver: Colleague } | null;

type Asked = {
  readonly operation: SecondPersonOperation;
  /** In the unit of the operation's rule; null: goods without a value. */
  readonly amount: number | null;
  /** The household that gains by it and so cannot agree; absent: none in particular. */
  readonly householdId?: HouseholdId | null;
};

/** Whether whoever does this would do it for the household they belong to. */
export function isOwnHousehold(context: UseCaseContext, householdId: HouseholdId | null): boolean {
  return householdId !== null && findOperator(context.db, context.operator.id)?.householdId === householdId;
}

/** Whether this needs a second person, and if so that the one who agreed may. Must run in the command's transaction. */
export function secondPersonFor(
  context: UseCaseContext,
  asked: Asked,
  agreement: PastAgreement,
): Result<Agreed, SecondPersonRefusal> {
  if (agreement === 'on_paper') return ok(null);
  const { operation, amount } = asked;
  const decided = decideSecondPerson({
    operation,
    amount,
    limit: readLimits(context.db)[operation],
    operatorId: context.operator.id,
    householdId: asked.householdId ?? null,
    colleagues: listOperators(context.db),
    agreedBy: agreement?.operatorId ?? null,
  });
  if (!decided.ok) return decided;
  return ok(decided.value && { operation, approver: decided.value });
}

/** The rows that put who asked and who agreed under the hash of the entry. */
export function approvalRows(context: UseCaseContext, agreed: Agreed): ContextRow[] {
  if (agreed === null) return [];
  const { operation, approver } = agreed;
  return [
    {
      table: 'approval',
      values: {
        operation,
        requested_by: context.operator.id,
        requested_by_name: context.operator.name,
        approved_by: approver.id,
        approved_by_name: approver.name,
      },
    },
  ];
}

/** Tells the audit trail that somebody agreed, and to what. */
export function tellAgreedWithin(context: UseCaseContext, agreed: Agreed, subject: string): void {
  if (agreed === null) return;
  const { operation, approver } = agreed;
  recordAuditWithin(
    { ...context, operator: approver },
    { kind: 'second_person_agreed', subject, detail: { operation, askedBy: context.operator.name } },
  );
}
