import { randomInt } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { maskIdNumbersIn } from '../../shared/domain/household/id-number.ts';

/**
 * Keeps a bug in `logs/faults.log` of the data folder and answers with a number short enough to be read out over
 * the phone. Losing the log must not turn one fault into two.
 */
export function faultRecorder(dataDir: string, nowIso: () => string): (error: unknown, procedure: string) => string {
  return (error, procedure) => {
    const at = nowIso();
    const incident = `${at.slice(2, 10).replaceAll('-', '')}-${String(randomInt(10_000)).padStart(4, '0')}`;
    const detail = maskIdNumbersIn(error instanceof Error ? (error.stack ?? error.message) : String(error));
    try {
      const folder = join(dataDir, 'logs');
      mkdirSync(folder, { recursive: true });
      appendFileSync(join(folder, 'faults.log'), `${at} ${incident} ${procedure}\n${detail}\n\n`);
    } catch (lost) {
      console.error('fault log not writable', lost);
    }
    return incident;
  };
}
