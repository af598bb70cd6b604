import { expect, test } from 'vitest';
import { isBounded } from '../../../main/journal/accounts.ts';
import { contextDigest, type ContextRow } from '../../../main/journal/context-tables.ts';
import { sha256 } from '../../../main/journal/hash.ts';

test('the hash is SHA-256 in hexadecimal', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('accounts one can run out of are bounded; sources and the honour figure are not', () => {
  const bounded = [
    isBounded('goods', 'stock'),
    isBounded('value', 'stock'),
    isBounded('points', 'household/h1/2026/redeemed'),
    isBounded('points', 'household/h1/2026/held'),
    isBounded('points', 'household/h1/2026/base'),
  ];
  const free = [
    isBounded('points', 'household/h1/2026/earned'),
    isBounded('points', 'source/award'),
    isBounded('goods', 'source/purchase'),
    isBounded('goods', 'issued'),
  ];
  expect([bounded, free]).toEqual([Array(5).fill(true), Array(4).fill(false)]);
});

const document = (supplier: string, sourceNo: string | null): ContextRow => ({
  table: 'inbound_document',
  values: { source: 'purchase', supplier, source_no: sourceNo },
});

test('a digest covers every value that is set and none that is not', () => {
  const digest = contextDigest([document('供销社', null)]);
  expect(contextDigest([document('供销社', null)])).toBe(digest);
  expect(contextDigest([document('供销杜', null)])).not.toBe(digest);
  expect(contextDigest([document('供销社', 'RK1')])).not.toBe(digest);
  expect(digest).toBe(sha256('[["inbound_document",{"source":"purchase","supplier":"供销社"}]]'));
});
