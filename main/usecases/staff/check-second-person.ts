import type { SecretRefusal } from '../../../shared/domain/staff/refusals.ts';
import type { SecondPersonOperation } from '../../../shared/domain/staff/second-person.ts';
import type { OperatorId } from '../../../shared/kernel/brands.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import { listOperators } from '../../db/repositories/operator-repository.ts';
import type { UseCaseContext } from '../context.ts';
import { recordAudit } from './record-audit.ts';
import type { Agreement } from './second-person.ts';
import { verifySecret } from './verify-secret.ts';

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
  const found = await verifySecret(context.db, { operatorId, secret, stationId }, nowMs);
  if (found.ok) return ok({ operatorId: found.value.id });
  const colleague = listOperators(context.db).find(({ id }) => id === operatorId);
  recordAudit(context, {
    kind: 'second_person_refused',
    subject: colleague?.name ?? '不在岗的人',
    detail: { operation, reason: found.error.code },
  });
  return found;
}
