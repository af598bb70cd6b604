import type { KeyGuard } from './personal-key-store.ts';

/** What the host asks the shell, whose process alone may use the system's keystore. Bytes travel as base64. */
export type KeyQuestion =
  | { readonly type: 'protect_key'; readonly id: number; readonly key: string }
  | { readonly type: 'reveal_key'; readonly id: number; readonly blob: string };

/** Null: the keystore would not. */
export type KeyAnswer = { readonly type: 'key_answer'; readonly id: number; readonly value: string | null };

/** The system's keystore as seen from the host's process: every question is answered over the port between the two. */
export class ShellKeyGuard implements KeyGuard {
  readonly #ask: (question: KeyQuestion) => void;
  readonly #waiting = new Map<number, (value: string | null) => void>();
  #last = 0;

  constructor(ask: (question: KeyQuestion) => void) {
    this.#ask = ask;
  }

  protect = (key: Uint8Array): Promise<string | null> =>
    this.#asked((id) => ({ type: 'protect_key', id, key: Buffer.from(key).toString('base64') }));

  reveal = async (blob: string): Promise<Uint8Array | null> => {
    const key = await this.#asked((id) => ({ type: 'reveal_key', id, blob }));
    return key === null ? null : Buffer.from(key, 'base64');
  };

  /** Takes a word of the shell when it is an answer. */
  hear(word: unknown): void {
    if (!isKeyAnswer(word)) return;
    this.#waiting.get(word.id)?.(word.value);
    this.#waiting.delete(word.id);
  }

  #asked(question: (id: number) => KeyQuestion): Promise<string | null> {
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#ask(question(id));
    });
  }
}

function isKeyAnswer(word: unknown): word is KeyAnswer {
  if (typeof word !== 'object' || word === null || !('type' in word) || word.type !== 'key_answer') return false;
  return (
    'id' in word &&
    typeof word.id === 'number' &&
    'value' in word &&
    (word.value === null || typeof word.value === 'string')
  );
}
