import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** Master key of one set of books, in bytes. */
export const PERSONAL_KEY_BYTES = 32;

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const PREFIX = 's1.';
const SEALED = /^s1\.[A-Za-z0-9_-]{40,}$/;
/** Enough to tell tails apart in any shop, and little to store. */
const TERM_CHARACTERS = 16;

/** Whether this is the sealed form of a number, which no number that people write can look like. */
export function isSealed(text: string): boolean {
  return SEALED.test(text);
}

/**
 * Seals numbers of people under one key. Deterministic authenticated encryption in the manner of SIV: the nonce is a
 * keyed digest of the text itself, so that equal numbers have equal sealed forms (UNIQUE and exact lookup go on working),
 * different ones never share a nonce, and a form that was tampered with does not open.
 */
export class PersonalSeal {
  /** Tells whether a key is the one of these books; says nothing about it. */
  readonly check: string;
  readonly #nonceKey: KeyObject;
  readonly #textKey: KeyObject;
  readonly #termKey: KeyObject;

  constructor(masterKey: Uint8Array) {
    if (masterKey.length !== PERSONAL_KEY_BYTES) throw new Error('a personal key has 32 bytes');
    const derived = (purpose: string): Buffer =>
      Buffer.from(hkdfSync('sha256', masterKey, 'aixin-shop', `personal data: ${purpose}`, PERSONAL_KEY_BYTES));
    // Key objects: handed over as bytes, a key costs several times what sealing a number does.
    this.#nonceKey = createSecretKey(derived('nonce'));
    this.#textKey = createSecretKey(derived('text'));
    this.#termKey = createSecretKey(derived('search terms'));
    this.check = derived('check').toString('hex');
  }

  seal(text: string): string {
    const nonce = this.#nonceOf(text);
    const cipher = createCipheriv(CIPHER, this.#textKey, nonce);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return PREFIX + Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64url');
  }

  /** The text, or null for a form that was changed or sealed under another key. */
  open(sealed: string): string | null {
    if (!isSealed(sealed)) return null;
    const bytes = Buffer.from(sealed.slice(PREFIX.length), 'base64url');
    const decipher = createDecipheriv(CIPHER, this.#textKey, bytes.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
    try {
      const body = decipher.update(bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES));
      return Buffer.concat([body, decipher.final()]).toString('utf8');
    } catch {
      return null;
    }
  }

  /** What stands in the index for a tail of a number: the tail itself cannot be read from it. */
  term(tail: string): string {
    return createHmac('sha256', this.#termKey).update(tail).digest('base64url').slice(0, TERM_CHARACTERS);
  }

  #nonceOf(text: string): Buffer {
    return createHmac('sha256', this.#nonceKey).update(text, 'utf8').digest().subarray(0, NONCE_BYTES);
  }
}
