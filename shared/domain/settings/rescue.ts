import type { LocalDate } from '../../kernel/brands.ts';
import type { ListedBackup, RestorePreview } from './backup.ts';
import type { Replayable, ReplayedRecord, ReplayRefusal } from './second-record.ts';

/** What is wrong with a file that cannot be read as books. */
export type DamageKind = 'empty' | 'not_a_database' | 'not_a_file' | 'foreign' | 'layout' | 'pages';

/** Why the books are not worked with. */
export type RescueCause =
  | { readonly code: 'damaged'; readonly kind: DamageKind }
  /** Written by a program that knows more. */
  | { readonly code: 'newer'; readonly found: number; readonly known: number }
  /** The shop was set up, and its books are not there, or there are empty ones in their place. */
  | { readonly code: 'missing' }
  /** The books hold together, but end before the last entry that is known to have been written. */
  | { readonly code: 'entries_missing'; readonly known: number | null; readonly found: number }
  /** The books were counted again and do not agree. */
  | { readonly code: 'not_sound'; readonly where: string }
  /** The folder is a copy of one that is, or may be, in use elsewhere. */
  | { readonly code: 'folder_copied'; readonly from: string; readonly computer: string };

/** What is known of the books besides themselves. */
export type KnownBooks = {
  readonly shopName: string;
  /** When the shop was set up, or first opened by a program that keeps this. */
  readonly since: LocalDate;
  readonly lastSeq: number;
  readonly lastDocumentNo: string | null;
};

/** Everything the rescue screen shows at once. */
export type RescueState = {
  /** Null: the books are open and nothing is wrong. */
  readonly cause: RescueCause | null;
  readonly known: KnownBooks | null;
  /** Newest first, of both folders. */
  readonly backups: readonly ListedBackup[];
  readonly secondFolder: { readonly path: string | null; readonly present: boolean };
  readonly dataDir: string;
  /** Whether there is a file that something may be read from. */
  readonly readable: boolean;
  /** Whether the books as they are may be taken on, when an administrator says so. */
  readonly acceptable: boolean;
};

/** A person of the books who may confirm. */
export type RescueOperator = { readonly id: string; readonly name: string };

/** A backup as it was looked at, and who in it may confirm going back to it. */
export type RescuePreview = Omit<
  RestorePreview,
  'present' | 'lostEntries' | 'lostRedemptions' | 'regainedEntries' | 'replay'
> & {
  /** Entries known to have been written after it; null when that cannot be told. */
  readonly lostEntries: number | null;
  /** What the second record has beyond the backup, which comes back with it. */
  readonly replay: Replayable | null;
  readonly administrators: readonly RescueOperator[];
};

/** Where the original was put, and what the books hold now. */
export type Rescued = {
  readonly keptIn: string;
  readonly entries: number;
  /** Pictures that its documents carry and that neither the data folder nor the backup's place has. */
  readonly photosLost: number;
  /** What the second record brought back, or why nothing, when it has something. */
  readonly replayed: ReplayedRecord | null;
  readonly replayRefused: ReplayRefusal | null;
};

export type RescueRefusal =
  | { readonly code: 'rescue_mode'; readonly cause: RescueCause }
  | { readonly code: 'books_not_sound' /** A document number or an account. */; readonly where: string }
  | { readonly code: 'not_in_rescue' }
  | { readonly code: 'nothing_readable' }
  | { readonly code: 'not_acceptable' };
