import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRecoveryText, recoveryLines } from '../../../shared/kernel/recovery-text.ts';

const KEY = Uint8Array.from({ length: 32 }, (_, index) => (index * 37 + 11) & 0xff);
const LINES = recoveryLines(KEY);
const DIGITS = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];

test('a key is four lines of four groups and reads back as it was', () => {
  expect(LINES).toHaveLength(4);
  for (const line of LINES) expect(line).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (key) => {
      expect(parseRecoveryText(recoveryLines(key).join('\n'))).toEqual({ ok: true, value: key });
    }),
  );
});

test('case, spaces, full width and letters that look like digits do not matter', () => {
  const typed = LINES.join('  ').toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
  expect(parseRecoveryText(typed)).toEqual({ ok: true, value: KEY });
});

test('every wrong character and every exchanged pair is found, and the line is named', () => {
  const plain = LINES.join('').replaceAll('-', '');
  for (let at = 0; at < plain.length; at += 1) {
    const line = Math.floor(at / 16) + 1;
    for (const digit of DIGITS) {
      if (digit === plain[at]) continue;
      const wrong = plain.slice(0, at) + digit + plain.slice(at + 1);
      expect(parseRecoveryText(wrong)).toEqual({ ok: false, error: { code: 'recovery_key_line', line } });
    }
    const [first = '', second = ''] = plain.slice(at, at + 2);
    if (second === '' || first === second) continue;
    const swapped = plain.slice(0, at) + second + first + plain.slice(at + 2);
    expect(parseRecoveryText(swapped).ok).toBe(false);
  }
});

test('lines in another order are found', () => {
  const [a = '', b = '', c = '', d = ''] = LINES;
  expect(parseRecoveryText([b, a, c, d].join(''))).toMatchObject({ ok: false, error: { code: 'recovery_key_line' } });
});

test('a key that is too short, or holds what no key holds, says so', () => {
  expect(parseRecoveryText(LINES.slice(1).join(''))).toEqual({
    ok: false,
    error: { code: 'recovery_key_length', characters: 48, expected: 64 },
  });
  expect(parseRecoveryText(`U${LINES.join('').slice(1)}`)).toEqual({
    ok: false,
    error: { code: 'recovery_key_character', character: 'U' },
  });
});
