import { randomBytes } from 'node:crypto';
import type { PersonalKeyState } from '../../shared/contract/settings.ts';
import type { KeyKeeper, LockReason, PersonalRefusal } from '../../shared/domain/household/personal-data.ts';
import { parseRecoveryText, recoveryLines } from '../../shared/kernel/recovery-text.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import type { WritableDatabase } from '../db/open-database.ts';
import { type PersonalKey, setPersonalAccess } from '../db/personal/access.ts';
import { PERSONAL_KEY_BYTES, PersonalSeal } from '../db/personal/personal-seal.ts';
import { dropSealedNumbers, readKeyCheck, sealBooks } from '../db/personal/seal-books.ts';
import { wasRecoveryKeyShown } from '../journal/audit-about.ts';
import type { PersonalKeyStore, StoredKey } from './personal-key-store.ts';

export type PersonalDeskParts = {
  readonly db: WritableDatabase;
  readonly store: PersonalKeyStore;
  readonly now: () => string;
};

type Held =
  | { readonly kind: 'key'; readonly key: Uint8Array; readonly keeper: KeyKeeper }
  | { readonly kind: 'locked'; readonly why: LockReason };

/** The key of one set of books while the host runs: found, made, shown to the administrator, or entered again. */
export class PersonalDesk {
  readonly #parts: PersonalDeskParts;
  #stored: StoredKey;
  #held: Held = { kind: 'locked', why: 'missing' };

  private constructor(parts: PersonalDeskParts, stored: StoredKey) {
    this.#parts = parts;
    this.#stored = stored;
  }

  /** Finds the key of the books, or makes one for books that never had any, and seals what stands in clear. */
  static async open(parts: PersonalDeskParts): Promise<PersonalDesk> {
    const desk = new PersonalDesk(parts, await parts.store.load());
    await desk.#settle();
    return desk;
  }

  /** For a host whose books stay closed: no key is looked for, and none is made. */
  static withoutBooks(parts: PersonalDeskParts): PersonalDesk {
    const desk = new PersonalDesk(parts, { kind: 'none' });
    desk.#lock('missing');
    return desk;
  }

  /** The books were replaced by others, perhaps from before numbers were sealed, perhaps of another shop. */
  booksReplaced(): Promise<void> {
    return this.#settle();
  }

  state(): PersonalKeyState {
    if (this.#held.kind === 'locked') return { kind: 'locked', why: this.#held.why };
    const { db, store } = this.#parts;
    const { readableByOthers } = store;
    return { kind: 'open', keeper: this.#held.keeper, readableByOthers, recoveryKeyShown: wasRecoveryKeyShown(db) };
  }

  /** For a connection on another thread of this process. */
  key(): PersonalKey {
    return this.#held.kind === 'key' ? { kind: 'key', key: this.#held.key } : this.#held;
  }

  /** The key as it is written down. */
  recoveryLines(): Result<readonly string[], PersonalRefusal> {
    if (this.#held.kind === 'locked') return err({ code: 'personal_key_locked', why: this.#held.why });
    return ok(recoveryLines(this.#held.key));
  }

  /** Takes the key as somebody typed it from paper, when it is the one of these books, and keeps it on this PC. */
  async unlock(typed: string): Promise<Result<PersonalKeyState, PersonalRefusal>> {
    const parsed = parseRecoveryText(typed);
    if (!parsed.ok) return parsed;
    const seal = new PersonalSeal(parsed.value);
    if (seal.check !== readKeyCheck(this.#parts.db)) return err({ code: 'recovery_key_of_other_books' });
    if (this.#held.kind === 'key') return ok(this.state());
    if (this.#stored.kind === 'elsewhere') return err({ code: 'personal_key_elsewhere' });
    const kept = await this.#tryToKeep(parsed.value);
    if (!kept.ok) return kept;
    this.#stored = kept.value;
    this.#adopt();
    return ok(this.state());
  }

  async #tryToKeep(key: Uint8Array): Promise<Result<StoredKey, PersonalRefusal>> {
    try {
      return ok({ kind: 'key', key, keeper: await this.#keep(key) });
    } catch (error) {
      if (isDiskTrouble(error)) return err({ code: 'personal_key_not_kept' });
      throw error;
    }
  }

  /**
   * Gives up the numbers whose key is lost for good and begins with a new one. @returns how many households had one.
   * The copies made before keep theirs, sealed: the old key still opens them, should it be found.
   */
  async startAfresh(): Promise<Result<number, PersonalRefusal>> {
    if (this.#held.kind === 'key') return err({ code: 'personal_key_present' });
    if (this.#stored.kind === 'elsewhere') return err({ code: 'personal_key_elsewhere' });
    const key = randomBytes(PERSONAL_KEY_BYTES);
    const kept = await this.#tryToKeep(key);
    if (!kept.ok) return kept;
    const dropped = dropSealedNumbers(this.#parts.db);
    this.#stored = kept.value;
    this.#adopt();
    return ok(dropped);
  }

  async #settle(): Promise<void> {
    const { kind } = this.#stored;
    if ((kind === 'none' || kind === 'unusable') && readKeyCheck(this.#parts.db) === null) {
      const key = randomBytes(PERSONAL_KEY_BYTES);
      // Kept before the first number is sealed under it.
      this.#stored = { kind: 'key', key, keeper: await this.#keep(key) };
    }
    this.#adopt();
  }

  #keep(key: Uint8Array): Promise<KeyKeeper> {
    return this.#parts.store.save(key, this.#parts.now());
  }

  /** Sees whether the key that is kept here is the one of the books, and if so works with it. */
  #adopt(): void {
    const { db } = this.#parts;
    const stored = this.#stored;
    if (stored.kind !== 'key') return this.#lock(stored.kind === 'elsewhere' ? 'elsewhere' : 'missing');
    const seal = new PersonalSeal(stored.key);
    const check = readKeyCheck(db);
    if (check !== null && check !== seal.check) return this.#lock('other');
    sealBooks(db, seal);
    this.#held = stored;
    setPersonalAccess(db, { kind: 'open', seal });
  }

  #lock(why: LockReason): void {
    this.#held = { kind: 'locked', why };
    setPersonalAccess(this.#parts.db, this.#held);
  }
}

function isDiskTrouble(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return ['ENOSPC', 'EACCES', 'EPERM', 'EROFS', 'EIO'].includes(code);
}
