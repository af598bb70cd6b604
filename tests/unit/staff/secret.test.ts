import { expect, test } from 'vitest';
import { secretProblem } from '../../../shared/domain/staff/secret.ts';

const codeOf = (secret: string) => secretProblem(secret)?.code ?? null;

test.each(['295817', '246813', '80417359', '705918264031', 'tian3Fang', '山里有7只小羊在跑', 'li-mai 42'])(
  '%s can be taken',
  (secret) => {
    expect(codeOf(secret)).toBeNull();
  },
);

test.each([
  '111111',
  '123456',
  '654321',
  '567890',
  '890123',
  '121212',
  '123123',
  '112233',
  '332211',
  '111222',
  '147258',
  '147896',
  '159357',
  '1314520',
  '19800101',
  '800101',
  '20121231',
])('the PIN %s is one of the first that anybody tries', (pin) => {
  expect(codeOf(pin)).toBe('secret_too_simple');
});

test.each([
  'abcd1234',
  'aaaa1111',
  'abc12345',
  'password1',
  'Passw0rd1',
  'qwer1234',
  'a1a1a1a1',
  'admin123',
  '1qaz2wsx',
])('the password %s is too simple', (password) => {
  expect(codeOf(password)).toBe('secret_too_simple');
});

test.each(['12345', '1234567890123', 'abcdefgh', 'tian3Fa', '八个字也只是一种', `${'ab1-'.repeat(16)}x`])(
  '%s is neither a PIN nor a password',
  (secret) => {
    expect(codeOf(secret)).toBe('secret_form_invalid');
  },
);
