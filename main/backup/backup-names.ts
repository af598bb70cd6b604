import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  type BackupFile,
  type BackupKind,
  type BackupMoment,
  type BackupPlace,
  byAge,
  type ListedBackup,
} from '../../shared/domain/settings/backup.ts';
import { makeFolderDurably } from '../files/durable-files.ts';
import { parseLocalDate } from '../../shared/kernel/local-date.ts';

const WORD_OF: Readonly<Record<BackupKind, string>> = {
  regular: 'shop',
  before_migration: 'before-migration',
  before_restore: 'before-restore',
};
const NAME =
  /^(shop|before-migration|before-restore)-(\d{4}-\d{2}-\d{2})-(\d{2})(\d{2})(\d{2})-(\d+)-([0-9a-f]{8})(-unsound)?\.db$/;
/** A copy in the making, or one that did not pass: never counted. */
const PART = /\.part(-journal|-wal|-shm)?$/;

/** Such as `shop-2026-07-15-102003-000412-9f86d081.db`. */
export function backupFileName(
  kind: BackupKind,
  at: BackupMoment,
  lastSeq: number,
  hash: string,
  sound: boolean,
): string {
  const time = at.time.replaceAll(':', '');
  const seq = String(lastSeq).padStart(6, '0');
  return `${WORD_OF[kind]}-${at.date}-${time}-${seq}-${hash.slice(0, 8)}${sound ? '' : '-unsound'}.db`;
}

/** What a file name says; null for any other file. */
export function parseBackupName(fileName: string): BackupFile | null {
  const match = NAME.exec(fileName);
  const date = match && parseLocalDate(match[2] ?? '');
  if (!match || !date) return null;
  const kind = (Object.keys(WORD_OF) as BackupKind[]).find((each) => WORD_OF[each] === match[1]) ?? 'regular';
  return {
    fileName,
    kind,
    date,
    time: match.slice(3, 6).join(':'),
    lastSeq: Number(match[6]),
    hashPrefix: match[7] ?? '',
    sound: match[8] === undefined,
  };
}

/** The backups in a folder, newest first; none when the folder cannot be read. */
export function listBackups(folder: string, place: BackupPlace): ListedBackup[] {
  return namesIn(folder)
    .flatMap((fileName) => {
      const file = parseBackupName(fileName);
      const path = join(folder, fileName);
      const bytes = file && statSync(path, { throwIfNoEntry: false })?.size;
      return file && bytes ? [{ ...file, place, path, bytes }] : [];
    })
    .sort(byAge);
}

/** A file that can be copied to its end: no folder, which a person may have named, and no device, which has none. */
export function isPlainFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** The name of a file in the making, which nothing else bears. */
export function partPath(folder: string, name: string): string {
  makeFolderDurably(folder, 0o700);
  const path = join(folder, `${name}.part`);
  rmSync(path, { force: true });
  return path;
}

/** Sweeps away what tries that were cut short left behind. Only while no other is at work in the folder. */
export function sweepParts(folder: string): void {
  for (const left of namesIn(folder).filter((name) => PART.test(name))) rmSync(join(folder, left), { force: true });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
