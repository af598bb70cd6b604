import type { KeyAnswer, KeyQuestion } from '../host/shell-key-guard.ts';

/** The part of Electron's safeStorage that is used. */
export interface Keystore {
  readonly isEncryptionAvailable: () => boolean;
  readonly encryptString: (text: string) => Buffer;
  readonly decryptString: (blob: Buffer) => string;
  /** Linux only. */
  readonly getSelectedStorageBackend?: () => string;
}

/**
 * Whether the system really guards what it is given. On Linux without a keyring Electron falls back to a password that
 * stands in its source: a file that only this user may read is more honest than that.
 */
export function isKeystoreSafe(keystore: Keystore, platform: NodeJS.Platform): boolean {
  if (!keystore.isEncryptionAvailable()) return false;
  if (platform !== 'linux') return true;
  const backend = keystore.getSelectedStorageBackend?.() ?? 'unknown';
  return backend !== 'basic_text' && backend !== 'unknown';
}

/** Answers the host's question; a keystore that will not (another user's blob, a locked keyring) answers null. */
export function answerKeyQuestion(keystore: Keystore, question: KeyQuestion): KeyAnswer {
  const { id } = question;
  try {
    const value =
      question.type === 'protect_key'
        ? keystore.encryptString(question.key).toString('base64')
        : keystore.decryptString(Buffer.from(question.blob, 'base64'));
    return { type: 'key_answer', id, value };
  } catch {
    return { type: 'key_answer', id, value: null };
  }
}

/** A word of the host as a question about the key; null for any other word. */
export function asKeyQuestion(word: unknown): KeyQuestion | null {
  if (typeof word !== 'object' || word === null || !('type' in word) || !('id' in word)) return null;
  const { type, id } = word;
  if (typeof id !== 'number') return null;
  if (type === 'protect_key' && 'key' in word && typeof word.key === 'string') return { type, id, key: word.key };
  if (type === 'reveal_key' && 'blob' in word && typeof word.blob === 'string') return { type, id, blob: word.blob };
  return null;
}
