import type { SignInAttempts } from '../../../shared/domain/staff/lock-out.ts';
import type { ReadableDatabase, WritableDatabase } from '../open-database.ts';
import { getRow, run } from '../statements.ts';

/** Failed sign-ins of one subject, a person at a place; null when there are none. */
export function findAttempts(db: ReadableDatabase, subject: string): SignInAttempts | null {
  return getRow<SignInAttempts>(
    db,
    'SELECT failed, locked_until_ms AS lockedUntilMs FROM sign_in_attempt WHERE subject = ?',
    subject,
  );
}

export function saveAttempts(db: WritableDatabase, subject: string, attempts: SignInAttempts): void {
  run(
    db,
    `INSERT INTO sign_in_attempt (subject, failed, locked_until_ms) VALUES (?, ?, ?)
     ON CONFLICT (subject) DO UPDATE SET failed = excluded.failed, locked_until_ms = excluded.locked_until_ms`,
    subject,
    attempts.failed,
    attempts.lockedUntilMs,
  );
}

export function forgetAttempts(db: WritableDatabase, subject: string): void {
  run(db, 'DELETE FROM sign_in_attempt WHERE subject = ?', subject);
}

/** Of every subject that begins so: one person at all places. */
export function forgetAttemptsUnder(db: WritableDatabase, prefix: string): void {
  run(db, 'DELETE FROM sign_in_attempt WHERE substr(subject, 1, ?) = ?', prefix.length, prefix);
}
