import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeRecoveryCode, readRecoveryCode } from '../../../shared/domain/staff/recovery-code.ts';

const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const codes = fc.array(fc.nat(30), { minLength: 19, maxLength: 19 }).map((picks) => {
  const left = [...picks];
  return makeRecoveryCode(() => left.shift() ?? 0);
});

test('five groups of four, read back however they are typed', () => {
  let last = 0;
  const code = makeRecoveryCode((bound) => (last += 7) % bound);
  expect(code).toMatch(/^([2-9A-HJKMNP-Z]{4}-){4}[2-9A-HJKMNP-Z]{4}$/);
  for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ' '), ` ${code.replaceAll('-', '')} `]) {
    expect(readRecoveryCode(typed)).toBe(code);
  }
  const fullWidth = [...code].map((one) => String.fromCodePoint((one.codePointAt(0) ?? 0) + 0xfee0)).join('');
  expect(readRecoveryCode(fullWidth)).toBe(code);
  for (const typed of ['', 'ABCD', `${code}2`, code.slice(0, -1)]) expect(readRecoveryCode(typed)).toBeNull();
});

test('one wrong character, or two neighbours swapped, is noticed', () => {
  fc.assert(
    fc.property(codes, fc.nat(19), fc.nat(30), (code, place, letter) => {
      const bare = code.replaceAll('-', '');
      const other = LETTERS.charAt(letter);
      const wrong = bare.slice(0, place) + other + bare.slice(place + 1);
      expect(readRecoveryCode(wrong) === null).toBe(other !== bare[place]);
      if (place === 19) return;
      const [first = '', second = ''] = [bare[place], bare[place + 1]];
      const swapped = bare.slice(0, place) + second + first + bare.slice(place + 2);
      expect(readRecoveryCode(swapped) === null).toBe(first !== second);
    }),
  );
});
