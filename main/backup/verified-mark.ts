import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalDate } from '../../shared/kernel/brands.ts';
import { daysBetween, parseLocalDate } from '../../shared/kernel/local-date.ts';
import { writeFileDurablySync } from '../files/durable-files.ts';
import type { BooksMark } from '../journal/verify-since.ts';

const FILE = 'verified.json';
/** So many days a copy may be checked from where the last full check ended. */
export const FULL_CHECK_EVERY_DAYS = 7;

/** What lies beside the backups and tells where the last full check of a copy ended. It spares work, and proves nothing. */
export type VerifiedMark = BooksMark & {
  readonly day: LocalDate;
  /** The form of the database: another one is counted anew. */
  readonly version: number;
};

/** The mark of a full check of this form in the last seven days; null when there is none that can be read. */
export function readVerifiedMark(folder: string, today: LocalDate, version: number): VerifiedMark | null {
  const mark = readMark(folder);
  if (mark === null || mark.version !== version) return null;
  const age = daysBetween(mark.day, today);
  return age >= 0 && age < FULL_CHECK_EVERY_DAYS ? mark : null;
}

function readMark(folder: string): VerifiedMark | null {
  try {
    const mark = JSON.parse(readFileSync(join(folder, FILE), 'utf8')) as Partial<VerifiedMark> | null;
    if (mark === null || typeof mark !== 'object') return null;
    const { seq, hash, entries, postings, contexts, balances, version } = mark;
    const day = typeof mark.day === 'string' ? parseLocalDate(mark.day) : null;
    if (!Number.isSafeInteger(seq) || !Number.isSafeInteger(version) || day === null) return null;
    const texts = [hash, entries, postings, contexts, balances];
    return texts.every((text) => typeof text === 'string') ? ({ ...mark, day } as VerifiedMark) : null;
  } catch {
    // Without it the full check decides.
    return null;
  }
}

/** Only once the copy it speaks of has its name. What the system refuses is left: the next copy is then checked in full. */
export function writeVerifiedMark(folder: string, mark: VerifiedMark): void {
  try {
    writeFileDurablySync(join(folder, FILE), `${JSON.stringify(mark, null, 2)}\n`, { mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}
