import { expect, test } from 'vitest';
import { canonicalJson } from '../../../shared/kernel/json.ts';

test('one value has one spelling', () => {
  expect(canonicalJson({ b: 1, a: [null, { d: 'x', c: null }] })).toBe('{"a":[null,{"d":"x"}],"b":1}');
  expect(canonicalJson({ a: 1, b: null })).toBe(canonicalJson({ a: 1 }));
  expect(canonicalJson({ a: [1, 2] })).not.toBe(canonicalJson({ a: [2, 1] }));
  expect(canonicalJson('王"')).toBe('"王\\""');
});
