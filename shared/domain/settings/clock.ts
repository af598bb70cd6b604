import type { LocalDate } from '../../kernel/brands.ts';
import { daysBetween } from '../../kernel/local-date.ts';

/** A correction of the clock up to this much around midnight is no jump: time servers do that. */
const CORRECTION_MS = 5 * 60_000;
/** A shop that entered nothing for longer than this is rarer than a clock that is years ahead. */
const LONGEST_PAUSE_DAYS = 366;
/** Without anything entered, a program this old is rarer than a clock that is years ahead. */
const LONGEST_PROGRAM_LIFE_DAYS = 20 * 366;

/** What is known of the time besides this PC's clock. */
export type ClockEvidence = {
  /** The day this PC shows, and the instant in milliseconds since 1970. */
  readonly today: LocalDate;
  readonly nowMs: number;
  /** The business date of the last document, in the order of the books; null before the first. */
  readonly lastDocumentOn: LocalDate | null;
  /** The latest moment that certainly passed: the last entry was recorded then, or this program ran. */
  readonly lastSeen: { readonly day: LocalDate; readonly ms: number } | null;
  /** No program with this source ran before. */
  readonly programSince: LocalDate;
};

/** Why the day that this PC shows is not believed, and the last day that is. */
export type ClockSuspicion = {
  readonly kind: 'behind' | 'ahead' | 'before_program';
  readonly today: LocalDate;
  readonly lastKnown: LocalDate;
};

/** Whether the day may be believed. Only whole days count: a document carries a day, and the sequence is the order. */
export function judgeClock(evidence: ClockEvidence): ClockSuspicion | null {
  const { today, nowMs, lastDocumentOn, lastSeen, programSince } = evidence;
  if (today < programSince) return { kind: 'before_program', today, lastKnown: lastSeen?.day ?? programSince };
  if (lastSeen !== null && today < lastSeen.day && nowMs < lastSeen.ms - CORRECTION_MS) {
    return { kind: 'behind', today, lastKnown: lastSeen.day };
  }
  if (lastDocumentOn !== null && today < lastDocumentOn && !isCorrection(evidence)) {
    return { kind: 'behind', today, lastKnown: lastDocumentOn };
  }
  const known = latest(lastDocumentOn, lastSeen?.day ?? null);
  const longest = known === null ? LONGEST_PROGRAM_LIFE_DAYS : LONGEST_PAUSE_DAYS;
  const from = known ?? programSince;
  return daysBetween(from, today) > longest ? { kind: 'ahead', today, lastKnown: from } : null;
}

/** The day is earlier than the last document's only because the clock was put right by minutes at midnight. */
function isCorrection({ nowMs, lastSeen }: ClockEvidence): boolean {
  return lastSeen !== null && nowMs < lastSeen.ms && nowMs >= lastSeen.ms - CORRECTION_MS;
}

function latest(a: LocalDate | null, b: LocalDate | null): LocalDate | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

/**
 * The day that goods are judged and reports dated by: this PC's, unless it is not believed; then the last day that was.
 * So a clock that is years ahead makes nothing expire and opens no year.
 */
export function believedDay(today: LocalDate, suspicion: ClockSuspicion | null): LocalDate {
  return suspicion === null ? today : suspicion.lastKnown;
}
