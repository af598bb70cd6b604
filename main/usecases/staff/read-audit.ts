import type { AuditCheck, AuditPage, AuditRow } from '../../../shared/contract/audit.ts';
import type { AuditKind } from '../../../shared/domain/staff/audit.ts';
import type { Instant, LocalDate } from '../../../shared/kernel/brands.ts';
import { auditText } from '../../../shared/messages/audit-text.ts';
import { auditProblemText } from '../../../shared/messages/verify-text.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import {
  auditEnd,
  type AuditFilter,
  type AuditRecord,
  countAudit,
  findAudit,
  verifyAudit,
} from '../../journal/audit-trail.ts';
import { endOfDay, localTimeText, startOfDay } from './local-time.ts';

export { auditPeople as listAuditPeople } from '../../journal/audit-trail.ts';

/** What to look for: days of this PC's calendar. */
export type AuditQuestion = {
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly kinds: readonly AuditKind[];
  readonly person: string | null;
  readonly text: string;
};

export function filterOf({ from, to, kinds, person, text }: AuditQuestion): AuditFilter {
  return {
    from: from === null ? null : startOfDay(from),
    until: to === null ? null : endOfDay(to),
    kinds,
    person,
    text,
  };
}

/** One page of the trail, newest first, from before the record `before`. */
export function readAuditPage(
  db: ReadableDatabase,
  question: AuditQuestion & { readonly before: number | null; readonly limit: number },
): AuditPage {
  const filter = filterOf(question);
  // One more than is shown tells whether there is a next page.
  const found = findAudit(db, filter, question.before, question.limit + 1);
  const shown = found.slice(0, question.limit);
  const next = found.length > shown.length ? (shown.at(-1)?.seq ?? null) : null;
  return { total: countAudit(db, filter), rows: shown.map(toRow), next };
}

function toRow({ seq, recordedAt, kind, operatorName, stationName, subject, detail, hash }: AuditRecord): AuditRow {
  const at = localTimeText(recordedAt);
  const text = auditText(kind, detail);
  return { seq, recordedAt: recordedAt as Instant, at, kind, operatorName, stationName, subject, text, hash };
}

/** Recomputes the whole chain. */
export function checkAudit(db: ReadableDatabase): AuditCheck {
  const { seq, hash } = auditEnd(db);
  const problem = verifyAudit(db);
  return { records: seq, lastHash: hash, problem: problem && { seq: problem.seq, message: auditProblemText(problem) } };
}
