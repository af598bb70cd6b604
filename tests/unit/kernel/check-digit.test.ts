import { expect, test } from 'vitest';
import { eanCheckDigit, hasValidEanCheckDigit, residentIdCheckCharacter } from '../../../shared/kernel/check-digit.ts';

test('the check digit of an article number weighs 3 and 1 from the right', () => {
  expect([eanCheckDigit('690123456789'), eanCheckDigit('629104150021'), eanCheckDigit('9638507')]).toEqual([2, 3, 4]);
});

test('an article number of 8, 12 or 13 digits with the right last digit is valid', () => {
  expect(['6901234567892', '6291041500213', '96385074', '036000291452'].map(hasValidEanCheckDigit)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(['6901234567893', '690123456789', '', '69012345678９2', 'A901234567892'].map(hasValidEanCheckDigit)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});

test('the last character of an identity number is the one of GB 11643', () => {
  // The example of the standard's own annex, and one that ends in X.
  expect(residentIdCheckCharacter('11010519491231002')).toBe('X');
  expect(residentIdCheckCharacter('44052418800101001')).toBe('4');
});
