import { expect, test } from 'vitest';
import { zPieces, zPriceCentipoints, zPriceFen } from '../../shared/contract/base.ts';

/** As many as a basket may have. */
const LINES = 100;

test('the dearest price times the biggest line, on every line of a basket, is still counted exactly', () => {
  const dearest = zPriceCentipoints.parse(100_000_000);
  const most = zPieces.parse(100_000);
  expect(Number.isSafeInteger(dearest * most * LINES)).toBe(true);
  expect(zPriceCentipoints.safeParse(dearest + 1).success).toBe(false);
  expect(zPriceFen.safeParse(dearest + 1).success).toBe(false);
  expect(zPieces.safeParse(most + 1).success).toBe(false);
});
