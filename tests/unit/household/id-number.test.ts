import { expect, test } from 'vitest';
import { hasIdNumber, isIdNumber, maskIdNumbersIn } from '../../../shared/domain/household/id-number.ts';

const ID = '11010519491231002X';

test('a number is one of a person when its check character and its birthday are right', () => {
  expect(
    ['11010519491231002X', '11010519491231002x', '440308199001011234', '110105194913310021'].map(isIdNumber),
  ).toEqual([true, true, false, false]);
});

test('numbers inside free text are masked, wherever they stand', () => {
  expect(maskIdNumbersIn(`王芳(${ID})、李伟${ID}`)).toBe('王芳(110105********002X)、李伟110105********002X');
  expect(maskIdNumbersIn('王芳，１１０１０５１９４９１２３１００２Ｘ')).toBe('王芳,110105********002X');
  expect(hasIdNumber(`身份证${ID}号`)).toBe(true);
});

test('other long numbers and plain words stay as they are', () => {
  // A unified social credit code of digits only, an invoice of twenty digits, a barcode.
  for (const text of ['914403001922038216', '00123456789012345678', '6901234567892', '王芳(配偶)', `9${ID}`]) {
    expect(maskIdNumbersIn(text)).toBe(text);
  }
});
