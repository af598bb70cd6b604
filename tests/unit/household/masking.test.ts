import { expect, test } from 'vitest';
import { maskIdNumber, maskName, maskPhone, maskPhonesIn } from '../../../shared/domain/household/masking.ts';

test('a name keeps its first and last character', () => {
  const masked = ['张三', '张小三', '欧阳春兰', '王', '𠮷', '王𠮷', '李㛃䶮', ''].map(maskName);
  expect(masked).toEqual(['张*', '张*三', '欧**兰', '王', '𠮷', '王*', '李*䶮', '']);
});

test('numbers show what tells people apart and hide the rest', () => {
  expect(maskIdNumber('440308199001011234')).toBe('440308********1234');
  expect(maskIdNumber('44030819900')).toBe('***********');
  expect(maskPhone('13812345678')).toBe('138****5678');
  expect(maskPhone('1234567')).toBe('*******');
});

test('mobile numbers in free text are masked, other numbers and the rest of the text are not', () => {
  expect(maskPhonesIn('备用电话13812345678，儿子１３９８７６５４３２１')).toBe('备用电话138****5678,儿子139****4321');
  expect(maskPhonesIn('卡号2900000000018，１２３')).toBe('卡号2900000000018，１２３');
});
