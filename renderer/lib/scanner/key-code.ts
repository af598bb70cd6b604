/** What a keydown says about the key itself; under an input method `key` is only 'Process', so `code` decides. */
export type KeyStroke = {
  readonly code: string;
  readonly shift: boolean;
  readonly capsLock: boolean;
  /** Milliseconds on any steady clock. */
  readonly atMs: number;
};

const PLAIN: Readonly<Record<string, readonly [string, string]>> = {
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Backquote: ['`', '~'],
  Space: [' ', ' '],
  NumpadMultiply: ['*', '*'],
  NumpadSubtract: ['-', '-'],
  NumpadAdd: ['+', '+'],
  NumpadDivide: ['/', '/'],
  NumpadDecimal: ['.', '.'],
};

const SHIFTED_DIGITS = ')!@#$%^&*(';

/** The character on the key in the American layout that scanners send, or null for a key that writes nothing. */
export function characterOf({ code, shift, capsLock }: KeyStroke): string | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return shift === capsLock ? letter.toLowerCase() : letter;
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return shift ? SHIFTED_DIGITS.charAt(Number(digit)) : digit;
  const numpad = /^Numpad(\d)$/.exec(code)?.[1];
  if (numpad !== undefined) return numpad;
  return PLAIN[code]?.[shift ? 1 : 0] ?? null;
}
