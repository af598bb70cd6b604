import fc from 'fast-check';
import { expect, test } from 'vitest';
import { idTermFor, idTermOf } from '../../main/db/personal/id-terms.ts';
import { isSealed, PersonalSeal } from '../../main/db/personal/personal-seal.ts';

const KEY = Uint8Array.from({ length: 32 }, (_, index) => index);
const OTHER = Uint8Array.from({ length: 32 }, (_, index) => index + 1);
const ID = '11010519491231002X';
const seal = new PersonalSeal(KEY);

test('what is sealed opens again, looks the same every time, and shows nothing of itself', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{17}[\dX]$/), fc.stringMatching(/^\d{17}[\dX]$/), (one, two) => {
      const sealed = seal.seal(one);
      expect(isSealed(sealed)).toBe(true);
      expect(seal.open(sealed)).toBe(one);
      expect(seal.seal(one)).toBe(sealed);
      expect(seal.seal(two) === sealed).toBe(one === two);
      expect(Buffer.from(sealed.slice(3), 'base64url').toString('latin1')).not.toContain(one.slice(0, 6));
    }),
  );
});

test('a form in which any one character was changed does not open', () => {
  const sealed = seal.seal(ID);
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  for (let at = 3; at < sealed.length; at += 1) {
    const other = digits.charAt((digits.indexOf(sealed.charAt(at)) + 17) % 64);
    const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
    // The last character carries spare bits that no byte uses.
    if (Buffer.from(changed.slice(3), 'base64url').equals(Buffer.from(sealed.slice(3), 'base64url'))) continue;
    expect(seal.open(changed), `character ${at}`).toBeNull();
  }
  expect([seal.open(sealed.slice(0, -4)), seal.open('s1.'), seal.open(ID)]).toEqual([null, null, null]);
});

test('another key opens nothing, has other terms, and its check value says so', () => {
  const other = new PersonalSeal(OTHER);
  expect(other.open(seal.seal(ID))).toBeNull();
  expect(other.seal(ID)).not.toBe(seal.seal(ID));
  expect(idTermOf(other, ID)).not.toBe(idTermOf(seal, ID));
  expect(other.check).not.toBe(seal.check);
  expect(new PersonalSeal(KEY).check).toBe(seal.check);
  expect(() => new PersonalSeal(KEY.subarray(0, 16))).toThrow();
});

test('a number is found by its last four characters and any longer tail, under nothing shorter', () => {
  const term = idTermOf(seal, ID);
  for (const tail of ['002X', '1002x', '1231002x', ID]) expect(idTermFor(seal, tail)).toBe(term);
  expect(idTermFor(seal, '02X')).toBeNull();
  expect(idTermFor(seal, '003X')).not.toBe(term);
  expect(term).toMatch(/^[A-Za-z0-9_-]{16}$/);
});
