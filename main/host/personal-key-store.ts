import { chmodSync, existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileDurablySync } from '../files/durable-files.ts';
import type { KeyKeeper } from '../../shared/domain/household/personal-data.ts';

/** In the data folder. Holds the key itself (plain Node), or what the system's keystore made of it (desktop program). */
export const PERSONAL_KEY_FILE = 'personal.key';

const PLAIN = /^plain1 ([A-Za-z0-9_-]{43})\s*$/;
const GUARDED = /^guarded1 ([A-Za-z0-9+/=_-]+)\s*$/;
const ONLY_MINE = 0o600;
const OTHERS = 0o077;

/** The operating system's keystore, as far as this process may use it. Null: it cannot, now or with this blob. */
export type KeyGuard = {
  readonly protect: (key: Uint8Array) => Promise<string | null>;
  readonly reveal: (blob: string) => Promise<Uint8Array | null>;
};

export type StoredKey =
  | { readonly kind: 'none' }
  | { readonly kind: 'key'; readonly key: Uint8Array; readonly keeper: KeyKeeper }
  /** Kept by the desktop program's keystore, which this process cannot ask. */
  | { readonly kind: 'elsewhere' }
  /** Copied here from another PC or user, or damaged: nothing that could be used. */
  | { readonly kind: 'unusable' };

/** Where the key of a data folder's numbers lies. Never overwrites a key: what stood there is kept under another name. */
export class PersonalKeyStore {
  readonly #path: string;
  readonly #guard: KeyGuard | null;
  #wide = false;

  constructor(dataDir: string, guard: KeyGuard | null) {
    this.#path = join(dataDir, PERSONAL_KEY_FILE);
    this.#guard = guard;
  }

  /** Whether others on this PC may read the key file, and that could not be mended (a stick without permissions). */
  get readableByOthers(): boolean {
    return this.#wide;
  }

  /** The key, where it can be had. A key in a plain file moves into the keystore as soon as there is one. */
  async load(): Promise<StoredKey> {
    if (!existsSync(this.#path)) return { kind: 'none' };
    this.#narrow();
    const text = readFileSync(this.#path, 'utf8');
    const plain = PLAIN.exec(text)?.[1];
    if (plain !== undefined) {
      const key = Buffer.from(plain, 'base64url');
      return { kind: 'key', key, keeper: this.#guard === null ? 'file' : await this.#write(key) };
    }
    const blob = GUARDED.exec(text)?.[1];
    if (blob === undefined) return { kind: 'unusable' };
    if (this.#guard === null) return { kind: 'elsewhere' };
    const key = await this.#guard.reveal(blob);
    return key === null ? { kind: 'unusable' } : { kind: 'key', key, keeper: 'system' };
  }

  /** Keeps the key for the next start; `at` names what stood there before. Throws what the disk throws. */
  async save(key: Uint8Array, at: string): Promise<KeyKeeper> {
    if (existsSync(this.#path)) renameSync(this.#path, `${this.#path}.${at.replace(/\D/g, '')}.old`);
    return this.#write(key);
  }

  async #write(key: Uint8Array): Promise<KeyKeeper> {
    const blob = (await this.#guard?.protect(key)) ?? null;
    const plain = Buffer.from(key).toString('base64url');
    const text = blob === null ? `plain1 ${plain}\n` : `guarded1 ${blob}\n`;
    writeFileDurablySync(this.#path, text, { mode: ONLY_MINE });
    this.#narrow();
    return blob === null ? 'file' : 'system';
  }

  /** Takes the file from everybody else. Windows has no such bits: there the user's own folder protects it. */
  #narrow(): void {
    if (process.platform === 'win32' || !this.#isWide()) return;
    try {
      chmodSync(this.#path, ONLY_MINE);
      process.stderr.write(`${PERSONAL_KEY_FILE} was readable by others on this PC; only you may read it now\n`);
    } catch {
      // Told on the screen instead: on a medium without permissions there is nothing to mend.
    }
    this.#wide = this.#isWide();
  }

  #isWide(): boolean {
    return (statSync(this.#path).mode & OTHERS) !== 0;
  }
}
