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

export type StaffRefusal = SecretRefusal | NewSecretRefusal;
