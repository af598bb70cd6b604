/** Failed sign-ins of one person at one place. Without a lock, `lockedUntilMs` is the moment of the last failure. */
export type SignInAttempts = { readonly failed: number; readonly lockedUntilMs: number };

const FREE_ATTEMPTS = 5;
const FIRST_LOCK_MS = 30_000;
const LONGEST_LOCK_MS = 60 * 60_000;
const FORGOTTEN_AFTER_MS = 24 * 60 * 60_000;

/** How long the n-th failure in a row locks: not at all at first, then 30 s and twice as long each time, to an hour. */
export function lockMs(failed: number): number {
  const over = failed - FREE_ATTEMPTS;
  return over < 0 ? 0 : Math.min(LONGEST_LOCK_MS, FIRST_LOCK_MS * 2 ** Math.min(over, 20));
}

/**
 * The attempts as they count now: a day after the last one they are forgotten, and a clock that jumped back never
 * makes a lock longer than it was.
 */
export function attemptsNow(kept: SignInAttempts | null, nowMs: number): SignInAttempts {
  if (kept === null || nowMs - kept.lockedUntilMs >= FORGOTTEN_AFTER_MS) return { failed: 0, lockedUntilMs: 0 };
  return { failed: kept.failed, lockedUntilMs: Math.min(kept.lockedUntilMs, nowMs + lockMs(kept.failed)) };
}

export function afterFailure(attempts: SignInAttempts, nowMs: number): SignInAttempts {
  const failed = attempts.failed + 1;
  return { failed, lockedUntilMs: nowMs + lockMs(failed) };
}

/** Whole seconds until another try, 0 when free. */
export function secondsLeft(attempts: SignInAttempts, nowMs: number): number {
  return Math.max(0, Math.ceil((attempts.lockedUntilMs - nowMs) / 1000));
}

/** Tries left before the next one locks. */
export function attemptsLeft(attempts: SignInAttempts): number {
  return Math.max(0, FREE_ATTEMPTS - attempts.failed);
}
