import type { Operator } from '../../../shared/contract/staff.ts';
import type { StaffRefusal } from '../../../shared/domain/staff/refusals.ts';
import type { OperatorId } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { findOperator, listOperators } from '../../db/repositories/operator-repository.ts';
import { pinMatches } from './pin.ts';

const FREE_ATTEMPTS = 5;
const FIRST_LOCK_MS = 30_000;

type Attempts = { failed: number; lockedUntilMs: number };

/** Failed sign-ins by operator while the host runs; each further failure past the free ones locks twice as long. */
export class SignInThrottle {
  readonly #attempts = new Map<OperatorId, Attempts>();

  /** Whole seconds until another try, 0 when free. */
  secondsLeft(operator: OperatorId, nowMs: number): number {
    const lockedUntilMs = this.#attempts.get(operator)?.lockedUntilMs ?? 0;
    return Math.max(0, Math.ceil((lockedUntilMs - nowMs) / 1000));
  }

  /** Tries left before the lock, 0 when this failure locked. */
  fail(operator: OperatorId, nowMs: number): number {
    const failed = (this.#attempts.get(operator)?.failed ?? 0) + 1;
    const over = failed - FREE_ATTEMPTS;
    const lockedUntilMs = over < 0 ? 0 : nowMs + FIRST_LOCK_MS * 2 ** Math.min(over, 10);
    this.#attempts.set(operator, { failed, lockedUntilMs });
    return Math.max(0, -over);
  }

  succeed(operator: OperatorId): void {
    this.#attempts.delete(operator);
  }
}

export function listSignInOperators(db: ReadableDatabase): Operator[] {
  return listOperators(db).map(({ id, name, role }) => ({ id, name, role }));
}

/** Who this is, when the PIN fits. A wrong operator and a wrong PIN are answered alike. */
export async function signIn(
  db: ReadableDatabase,
  throttle: SignInThrottle,
  input: { readonly operatorId: OperatorId; readonly pin: string },
  nowMs: number,
): Promise<Result<Operator, StaffRefusal>> {
  const secondsLeft = throttle.secondsLeft(input.operatorId, nowMs);
  if (secondsLeft > 0) return err({ code: 'sign_in_locked', secondsLeft });
  const operator = findOperator(db, input.operatorId);
  if (!operator || !(await pinMatches(input.pin, operator))) {
    const attemptsLeft = throttle.fail(input.operatorId, nowMs);
    const locked = throttle.secondsLeft(input.operatorId, nowMs);
    return err(locked > 0 ? { code: 'sign_in_locked', secondsLeft: locked } : { code: 'pin_wrong', attemptsLeft });
  }
  throttle.succeed(input.operatorId);
  return ok({ id: operator.id, name: operator.name, role: operator.role });
}
