import { randomInt } from 'node:crypto';
import type { NewSecretRefusal, SecretRefusal } from '../../../shared/domain/staff/refusals.ts';
import { secretProblem } from '../../../shared/domain/staff/secret.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import { updateSecret } from '../../db/repositories/operator-repository.ts';
import { hashSecret } from './secret-hash.ts';
import { type AtTheDoor, confirm, tellWithin, type Tried } from './sign-in.ts';

/** Changes one's own secret; the old one is asked for, because the screen may stand open. */
export async function changeSecret(
  door: AtTheDoor,
  tried: Tried,
  newSecret: string,
): Promise<Result<null, SecretRefusal | NewSecretRefusal>> {
  const problem = secretProblem(newSecret);
  if (problem) return err(problem);
  const known = await confirm(door, tried, '改密码');
  if (!known.ok) return known;
  if (newSecret === tried.secret) return err({ code: 'secret_unchanged' });
  const kept = await hashSecret(newSecret);
  inTransaction(door.db, () => {
    updateSecret(door.db, known.value.id, kept, false);
    tellWithin(door, 'secret_changed', known.value, { how: '本人更改' });
  });
  return ok(null);
}

const FIRST_SECRET_DIGITS = 8;

/** A secret to be given out and changed at the first sign-in: digits, because it is read out or written down. */
export function randomFirstSecret(): string {
  for (;;) {
    const secret = String(randomInt(10 ** FIRST_SECRET_DIGITS)).padStart(FIRST_SECRET_DIGITS, '0');
    if (secretProblem(secret) === null) return secret;
  }
}
