import { randomBytes } from 'node:crypto';
import type { Operator, Session } from '../../shared/contract/staff.ts';

/** Who is signed in, by token, while the host runs. */
export class SessionRegistry {
  readonly #operators = new Map<string, Operator>();

  open(operator: Operator): Session {
    const token = randomBytes(32).toString('base64url');
    this.#operators.set(token, operator);
    return { token, operator };
  }

  find(token: string | null): Operator | null {
    return token === null ? null : (this.#operators.get(token) ?? null);
  }

  close(token: string | null): void {
    if (token !== null) this.#operators.delete(token);
  }

  /** Everybody signs in again: who may do what stands in books that were replaced. */
  closeAll(): void {
    this.#operators.clear();
  }
}
