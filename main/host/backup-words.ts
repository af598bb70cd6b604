import { DRILL_PROBLEM_TEXT, PLACE_TEXT } from '../../shared/messages/backup-text.ts';
import type { SelfDone } from '../backup/backup-desk.ts';
import type { AuditDraft } from '../journal/audit-trail.ts';

/** What the desk did by itself, as the audit trail tells it. */
export function backupInWords(did: SelfDone): Pick<AuditDraft, 'kind' | 'subject' | 'detail'> {
  if (did.kind === 'backed_up') {
    const { fileName: subject, lastSeq: entries } = did.backup;
    return { kind: did.kind, subject, detail: { entries, how: '自动' } };
  }
  const { backups } = did.drill;
  const tried = backups.map(({ place, problem }) => {
    return `${PLACE_TEXT[place]}${problem === null ? '通过' : DRILL_PROBLEM_TEXT[problem]}`;
  });
  return { kind: did.kind, subject: backups[0]?.fileName ?? '', detail: { state: tried.join('，') } };
}
