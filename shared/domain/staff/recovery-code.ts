/**
 * A recovery code as it is printed: five groups of four, without characters that look like others (no 0 O 1 I L). The
 * last character checks the rest; there are 31 of them, a prime, so one wrong or two swapped ones never go unnoticed.
 */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 20;
const GROUP = 4;

/** `pick(n)` gives a random whole number from 0 to n-1; the code carries about 94 bits of it. */
export function makeRecoveryCode(pick: (bound: number) => number): string {
  let code = '';
  while (code.length < LENGTH - 1) code += ALPHABET.charAt(pick(ALPHABET.length));
  return inGroups(code + checkCharacter(code));
}

/** The code as it was printed, from how somebody typed it; null when it was mistyped. */
export function readRecoveryCode(text: string): string | null {
  const code = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
  if (code.length !== LENGTH || [...code].some((one) => !ALPHABET.includes(one))) return null;
  return checkCharacter(code.slice(0, -1)) === code.at(-1) ? inGroups(code) : null;
}

function checkCharacter(code: string): string {
  const sum = [...code].reduce((total, one, index) => total + (index + 1) * ALPHABET.indexOf(one), 0);
  return ALPHABET.charAt(sum % ALPHABET.length);
}

function inGroups(code: string): string {
  return (code.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-');
}
