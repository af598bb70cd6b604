import { BACKUP_WARNING_DAYS, type BackupAge, type BackupFailure, type BackupKind } from '../domain/settings/backup.ts';

export const BACKUP_KIND_TEXT: Readonly<Record<BackupKind, string>> = {
  regular: '日常备份',
  before_migration: '升级前',
  before_restore: '恢复前',
};

export const BACKUP_FAILURE_TEXT: Readonly<Record<BackupFailure, string>> = {
  books_not_sound: '账目核对有出入，没有备份成',
  disk_full: '磁盘已满，没有备份成，请先清理磁盘空间',
  disk_failing: '磁盘读写出错，没有备份成，请换一个盘做第二备份，并联系维护人员',
  no_access: '备份文件夹不能写入，没有备份成，请检查文件夹权限',
  not_made: '程序出错，没有备份成',
};

/** 今天10:20已备份; from the third day on, how long there has been none. */
export function backupAgeText({ lastGood, daysSince }: BackupAge): string {
  if (lastGood === null || daysSince === null) return '还没有备份';
  if (daysSince >= BACKUP_WARNING_DAYS) return `已${daysSince}天没有备份`;
  const day = ['今天', '昨天', '前天'][daysSince] ?? '';
  return `${day}${lastGood.time.slice(0, 5)}已备份`;
}

/** Whether people must be told: none at all, or none for three days. */
export function isBackupOverdue({ daysSince }: BackupAge): boolean {
  return daysSince === null || daysSince >= BACKUP_WARNING_DAYS;
}
