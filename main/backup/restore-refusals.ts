import type { BackupFailure } from '../../shared/domain/settings/backup.ts';
import type { SettingsRefusal } from '../../shared/domain/settings/refusals.ts';
import type { RestoreProblem } from './restore-books.ts';

/** Why a restore, or a look at a backup, stopped: not a word about a backup, since none was asked for. */
export function failedRestore(failure: BackupFailure): SettingsRefusal {
  if (failure === 'disk_full' || failure === 'disk_failing') return { code: failure };
  return failure === 'no_access' ? { code: 'disk_read_only' } : { code: 'backup_not_written', reason: failure };
}

export function refusalOf(problem: RestoreProblem, path: string): SettingsRefusal {
  const fileName = path.split(/[\\/]/).at(-1) ?? path;
  switch (problem.code) {
    case 'not_found':
      return { code: 'backup_not_found', fileName };
    case 'damaged':
      return { code: 'backup_damaged', fileName };
    case 'from_newer_program':
      return { code: 'backup_from_newer_program', fileName };
    case 'not_sound':
      return { code: 'backup_not_sound', where: problem.where };
    case 'changed':
      return { code: 'restore_changed', lostEntries: problem.lostEntries };
    case 'present_not_copied':
      return { code: 'backup_not_written', reason: 'not_made' };
    case 'busy':
      return { code: 'backup_running' };
  }
}
