export type StaffRefusal =
  | { readonly code: 'pin_wrong'; readonly attemptsLeft: number }
  | { readonly code: 'sign_in_locked'; readonly secondsLeft: number }
  | { readonly code: 'pin_too_simple' };
