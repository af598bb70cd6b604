import { describe, expect, test } from 'vitest';
import { type BurstState, QUIET, type Scan, strike } from '../../../renderer/lib/scanner/burst.ts';
import { characterOf } from '../../../renderer/lib/scanner/key-code.ts';
import { readScannedCode } from '../../../renderer/lib/scanner/scanned-code.ts';

type Typist = { state: BurstState; atMs: number; scans: Scan[]; beginnings: number };

function codeOf(character: string): { code: string; shift: boolean } {
  if (/[a-z]/.test(character)) return { code: `Key${character.toUpperCase()}`, shift: false };
  if (/[A-Z]/.test(character)) return { code: `Key${character}`, shift: true };
  if (/\d/.test(character)) return { code: `Digit${character}`, shift: false };
  if (character === '*') return { code: 'Digit8', shift: true };
  if (character === '-') return { code: 'Minus', shift: false };
  return { code: character, shift: false };
}

function press(typist: Typist, gapMs: number, code: string, shift = false, capsLock = false): void {
  typist.atMs += gapMs;
  const step = strike(typist.state, { code, shift, capsLock, atMs: typist.atMs });
  typist.state = step.state;
  if (step.began) typist.beginnings += 1;
  if (step.scan) typist.scans.push(step.scan);
}

function type(typist: Typist, text: string, gapMs: number): void {
  for (const character of text) {
    const { code, shift } = codeOf(character);
    press(typist, gapMs, code, shift);
  }
}

const typist = (): Typist => ({ state: QUIET, atMs: 1000, scans: [], beginnings: 0 });

describe('telling a scanner from a hand', () => {
  test('13 digits, 8 ms apart, then Enter are a scan', () => {
    const scanner = typist();
    type(scanner, '6901234567892', 8);
    press(scanner, 8, 'Enter');
    expect(scanner.scans).toEqual([{ text: '6901234567892', quantity: null, prefix: '' }]);
    expect(scanner.beginnings).toBe(1);
  });

  test.each([45, 90, 160])('the same digits typed %i ms apart are not', (gapMs) => {
    const hand = typist();
    type(hand, '6901234567892', gapMs);
    press(hand, gapMs, 'Enter');
    expect(hand.scans).toEqual([]);
  });

  test('five characters are too few, six are enough', () => {
    const scanner = typist();
    type(scanner, '12345', 8);
    press(scanner, 8, 'Enter');
    press(scanner, 500, 'Escape');
    type(scanner, '123456', 8);
    press(scanner, 8, 'NumpadEnter');
    expect(scanner.scans.map((scan) => scan.text)).toEqual(['123456']);
  });

  test('a scan that Enter follows only later is somebody pressing Enter', () => {
    const hand = typist();
    type(hand, '6901234567892', 8);
    press(hand, 400, 'Enter');
    expect(hand.scans).toEqual([]);
  });

  test('letters by hand before the scan do not spoil it', () => {
    const paused = typist();
    type(paused, 'dami', 120);
    press(paused, 300, 'KeyD', true);
    type(paused, 'H20260701-0012', 10);
    press(paused, 10, 'Enter');
    expect(paused.scans).toEqual([{ text: 'DH20260701-0012', quantity: null, prefix: '' }]);
  });

  test('5* before the scan is its quantity, by the upper row or the number pad', () => {
    const upper = typist();
    type(upper, '5*', 150);
    press(upper, 900, 'Digit6');
    type(upper, '901234567892', 8);
    press(upper, 8, 'Enter');
    expect(upper.scans).toEqual([{ text: '6901234567892', quantity: 5, prefix: '5*' }]);

    const numpad = typist();
    press(numpad, 100, 'Numpad1');
    press(numpad, 150, 'Numpad2');
    press(numpad, 150, 'NumpadMultiply');
    press(numpad, 900, 'Digit6');
    type(numpad, '901234567892', 8);
    press(numpad, 8, 'Enter');
    expect(numpad.scans[0]?.quantity).toBe(12);

    const hasty = typist();
    type(hasty, '5*', 90);
    press(hasty, 60, 'Digit6');
    type(hasty, '901234567892', 8);
    press(hasty, 8, 'Enter');
    expect(hasty.scans).toEqual([{ text: '6901234567892', quantity: 5, prefix: '5*' }]);
  });

  test('Escape forgets the quantity, and so does a long wait', () => {
    const escaped = typist();
    type(escaped, '5*', 150);
    press(escaped, 200, 'Escape');
    press(escaped, 900, 'Digit6');
    type(escaped, '901234567892', 8);
    press(escaped, 8, 'Enter');
    expect(escaped.scans[0]?.quantity).toBeNull();

    const late = typist();
    type(late, '5*', 150);
    press(late, 20_000, 'Digit6');
    type(late, '901234567892', 8);
    press(late, 8, 'Enter');
    expect(late.scans[0]?.quantity).toBeNull();
  });

  test('a quantity of one scan is not left for the next', () => {
    const scanner = typist();
    type(scanner, '5*', 150);
    for (let scan = 0; scan < 2; scan += 1) {
      press(scanner, 900, 'Digit6');
      type(scanner, '901234567892', 8);
      press(scanner, 8, 'Enter');
    }
    expect(scanner.scans.map((scan) => scan.quantity)).toEqual([5, null]);
  });
});

test('the character comes from the key, Shift against CapsLock', () => {
  const stroke = (code: string, shift: boolean, capsLock: boolean) => characterOf({ code, shift, capsLock, atMs: 0 });
  expect([
    stroke('KeyA', false, false),
    stroke('KeyA', true, false),
    stroke('KeyA', false, true),
    stroke('KeyA', true, true),
    stroke('Digit7', false, true),
    stroke('Numpad7', false, false),
    stroke('Minus', false, false),
    stroke('F2', false, false),
  ]).toEqual(['a', 'A', 'A', 'a', '7', '7', '-', null]);
});

test('what a code names', () => {
  expect(readScannedCode('2900000000179')).toEqual({ kind: 'household', cardNo: '2900000000179' });
  // A wrong check digit is not a card of ours.
  expect(readScannedCode('2900000000170')).toEqual({ kind: 'goods', barcode: '2900000000170' });
  expect(readScannedCode('6901234567892')).toEqual({ kind: 'goods', barcode: '6901234567892' });
  expect(readScannedCode('dh20260701-0012')).toEqual({ kind: 'document', documentNo: 'DH20260701-0012' });
  // A label of ours fills up a short code, so that it comes as a burst.
  expect(readScannedCode('WP001.')).toEqual({ kind: 'goods', barcode: 'WP001' });
  expect(readScannedCode('WP0001')).toEqual({ kind: 'goods', barcode: 'WP0001' });
});
