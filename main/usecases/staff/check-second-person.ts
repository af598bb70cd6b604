import type { SecretRefusal } from '../../../shared/domain/staff/refusals.ts';
import type { SecondPersonOperation } from '../../../shared/domain/staff/second-person.ts';
import type { OperatorId } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { findOperator } from '../../db/repositories/operator-repository.ts';
import type { UseCaseContext } from '../context.ts';
import { recordAudit } from './record-audit.ts';
import type { Agreement } from './second-person.ts';
import { checkSecret } from './verify-secret.ts';

type Given = { readonly operatorId: OperatorId; readonly secret: string };

/**
 * Whether the secret is that person's; wrong ones count towards the same lock as at sign-in, or this would be the way
 * around it, and stand in the audit trail under the name of the person whose secret was tried.
 */
export async function checkSecondPerson(
  context: UseCaseContext,
  nowMs: number,
  operation: SecondPersonOperation,
  given: Given,
): Promise<Result<Agreement, SecretRefusal>> {
  const { operatorId, secret } = given;
  const stationId = context.station?.id ?? null;
  const { operator, refusal, looked } = await checkSecret(context.db, { operatorId, secret, stationId }, nowMs);
  if (operator && !operator.mustChange) return ok({ operatorId: operator.id });
  // Whoever gave a secret out knows it too: with it one person could be two.
  const why: SecretRefusal = refusal ?? { code: 'secret_must_change' };
  // A try that a lock turned away is not told, as at sign-in: it could fill the trail for ever.
  if (looked) {
    const subject = findOperator(context.db, operatorId)?.name ?? '不认识的人';
    recordAudit(context, { kind: 'second_person_refused', subject, detail: { operation, reason: why.code } });
  }
  return err(why);
}
