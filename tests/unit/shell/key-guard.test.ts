import { describe, expect, test } from 'vitest';
import { answerKeyQuestion, asKeyQuestion, isKeystoreSafe, type Keystore } from '../../../main/shell/key-guard.ts';

function keystore(given: Partial<Keystore> = {}): Keystore {
  return {
    isEncryptionAvailable: () => true,
    encryptString: (text) => Buffer.from(`sealed ${text}`),
    decryptString: (blob) => {
      const text = blob.toString();
      if (!text.startsWith('sealed ')) throw new Error('Error while decrypting the ciphertext');
      return text.slice('sealed '.length);
    },
    getSelectedStorageBackend: () => 'gnome_libsecret',
    ...given,
  };
}

describe('the system’s keystore', () => {
  test('is used only where the system guards what it is given', () => {
    expect(isKeystoreSafe(keystore(), 'linux')).toBe(true);
    expect(isKeystoreSafe(keystore({ getSelectedStorageBackend: () => 'basic_text' }), 'linux')).toBe(false);
    expect(isKeystoreSafe(keystore({ getSelectedStorageBackend: () => 'unknown' }), 'linux')).toBe(false);
    expect(isKeystoreSafe(keystore({ isEncryptionAvailable: () => false }), 'win32')).toBe(false);
    const { getSelectedStorageBackend: _linuxOnly, ...elsewhere } = keystore();
    expect([isKeystoreSafe(elsewhere, 'win32'), isKeystoreSafe(elsewhere, 'darwin')]).toEqual([true, true]);
  });

  test('answers the host, and says null when it will not', () => {
    const protectedKey = answerKeyQuestion(keystore(), { type: 'protect_key', id: 1, key: 'a2V5' });
    expect(protectedKey).toEqual({ type: 'key_answer', id: 1, value: Buffer.from('sealed a2V5').toString('base64') });
    const blob = String(protectedKey.value);
    expect(answerKeyQuestion(keystore(), { type: 'reveal_key', id: 2, blob })).toEqual({
      type: 'key_answer',
      id: 2,
      value: 'a2V5',
    });
    const strange = Buffer.from('of another user').toString('base64');
    expect(answerKeyQuestion(keystore(), { type: 'reveal_key', id: 3, blob: strange })).toMatchObject({ value: null });
  });

  test('is asked by questions only', () => {
    expect(asKeyQuestion({ type: 'protect_key', id: 1, key: 'a2V5' })).toEqual({
      type: 'protect_key',
      id: 1,
      key: 'a2V5',
    });
    for (const word of [
      null,
      'hello',
      { type: 'hello' },
      { type: 'protect_key', id: 1 },
      { type: 'reveal_key', id: 'x', blob: '' },
    ]) {
      expect(asKeyQuestion(word)).toBeNull();
    }
  });
});
