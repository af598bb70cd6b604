/**
 * Why sealed numbers of people cannot be read on this PC. `elsewhere`: their key lies in the system's keystore, which
 * only the desktop program opens. `missing`: the books came from another PC. `other`: the key here belongs to other books.
 */
export type LockReason = 'elsewhere' | 'missing' | 'other';

/** Who keeps the key: the operating system's keystore, or a file that only this user may read. */
export type KeyKeeper = 'system' | 'file';

/** How much of a person a workbook shows: everything, names only (numbers masked), or masked names too. */
export type PersonalLevel = 'full' | 'office' | 'outside';

export type PersonalRefusal =
  | { readonly code: 'personal_key_locked'; readonly why: LockReason }
  | { readonly code: 'recovery_key_length'; readonly characters: number; readonly expected: number }
  | { readonly code: 'recovery_key_character'; readonly character: string }
  | { readonly code: 'recovery_key_line'; readonly line: number }
  | { readonly code: 'recovery_key_of_other_books' }
  /** The desktop program keeps the key of this folder: another program must not replace it. */
  | { readonly code: 'personal_key_elsewhere' }
  | { readonly code: 'personal_key_not_kept' }
  /** Nothing is given up while the numbers can be opened. */
  | { readonly code: 'personal_key_present' };
