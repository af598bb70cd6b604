/** What the audit trail tells of: everything that is no document of the journal but that an inspector would ask about. */
export const AUDIT_KINDS = [
  'signed_in',
  'sign_in_failed',
  'signed_out',
  'screen_locked',
  'secret_changed',
  'recovery_code_made',
  'recovered',
  'operator_added',
  'operator_changed',
  'operator_deactivated',
  'setting_changed',
  'second_person_agreed',
  'second_person_refused',
  'exported',
  'personal_data_shown',
  'household_corrected',
  'receipt_reprinted',
  'backed_up',
  'restored',
  'restore_drilled',
  'entries_replayed',
  'rescued',
  'doors_opened',
  'doors_closed',
  'station_paired',
  'station_revoked',
  'recovery_key_shown',
  'clock_jumped',
  'stocktake_dropped',
  'stocktake_reopened',
  'partner_terms_set',
] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

/** Facts beside the subject, by name: text, numbers, or null. Never a secret, never an unmasked ID number. */
export type AuditDetail = Readonly<Record<string, string | number | null>>;
