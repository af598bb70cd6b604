import {
  BACKUP_WARNING_DAYS,
  type BackupAge,
  type BackupFailure,
  type BackupHealth,
  type BackupKind,
  type BackupPlace,
  type DrillProblem,
  isDrillFailed,
  type RestoreDrill,
  STICK_FOLDER,
} from '../domain/settings/backup.ts';
import type { Replayable, ReplayedRecord, SecondRecordState } from '../domain/settings/second-record.ts';

/** What is promised of every backup; which rows a daily check leaves to the full one stands at the check itself. */
export const BACKUP_HINT =
  '每天自动备份一次，关闭程序时有新单据也备份；打开核对过的才算数：新单据逐笔核对，旧单据核对笔数和数额有没有变；每7天、点“立即备份”时、恢复之前，全部单据重新核对一遍。留最近7天、5周、12个月的；单据的照片每处各存一张，丢了坏了的在“立即备份”时补回。备份时照常兑换。';

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

export const PLACE_TEXT: Readonly<Record<BackupPlace, string>> = { own: '本机', second: '第二文件夹', stick: 'U盘' };

/** What came of a trial; follows the place: U盘已损坏. */
export const DRILL_PROBLEM_TEXT: Readonly<Record<DrillProblem, string>> = {
  not_found: '的备份不见了',
  damaged: '的备份已损坏',
  from_newer_program: '的备份是更新版本写的',
  not_sound: '的备份核对有出入',
  other_books: '的备份和文件名不符',
  photos_missing: '的备份缺照片',
  changed: '的备份没有试成',
  present_not_copied: '的备份没有试成',
  busy: '的备份没有试成',
};

/** The last drill in one sentence. */
export function drillText(drill: RestoreDrill | null): string {
  if (drill === null) return '还没有做过恢复演练。程序每月自动试着恢复一次最新的备份，不动现在的账。';
  const when = `${drill.date} ${drill.time.slice(0, 5)}`;
  const failed = drill.backups.filter(({ problem }) => problem !== null);
  const passed = drill.backups.filter(({ problem }) => problem === null).map(({ place }) => PLACE_TEXT[place]);
  const good = passed.length === 0 ? '' : `${passed.join('、')}的备份能恢复，核对无误。`;
  if (!isDrillFailed(drill)) return `上次恢复演练 ${when}：${good}`;
  const bad = failed.map(
    ({ place, problem }) => PLACE_TEXT[place] + (problem === null ? '' : DRILL_PROBLEM_TEXT[problem]),
  );
  return `上次恢复演练 ${when} 没有通过：${bad.join('；')}。${good}请马上再做一份备份，并检查磁盘或U盘。`;
}

/** After a restore: the books are back, some pictures are not. */
export function photosLostText(lost: number): string {
  return `账目已恢复，但有${lost}张单据的照片不在数据文件夹里，也不在这份备份旁边。有别的备份U盘就插上再“立即备份”，程序会找回；“核对账目”会说是哪几张。`;
}

export const STICK_HINT = `U盘上建一个名叫“${STICK_FOLDER}”的文件夹，插上就会自动存一份备份。`;

/** How the second record stands, in one sentence. */
export function recordText({ path, condition, behind, ahead }: SecondRecordState): string {
  if (path === null)
    return '没有设置第二份记录。设到U盘或另一块盘上，每笔单据记账后马上再记一份，备份之后的单据也不会丢。';
  switch (condition) {
    case 'none':
      return '第二份记录程序打开后开始记。';
    case 'present':
      return behind === null || behind === 0
        ? '第二份记录正常，每笔单据都已记到。'
        : `正在补记第二份记录，还差${behind}笔。`;
    case 'absent':
      return '现在没有找到第二份记录的文件夹，U盘可能没有插上。照常办业务，插上后自动补记。';
    case 'failing':
      return '第二份记录写不进去，请检查U盘是否已满或写保护。照常办业务，能写了自动补记。';
    case 'ahead':
      return ahead === null
        ? '第二份记录比现在的账新，但接不上。记下一笔单据后，从那里接着记。'
        : `第二份记录里还有现在没有的${replayableText(ahead)}，可以补回。记了新的单据以后就不能补回了。`;
  }
}

/** 12笔单据（到DH20260715-0003）和2处户籍物品改动. */
function replayableText({ entries, rows, lastDocumentNo }: Omit<Replayable, 'damagedLine'>): string {
  const parts = [
    ...(entries === 0 ? [] : [`${entries}笔单据（到${lastDocumentNo ?? ''}）`]),
    ...(rows === 0 ? [] : [`${rows}处户籍物品改动`]),
  ];
  return parts.join('和');
}

/** What the second record could bring back after a restore. */
export function replayOfferText(replay: Replayable): string {
  const damaged = replay.damagedLine === null ? '' : `记录从第${replay.damagedLine}行起损坏，后面的补不回。`;
  return `第二份记录里还有${replayableText(replay)}，可以补回。${damaged}`;
}

export function replayedText(replayed: ReplayedRecord): string {
  return `已从第二份记录补回${replayableText(replayed)}，每一笔都核对过。`;
}

/** What must be seen on every screen, besides the age; null when all is well. */
export function backupTroubleText({ drillFailed, record }: BackupHealth): string | null {
  if (drillFailed) return '备份演练没通过';
  if (record === 'failing') return '第二份记录写不进去';
  if (record === 'ahead') return '第二份记录里有单据可补回';
  return null;
}
