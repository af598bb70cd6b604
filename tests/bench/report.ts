/** A moment for measuring, in milliseconds. */
export const now = (): number => performance.now();
export const msSince = (started: number): number => performance.now() - started;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** One line: what, its time, the named baseline and its time, the ratio and whether it is within `most`. */
export function ratioLine(what: string, ms: number, baseline: string, baselineMs: number, most: number): void {
  const ratio = ms / baselineMs;
  const verdict = ratio <= most ? 'within' : 'ABOVE';
  console.log(
    `${what}: ${ms.toFixed(3)} ms; ${baseline}: ${baselineMs.toFixed(3)} ms; ratio ${ratio.toFixed(2)} (${verdict} ${most.toFixed(2)})`,
  );
}

/** The same for what should be many times faster than its baseline. */
export function speedLine(what: string, ms: number, baseline: string, baselineMs: number, least: number): void {
  const times = baselineMs / ms;
  const verdict = times >= least ? 'at least' : 'BELOW';
  console.log(
    `${what}: ${ms.toFixed(3)} ms; ${baseline}: ${baselineMs.toFixed(3)} ms; ${times.toFixed(0)}x faster (${verdict} ${least}x)`,
  );
}
