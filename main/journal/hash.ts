import { hash } from 'node:crypto';

/** What stands before the first entry. */
export const GENESIS_HASH = '0'.repeat(64);

export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}
