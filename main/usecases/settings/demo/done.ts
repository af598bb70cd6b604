import type { Result } from '../../../../shared/kernel/result.ts';

/** What the demonstration does by design is never refused; if it is, the program is wrong. */
export function done<T>(result: Result<T, { readonly code: string }>): T {
  if (!result.ok) throw new Error(`the demonstration village was refused: ${result.error.code}`);
  return result.value;
}
