import { expect, test } from 'vitest';
import {
  fingerprintGroups,
  freshCode,
  PAIRING_CODE_MS,
  tryPairingCode,
} from '../../../shared/domain/station/station.ts';

const NOW = 1_784_000_000_000;
const code = freshCode('01234567', NOW);

test('the code is right however it is spaced, until ten minutes are over', () => {
  for (const typed of ['01234567', '0123 4567', ' 0123-4567 ']) {
    expect(tryPairingCode(code, typed, NOW + PAIRING_CODE_MS - 1)).toEqual({ outcome: 'right' });
  }
  expect(tryPairingCode(code, '01234567', NOW + PAIRING_CODE_MS)).toEqual({ outcome: 'void' });
  expect(tryPairingCode(null, '01234567', NOW)).toEqual({ outcome: 'void' });
});

test('each wrong try is counted, and the fifth makes the code void', () => {
  let shown: Parameters<typeof tryPairingCode>[0] = code;
  for (const triesLeft of [4, 3, 2, 1]) {
    const attempt = tryPairingCode(shown, '1234567', NOW);
    expect(attempt).toEqual({ outcome: 'wrong', next: { ...code, triesLeft }, triesLeft });
    shown = attempt.outcome === 'wrong' ? attempt.next : null;
  }
  expect(tryPairingCode(shown, '', NOW)).toEqual({ outcome: 'wrong', next: null, triesLeft: 0 });
});

test('a fingerprint is read out in sixteen groups of four', () => {
  const groups = fingerprintGroups(Array.from({ length: 32 }, () => 'AB').join(':'));
  expect(groups).toEqual(Array.from({ length: 16 }, () => 'ABAB'));
});
