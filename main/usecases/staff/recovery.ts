import { randomInt } from 'node:crypto';
import { makeRecoveryCode, readRecoveryCode } from '../../../shared/domain/staff/recovery-code.ts';
import type { NewSecretRefusal, RecoveryRefusal, SecretRefusal } from '../../../shared/domain/staff/refusals.ts';
import { secretProblem } from '../../../shared/domain/staff/secret.ts';
import type { OperatorId } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import {
  findOperator,
  type KeptSecret,
  type OperatorRow,
  updateRecovery,
  updateSecret,
} from '../../db/repositories/operator-repository.ts';
import { hashSecret, secretMatches } from './secret-hash.ts';
import { type AtTheDoor, confirm, tellFailureWithin, tellWithin, type Tried } from './sign-in.ts';
import { checkRecoveryCode, forgiveTries } from './verify-secret.ts';

/** A fresh code and how it is kept. The code itself is shown once and known to nobody afterwards. */
export async function newRecoveryCode(): Promise<{ readonly code: string; readonly kept: KeptSecret }> {
  const code = makeRecoveryCode((bound) => randomInt(bound));
  return { code, kept: await hashSecret(code) };
}

/** A new code for the administrator who asks, whose old one ends. Asks for the secret: a screen may stand open. */
export async function renewRecoveryCode(door: AtTheDoor, tried: Tried): Promise<Result<string, SecretRefusal>> {
  const known = await confirm(door, tried, '做找回码');
  if (!known.ok) return known;
  const { code, kept } = await newRecoveryCode();
  inTransaction(door.db, () => {
    updateRecovery(door.db, known.value.id, kept);
    tellWithin(door, 'recovery_code_made', known.value);
  });
  return ok(code);
}

export type RecoveryInput = {
  readonly operatorId: OperatorId;
  readonly code: string;
  readonly newSecret: string;
};

export type Recovered = { readonly operator: OperatorRow; readonly nextCode: string };

/** Lets an administrator in by the printed code and sets a new secret. The code is used up; another takes its place. */
export async function recover(
  door: AtTheDoor,
  { operatorId, code: typed, newSecret }: RecoveryInput,
): Promise<Result<Recovered, RecoveryRefusal | NewSecretRefusal | SecretRefusal>> {
  const code = readRecoveryCode(typed);
  if (code === null) return err({ code: 'recovery_code_mistyped' });
  const problem = secretProblem(newSecret);
  if (problem) return err(problem);
  const tried = { operatorId, secret: code, stationId: door.station?.id ?? null };
  const checked = await checkRecoveryCode(door.db, tried, door.nowMs);
  const { operator } = checked;
  if (!operator) {
    if (checked.looked) inTransaction(door.db, () => tellFailureWithin(door, operatorId, '找回码'));
    const { refusal } = checked;
    return err(refusal.code === 'secret_wrong' ? { ...refusal, code: 'recovery_code_wrong' } : refusal);
  }
  if (await secretMatches(newSecret, operator)) return err({ code: 'secret_unchanged' });
  const kept = await hashSecret(newSecret);
  const next = await newRecoveryCode();
  return inTransaction(door.db, () => {
    // Two windows may have come with the same code: it opens once.
    const now = findOperator(door.db, operatorId);
    if (now?.recovery?.secretHash !== operator.recovery?.secretHash) {
      return err({ code: 'recovery_code_wrong', attemptsLeft: 0 });
    }
    updateSecret(door.db, operatorId, kept, false);
    updateRecovery(door.db, operatorId, next.kept);
    forgiveTries(door.db, operatorId);
    tellWithin(door, 'recovered', operator);
    tellWithin(door, 'recovery_code_made', operator);
    return ok({ operator, nextCode: next.code });
  });
}
