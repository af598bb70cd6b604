import { createHash } from 'node:crypto';
import { afterFailure, attemptsLeft, attemptsNow, secondsLeft } from '../../../shared/domain/staff/lock-out.ts';
import type { SecretRefusal } from '../../../shared/domain/staff/refusals.ts';
import type { OperatorId } from '../../../shared/kernel/brands.ts';
import { inTransaction, type WritableDatabase } from '../../db/open-database.ts';
import { findOperator, type KeptSecret, type OperatorRow } from '../../db/repositories/operator-repository.ts';
import {
  findAttempts,
  forgetAttempts,
  forgetAttemptsUnder,
  saveAttempts,
} from '../../db/repositories/sign-in-attempt-repository.ts';
import { secretMatches } from './secret-hash.ts';

export type SecretTry = {
  readonly operatorId: OperatorId;
  readonly secret: string;
  /** The other PC it was typed at; null at the shop's own. Tries at a station never lock the shop's counter. */
  readonly stationId: string | null;
};

export type TryRefusal = Exclude<SecretRefusal, { code: 'secret_must_change' }>;

/** Whom the secret fits, or why nobody. `looked` is false when a lock turned the try away. */
export type Checked =
  | { readonly operator: OperatorRow; readonly refusal: null; readonly looked: true }
  | { readonly operator: null; readonly refusal: TryRefusal; readonly looked: boolean };

/** Ids that nobody has share a few rows, so that guessing ids fills no table. */
const STRANGER_ROWS = 64;

/** Whose secret this is, which may still have to be changed. Not inside a transaction: it takes as long as the hash. */
export function checkSecret(
  db: WritableDatabase,
  { operatorId, secret, stationId }: SecretTry,
  nowMs: number,
): Promise<Checked> {
  const operator = findOperator(db, operatorId);
  return throttled(db, subjectOf(operator, operatorId, stationId), nowMs, () => fits(secret, operator, operator));
}

/** An administrator's printed recovery code instead of the secret, counted apart from it. */
export function checkRecoveryCode(
  db: WritableDatabase,
  { operatorId, secret, stationId }: SecretTry,
  nowMs: number,
): Promise<Checked> {
  const operator = findOperator(db, operatorId);
  const subject = `recovery:${subjectOf(operator, operatorId, stationId)}`;
  const kept = operator?.role === 'administrator' ? operator.recovery : null;
  return throttled(db, subject, nowMs, () => fits(secret, operator, kept));
}

async function fits(
  secret: string,
  operator: OperatorRow | null,
  kept: KeptSecret | null,
): Promise<OperatorRow | null> {
  return (await secretMatches(secret, kept)) ? operator : null;
}

function subjectOf(operator: OperatorRow | null, id: OperatorId, stationId: string | null): string {
  const place = stationId ?? 'shop';
  if (operator) return `${operator.id}@${place}`;
  const row = (createHash('sha256').update(id).digest()[0] ?? 0) % STRANGER_ROWS;
  return `stranger-${row}@${place}`;
}

/** Somebody with a new secret begins anew, wherever the old one was tried. Inside the transaction that sets it. */
export function forgiveTries(db: WritableDatabase, id: OperatorId): void {
  forgetAttemptsUnder(db, `${id}@`);
}

/**
 * Counts a try as failed before it is looked at and forgets the count when it was right: a thousand tries at once
 * are a thousand tries, and a power cut in between is one failure.
 */
async function throttled(
  db: WritableDatabase,
  subject: string,
  nowMs: number,
  look: () => Promise<OperatorRow | null>,
): Promise<Checked> {
  const counted = inTransaction(db, () => {
    const before = attemptsNow(findAttempts(db, subject), nowMs);
    const wait = secondsLeft(before, nowMs);
    const after = wait > 0 ? before : afterFailure(before, nowMs);
    saveAttempts(db, subject, after);
    return { wait, after };
  });
  if (counted.wait > 0) {
    return { operator: null, refusal: { code: 'sign_in_locked', secondsLeft: counted.wait }, looked: false };
  }
  const operator = await look();
  if (operator !== null) {
    inTransaction(db, () => forgetAttempts(db, subject));
    return { operator, refusal: null, looked: true };
  }
  const locked = secondsLeft(counted.after, nowMs);
  const refusal: TryRefusal =
    locked > 0
      ? { code: 'sign_in_locked', secondsLeft: locked }
      : { code: 'secret_wrong', attemptsLeft: attemptsLeft(counted.after) };
  return { operator: null, refusal, looked: true };
}
