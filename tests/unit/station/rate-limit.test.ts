import { expect, test } from 'vitest';
import { RateLimit } from '../../../main/transport/rate-limit.ts';

const NOW = 1_784_000_000_000;

test('a burst goes through, then one after the other as time brings tokens back', () => {
  const limit = new RateLimit({ burst: 3, perSecond: 0.5 });
  expect([1, 2, 3, 4].map(() => limit.take('192.168.1.7', NOW))).toEqual([0, 0, 0, 2]);
  expect(limit.take('192.168.1.7', NOW + 1_999)).toBe(1);
  expect(limit.take('192.168.1.7', NOW + 2_000)).toBe(0);
  expect(limit.take('192.168.1.7', NOW + 2_001)).toBe(2);
  expect([1, 2, 3, 4].map(() => limit.take('192.168.1.7', NOW + 3_600_000))).toEqual([0, 0, 0, 2]);
});

test('one address does not pay for another, and a clock that was set back gives nothing away', () => {
  const limit = new RateLimit({ burst: 1, perSecond: 1 });
  expect(limit.take('192.168.1.7', NOW)).toBe(0);
  expect(limit.take('192.168.1.8', NOW)).toBe(0);
  expect(limit.take('192.168.1.7', NOW - 3_600_000)).toBe(1);
});

test('any number of addresses lifts no limit of the one that is at it, and only the quietest are forgotten', () => {
  const limit = new RateLimit({ burst: 2, perSecond: 0.000_001 });
  expect(limit.take('quiet', NOW)).toBe(0);
  expect([limit.take('busy', NOW), limit.take('busy', NOW)]).toEqual([0, 0]);
  for (let index = 0; index < 20_000; index += 1) {
    limit.take(`address ${index}`, NOW);
    if (index % 100 === 0) expect(limit.take('busy', NOW)).toBeGreaterThan(0);
  }
  expect([limit.take('quiet', NOW), limit.take('quiet', NOW)]).toEqual([0, 0]);
});
