import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

const KEY_BYTES = 32;
const COST = { N: 16_384, r: 8, p: 1 } as const;

export type PinHash = { readonly pinSalt: string; readonly pinHash: string };

/** A PIN as it is kept: scrypt with its own salt, never the PIN itself. */
export async function hashPin(pin: string): Promise<PinHash> {
  const pinSalt = randomBytes(16).toString('hex');
  return { pinSalt, pinHash: (await derive(pin, pinSalt)).toString('hex') };
}

export async function pinMatches(pin: string, kept: PinHash): Promise<boolean> {
  const expected = Buffer.from(kept.pinHash, 'hex');
  return timingSafeEqual(await derive(pin, kept.pinSalt), expected);
}

/** 111111, 123456, 654321: the first ones anybody tries. */
export function isTooSimplePin(pin: string): boolean {
  const steps = new Set([...pin].slice(1).map((digit, index) => Number(digit) - Number(pin[index])));
  return steps.size === 1 && [0, 1, -1].includes([...steps][0] ?? Number.NaN);
}

function derive(pin: string, salt: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, Buffer.from(salt, 'hex'), KEY_BYTES, COST, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
