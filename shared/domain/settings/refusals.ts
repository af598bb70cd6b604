import type { LocalDate } from '../../kernel/brands.ts';
import type { BackupFailure } from './backup.ts';
import type { InputRule } from './input-rule.ts';
import type { ClockSuspicion } from './clock.ts';
import type { RescueRefusal } from './rescue.ts';
import type { ReplayRefusal } from './second-record.ts';

export type BackupRefusal =
  | ReplayRefusal
  | { readonly code: 'backup_running' }
  | { readonly code: 'backup_not_sound' /** The document or account that is off. */; readonly where: string }
  | { readonly code: 'backup_not_written'; readonly reason: BackupFailure }
  | { readonly code: 'backup_folder_invalid'; readonly path: string }
  | { readonly code: 'backup_not_found'; readonly fileName: string }
  | { readonly code: 'backup_damaged'; readonly fileName: string }
  | { readonly code: 'backup_from_newer_program'; readonly fileName: string }
  | { readonly code: 'restore_changed' /** By now. */; readonly lostEntries: number }
  | { readonly code: 'restore_running' };

/** The disk under the data folder does not do what was asked: nothing of it was acknowledged. */
export type DiskRefusal =
  | { readonly code: 'disk_full' }
  | { readonly code: 'disk_failing' }
  | { readonly code: 'disk_read_only' };

/** The day this PC shows is not believed, and nobody has confirmed it. */
type ClockRefusal = { readonly code: 'clock_suspect' } & ClockSuspicion;

export type SettingsRefusal =
  | BackupRefusal
  | DiskRefusal
  | RescueRefusal
  | ClockRefusal
  | { readonly code: 'already_initialised'; readonly shopName: string }
  | { readonly code: 'not_initialised' }
  | { readonly code: 'request_id_reused' }
  | { readonly code: 'fault_reports_too_many' }
  | { readonly code: 'village_names_invalid' }
  | { readonly code: 'business_date_in_future'; readonly date: LocalDate; readonly today: LocalDate }
  /** `path` leads to the field in the input, such as `lines.2.quantity`. */
  | { readonly code: 'input_invalid'; readonly path: string; readonly rule: InputRule };
