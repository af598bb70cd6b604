import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { KeptSecret } from '../../db/repositories/operator-repository.ts';

const KEY_BYTES = 32;
const SALT_BYTES = 16;
const COST = { N: 16_384, r: 8, p: 1 } as const;

/** A PIN, a password or a recovery code as it is kept: scrypt with its own salt, never the secret itself. */
export async function hashSecret(secret: string): Promise<KeptSecret> {
  const secretSalt = randomBytes(SALT_BYTES).toString('hex');
  return { secretSalt, secretHash: (await derive(secret, secretSalt)).toString('hex') };
}

/** Whether the secret is the one kept. With nothing kept it is not, after the same work: the time tells nobody apart. */
export async function secretMatches(secret: string, kept: KeptSecret | null): Promise<boolean> {
  const given = await derive(secret, kept?.secretSalt ?? '00'.repeat(SALT_BYTES));
  const expected = kept === null ? Buffer.alloc(KEY_BYTES) : Buffer.from(kept.secretHash, 'hex');
  return timingSafeEqual(given, expected) && kept !== null;
}

function derive(secret: string, salt: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // One way to write a character, whatever keyboard it came from.
    scrypt(secret.normalize('NFC'), Buffer.from(salt, 'hex'), KEY_BYTES, COST, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
