export type SecretRefusal =
  /** Somebody else, or another secret: the answer is the same. */
  | { readonly code: 'secret_wrong'; readonly attemptsLeft: number }
  | { readonly code: 'sign_in_locked'; readonly secondsLeft: number }
  /** Right, but given out by somebody else: its owner has not chosen one yet. */
  | { readonly code: 'secret_must_change' };

export type NewSecretRefusal =
  | { readonly code: 'secret_form_invalid' }
  | { readonly code: 'secret_too_simple' }
  | { readonly code: 'secret_unchanged' };

export type RecoveryRefusal =
  /** Its check character does not fit: no try was counted. */
  | { readonly code: 'recovery_code_mistyped' }
  /** Not this person's, used already, or never made: the answer is the same. */
  | { readonly code: 'recovery_code_wrong'; readonly attemptsLeft: number };

export type StaffChangeRefusal =
  | { readonly code: 'operator_not_found' }
  | { readonly code: 'operator_name_taken'; readonly name: string }
  | { readonly code: 'last_administrator' }
  /** One's own secret is changed with the old one, never reset without it. */
  | { readonly code: 'own_secret' };

export type StaffRefusal = SecretRefusal | NewSecretRefusal | RecoveryRefusal | StaffChangeRefusal;
