import { randomInt } from 'node:crypto';
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { maskIdNumber, maskPhonesIn } from '../../shared/domain/household/masking.ts';

/** A log of this size makes room for the next; the two before it are kept. */
export const LARGEST_LOG_BYTES = 1_000_000;
const KEPT = ['faults.1.log', 'faults.2.log'] as const;
const LONGEST_DETAIL = 8_000;

/** Whatever has the length of an identity number, right or wrong: in a log nobody needs to tell them apart. */
const ID_NUMBER = /(?<!\d)(\d{17}[\dXx]|\d{15})(?!\d)/g;

/**
 * Keeps a bug in `logs/faults.log` of the data folder and answers with a number short enough to be read out over
 * the phone. Numbers of people are masked, and the log never grows past three files. Losing the log must not turn one
 * fault into two.
 */
export function faultRecorder(dataDir: string, nowIso: () => string): (error: unknown, procedure: string) => string {
  return (error, procedure) => {
    const at = nowIso();
    const incident = `${at.slice(2, 10).replaceAll('-', '')}-${String(randomInt(10_000)).padStart(4, '0')}`;
    try {
      const folder = join(dataDir, 'logs');
      mkdirSync(folder, { recursive: true });
      makeRoom(folder);
      appendFileSync(join(folder, 'faults.log'), `${at} ${incident} ${procedure}\n${detailOf(error)}\n\n`);
    } catch (lost) {
      console.error('fault log not writable', lost);
    }
    return incident;
  };
}

function detailOf(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return maskPhonesIn(text.slice(0, LONGEST_DETAIL)).replace(ID_NUMBER, maskIdNumber);
}

function makeRoom(folder: string): void {
  const log = join(folder, 'faults.log');
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size < LARGEST_LOG_BYTES) return;
  const [newer, older] = KEPT;
  if (statSync(join(folder, newer), { throwIfNoEntry: false })) renameSync(join(folder, newer), join(folder, older));
  renameSync(log, join(folder, newer));
}
