import type { Operator } from '../../../shared/contract/staff.ts';
import type { AuditDetail, AuditKind } from '../../../shared/domain/staff/audit.ts';
import type { SecretRefusal } from '../../../shared/domain/staff/refusals.ts';
import type { Instant, OperatorId } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction, type WritableDatabase } from '../../db/open-database.ts';
import { findOperator, type OperatorRow } from '../../db/repositories/operator-repository.ts';
import { appendAudit } from '../../journal/audit-trail.ts';
import type { UseCaseContext } from '../context.ts';
import { checkSecret } from './verify-secret.ts';

/** Where somebody stands who has not signed in: the door, and the moment. No business is done yet. */
export type AtTheDoor = {
  readonly db: WritableDatabase;
  readonly nowMs: number;
  readonly recordedAt: Instant;
  readonly station: UseCaseContext['station'];
};

export type Tried = { readonly operatorId: OperatorId; readonly secret: string };

/** Who this is, when the secret fits. Whether it did is told to the audit trail, the secret never. */
export async function signIn(
  door: AtTheDoor,
  tried: Tried,
  how: '登录' | '解锁',
): Promise<Result<OperatorRow, SecretRefusal>> {
  const known = await confirm(door, tried, how);
  if (known.ok) tell(door, 'signed_in', known.value, { how });
  return known;
}

/** Who this is, when the secret fits; only that it did not is told. `how` says what it was asked for. */
export async function confirm(door: AtTheDoor, tried: Tried, how: string): Promise<Result<OperatorRow, SecretRefusal>> {
  const checked = await checkSecret(door.db, { ...tried, stationId: door.station?.id ?? null }, door.nowMs);
  if (checked.operator) return ok(checked.operator);
  // A try that a lock turned away is not told: it could fill the trail for ever.
  if (checked.looked) inTransaction(door.db, () => tellFailureWithin(door, tried.operatorId, how));
  return err(checked.refusal);
}

/** A secret or a code did not fit; the name that was tried is told, and nobody did it. */
export function tellFailureWithin(door: AtTheDoor, tried: OperatorId, how: string): void {
  appendAudit(door.db, {
    recordedAt: door.recordedAt,
    kind: 'sign_in_failed',
    operatorId: null,
    operatorName: '',
    stationName: door.station?.name ?? null,
    subject: findOperator(door.db, tried)?.name ?? '不认识的人',
    detail: { how },
  });
}

type Person = Pick<Operator, 'id' | 'name'>;

/** What a person did at the door; inside a transaction that is already open. */
export function tellWithin(door: AtTheDoor, kind: AuditKind, person: Person, detail: AuditDetail = {}): void {
  appendAudit(door.db, {
    recordedAt: door.recordedAt,
    kind,
    operatorId: person.id,
    operatorName: person.name,
    stationName: door.station?.name ?? null,
    subject: person.name,
    detail,
  });
}

/** The same in a transaction of its own. */
export function tell(door: AtTheDoor, kind: AuditKind, person: Person, detail: AuditDetail = {}): void {
  inTransaction(door.db, () => tellWithin(door, kind, person, detail));
}
