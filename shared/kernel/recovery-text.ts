import { err, ok, type Result } from './result.ts';

/** Crockford's base 32: no I, L, O or U, so that a handwritten key is read back as it was meant. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BYTES_A_LINE = 8;
const LINES = 4;
/** Eight bytes of the key and two of their check: eighty bits, sixteen characters. */
const CHARACTERS_A_LINE = 16;

/** What is wrong with a key as somebody typed it. */
export type RecoveryTextProblem =
  | { readonly code: 'recovery_key_length'; readonly characters: number; readonly expected: number }
  | { readonly code: 'recovery_key_character'; readonly character: string }
  /** From 1. */
  | { readonly code: 'recovery_key_line'; readonly line: number };

/**
 * A key as people write it down: four lines of four groups, each line with a check of its own that also knows which
 * line it is. `key` has 32 bytes.
 */
export function recoveryLines(key: Uint8Array): string[] {
  return Array.from({ length: LINES }, (_, line) => {
    const bytes = [...key.subarray(line * BYTES_A_LINE, (line + 1) * BYTES_A_LINE)];
    const check = checkOf(line, bytes);
    return grouped(encode([...bytes, check >> 8, check & 0xff]));
  });
}

/** The key that was typed, whatever the case, spaces and lines; O is read as 0, I and L as 1. */
export function parseRecoveryText(text: string): Result<Uint8Array, RecoveryTextProblem> {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-—–·.,，。]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  const stranger = [...plain].find((character) => !DIGITS.includes(character));
  if (stranger !== undefined) return err({ code: 'recovery_key_character', character: stranger });
  const expected = CHARACTERS_A_LINE * LINES;
  if (plain.length !== expected) return err({ code: 'recovery_key_length', characters: plain.length, expected });
  const key: number[] = [];
  for (let line = 0; line < LINES; line += 1) {
    const bytes = decode(plain.slice(line * CHARACTERS_A_LINE, (line + 1) * CHARACTERS_A_LINE));
    const data = bytes.slice(0, BYTES_A_LINE);
    const check = ((bytes[BYTES_A_LINE] ?? 0) << 8) | (bytes[BYTES_A_LINE + 1] ?? 0);
    if (check !== checkOf(line, data)) return err({ code: 'recovery_key_line', line: line + 1 });
    key.push(...data);
  }
  return ok(Uint8Array.from(key));
}

function grouped(text: string): string {
  return (text.match(/.{4}/g) ?? []).join('-');
}

function encode(bytes: readonly number[]): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{5}/g) ?? []).map((five) => DIGITS.charAt(Number.parseInt(five, 2))).join('');
}

function decode(text: string): number[] {
  let bits = '';
  for (const character of text) bits += DIGITS.indexOf(character).toString(2).padStart(5, '0');
  return (bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2));
}

/** CRC-16 (CCITT): finds every wrong character and every two that changed places. */
function checkOf(line: number, bytes: readonly number[]): number {
  let crc = 0xffff;
  for (const byte of [line + 1, ...bytes]) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = ((crc << 1) ^ ((crc & 0x8000) === 0 ? 0 : 0x1021)) & 0xffff;
  }
  return crc;
}
