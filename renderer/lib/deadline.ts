/** What a person waits for at a screen. Long work (ledgers, backups, checking all books, printing) takes its own time. */
const PROMPT: ReadonlySet<string> = new Set([
  'household',
  'points',
  'redemption',
  'goods',
  'price',
  'loan',
  'staff',
  'station',
]);
const LONG: ReadonlySet<string> = new Set(['redemption.printReceipt', 'household.printCardSlip']);
const WITHIN_MS = 20_000;
/** A question asked again every few seconds tells soonest that the network is gone. */
const PULSE_WITHIN_MS = 10_000;

/** How long a call may stay without an answer before the connection counts as lost; null: as long as it takes. */
export function deadlineOf(path: readonly string[]): number | null {
  const name = path.join('.');
  if (name === 'station.pulse' || name === 'settings.status') return PULSE_WITHIN_MS;
  return PROMPT.has(path[0] ?? '') && !LONG.has(name) ? WITHIN_MS : null;
}

/**
 * Runs a call that is cut off after `withinMs`: where a cable was pulled nobody says so, and the browser would wait for
 * minutes. The call rejects like one whose connection broke.
 */
export async function withDeadline<T>(
  withinMs: number | null,
  signal: AbortSignal | undefined,
  call: (signal: AbortSignal | undefined) => Promise<T>,
): Promise<T> {
  if (withinMs === null) return call(signal);
  const cut = new AbortController();
  const pass = () => cut.abort();
  const timer = setTimeout(pass, withinMs);
  signal?.addEventListener('abort', pass);
  if (signal?.aborted === true) pass();
  try {
    return await call(cut.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', pass);
  }
}
