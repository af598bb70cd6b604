import type { LocalDate } from '../../kernel/brands.ts';
import { daysBetween } from '../../kernel/local-date.ts';
import type {
  Replayable,
  ReplayedRecord,
  ReplayRefusal,
  SecondRecordCondition,
  SecondRecordState,
} from './second-record.ts';

/**
 * Why a copy was made: `regular` daily or on demand, `before_migration` by a newer program before it changed the file,
 * `before_restore` of what a restore was about to replace.
 */
export const BACKUP_KINDS = ['regular', 'before_migration', 'before_restore'] as const;
export type BackupKind = (typeof BACKUP_KINDS)[number];

/** When a copy was made by this PC's clock. The business date may be set back to enter a past ledger; a copy's age may not. */
export type BackupMoment = { readonly date: LocalDate /** HH:mm:ss */; readonly time: string };

/** What the name of a backup file says. Only a copy that was opened and checked ever gets such a name. */
export type BackupFile = BackupMoment & {
  readonly fileName: string;
  readonly kind: BackupKind;
  /** The last entry in it; 0 for books without one. */
  readonly lastSeq: number;
  readonly hashPrefix: string;
  /** False for the copy of books that were already off when a restore replaced them. */
  readonly sound: boolean;
};

export type BackupPlace = 'own' | 'second' | 'stick';
export type ListedBackup = BackupFile & {
  readonly place: BackupPlace;
  readonly path: string;
  readonly bytes: number;
};

export type BackupAge = {
  readonly lastGood: BackupMoment | null;
  /** Whole days from it to today by this PC's clock; null when there is none. */
  readonly daysSince: number | null;
};

/** The second folder: not chosen, there, or not to be found (an unplugged stick), or there and not writable. */
export type SecondFolderState = 'none' | 'present' | 'absent' | 'failing';

/** A folder of this name on anything that is plugged in gets every backup. */
export const STICK_FOLDER = '爱心超市备份';
/** A medium that carries the folder. */
export type StickState = { readonly path: string /** It could not be written. */; readonly failing: boolean };
/** What became of a copy brought to another place. */
export type OtherPlace = { readonly path: string; readonly state: SecondFolderState };

/** A backup that was restored for trial. `problem` null: it came out whole, sound, and as its name says. */
export type DrilledBackup = {
  readonly fileName: string;
  readonly place: BackupPlace;
  readonly entries: number;
  readonly problem: DrillProblem | null;
};
export type DrillProblem =
  | 'not_found'
  | 'damaged'
  | 'from_newer_program'
  | 'not_sound'
  | 'other_books'
  | 'photos_missing'
  | 'changed'
  | 'present_not_copied'
  | 'busy';
/** The last drill: the newest backup of each place. It happens by itself every month. */
export type RestoreDrill = BackupMoment & { readonly backups: readonly DrilledBackup[] };
export const DRILL_EVERY_DAYS = 30;

export function isDrillFailed(drill: RestoreDrill | null): boolean {
  return drill !== null && drill.backups.some(({ problem }) => problem !== null);
}

/** A month after the last; after one that failed, the next day. A clock that was far ahead does not put it off for years. */
export function isDrillDue(drill: RestoreDrill | null, today: LocalDate): boolean {
  if (drill === null) return true;
  const days = Math.abs(daysBetween(drill.date, today));
  return days >= (isDrillFailed(drill) ? 1 : DRILL_EVERY_DAYS);
}

/** What everybody who works here sees of the backups. */
export type BackupHealth = BackupAge & {
  readonly drillFailed: boolean;
  readonly record: SecondRecordCondition;
};

export type BackupState = BackupAge & {
  readonly ownFolder: string;
  readonly secondFolder: { readonly path: string | null; readonly state: SecondFolderState };
  readonly sticks: readonly StickState[];
  readonly drill: RestoreDrill | null;
  readonly record: SecondRecordState;
  readonly running: boolean;
  /** Why the last try did not end in a backup; null when it did. */
  readonly lastFailure: BackupFailure | null;
  /** Pictures that documents carry and that the last backup found nowhere. */
  readonly photosLost: number;
  /** Newest first. */
  readonly backups: readonly ListedBackup[];
};

export type BackupFailure = 'books_not_sound' | 'disk_full' | 'disk_failing' | 'no_access' | 'not_made';

/** What stands in a backup file and in the books now, and what lies between. */
export type RestorePreview = {
  /** What the second record could bring back afterwards; null when it has nothing, or there is none. */
  readonly replay: Replayable | null;
  readonly path: string;
  readonly fileName: string;
  readonly shopName: string;
  readonly entries: number;
  readonly redemptions: number;
  readonly lastDocumentNo: string | null;
  readonly lastDate: LocalDate | null;
  readonly lastHash: string;
  readonly present: { readonly entries: number; readonly redemptions: number; readonly lastDocumentNo: string | null };
  /** Entries of now that the backup does not have. */
  readonly lostEntries: number;
  readonly lostRedemptions: number;
  /** Entries of the backup that the books of now do not have: after an earlier restore. */
  readonly regainedEntries: number;
  /** False when the two have no entry in common although both have some: the books of another shop. */
  readonly related: boolean;
};

/** The file that keeps what a restore replaced, how many entries the books have now, and how many went. */
export type Restored = {
  readonly safetyCopy: string;
  readonly entries: number;
  readonly lostEntries: number;
  /** Pictures that its documents carry and that neither the data folder nor the backup's place has. */
  readonly photosLost: number;
  /** What was brought back from the second record, and why it was not; both null when that was not asked for. */
  readonly replayed: ReplayedRecord | null;
  readonly replayRefused: ReplayRefusal | null;
};

export type Retention = { readonly daily: number; readonly weekly: number; readonly monthly: number };
export const RETENTION: Retention = { daily: 7, weekly: 5, monthly: 12 };
/** Copies made before a migration or a restore, of each kind. */
const KEPT_SAFETY_COPIES = 5;
/** Monday 2024-01-01: weeks are counted from here. */
const A_MONDAY = '2024-01-01' as LocalDate;

/**
 * Which files of one folder may go: all but the newest of each of the last days, weeks (from Monday) and months that
 * have one. The newest that is sound never goes, whatever the numbers say.
 */
export function decideRetention(files: readonly BackupFile[], retention: Retention = RETENTION): BackupFile[] {
  const newestFirst = [...files].sort(byAge);
  const regular = newestFirst.filter(({ kind }) => kind === 'regular');
  const keep = new Set<BackupFile>([
    ...newestOfEach(regular, retention.daily, ({ date }) => date),
    ...newestOfEach(regular, retention.weekly, ({ date }) => String(Math.floor(daysBetween(A_MONDAY, date) / 7))),
    ...newestOfEach(regular, retention.monthly, ({ date }) => date.slice(0, 7)),
    ...newestFirst.filter(({ kind }) => kind === 'before_migration').slice(0, KEPT_SAFETY_COPIES),
    ...newestFirst.filter(({ kind }) => kind === 'before_restore').slice(0, KEPT_SAFETY_COPIES),
    ...newestFirst.filter(({ sound }) => sound).slice(0, 1),
  ]);
  return newestFirst.filter((file) => !keep.has(file));
}

function newestOfEach(files: readonly BackupFile[], most: number, key: (file: BackupFile) => string): BackupFile[] {
  const found = new Map<string, BackupFile>();
  for (const file of files) {
    if (!found.has(key(file))) found.set(key(file), file);
  }
  return [...found.values()].slice(0, most);
}

/** Sorts the newest first. */
export function byAge(a: BackupFile, b: BackupFile): number {
  const [left, right] = [`${a.date} ${a.time} ${a.fileName}`, `${b.date} ${b.time} ${b.fileName}`];
  return left < right ? 1 : left > right ? -1 : 0;
}

/**
 * The newest sound copy. One that bears a later day was made while the clock was ahead: how old it is nobody knows, and it
 * counts only where there is no other.
 */
export function newestSound<T extends BackupFile>(files: readonly T[], today: LocalDate): T | null {
  const newestFirst = files.filter(({ sound }) => sound).sort(byAge);
  return newestFirst.find(({ date }) => date <= today) ?? newestFirst[0] ?? null;
}

/** A day on which the program runs has its own copy. One from a day that this PC has not reached stands in for none. */
export function isBackupDue(files: readonly BackupFile[], today: LocalDate): boolean {
  return !files.some(({ sound, date }) => sound && date === today);
}

/** How old the newest sound copy is. A clock that was set back makes it today's, never a negative age. */
export function ageOf(files: readonly BackupFile[], today: LocalDate): BackupAge {
  const newest = newestSound(files, today);
  if (newest === null) return { lastGood: null, daysSince: null };
  const { date, time } = newest;
  return { lastGood: { date, time }, daysSince: Math.max(0, daysBetween(date, today)) };
}

/** From so many days on, people are warned. */
export const BACKUP_WARNING_DAYS = 3;
