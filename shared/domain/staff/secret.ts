import type { NewSecretRefusal } from './refusals.ts';

type SecretProblem = Exclude<NewSecretRefusal, { code: 'secret_unchanged' }>;

/** A PIN has 6 to 12 digits; a password 8 to 64 characters of at least two kinds. */
const PIN = /^\d{6,12}$/;
const PASSWORD_LENGTH = { least: 8, most: 64 } as const;
const KINDS = [/\d/, /[a-z]/i, /[^\da-z]/i] as const;
const LEAST_DISTINCT_DIGITS = 3;
const LEAST_DISTINCT_CHARACTERS = 5;
/** Rows of the keyboard and of its number pad: what fingers walk along counts as one run. */
const WALKS = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '147258369',
  '123654789',
  '147896325',
  '159357',
  '1qaz2wsx3edc',
] as const;
const COMMON = ['password', 'passw0rd', 'admin', 'woaini', '5201314', '1314520', 'qq'] as const;

/** Why a secret cannot be taken, or null. Nothing here knows the secret before it: that is the host's to compare. */
export function secretProblem(secret: string): SecretProblem | null {
  if (PIN.test(secret)) return isTooSimplePin(secret) ? { code: 'secret_too_simple' } : null;
  const characters = [...secret].length;
  const kinds = KINDS.filter((kind) => kind.test(secret)).length;
  if (characters < PASSWORD_LENGTH.least || characters > PASSWORD_LENGTH.most || kinds < 2) {
    return { code: 'secret_form_invalid' };
  }
  return isTooSimplePassword(secret.toLowerCase()) ? { code: 'secret_too_simple' } : null;
}

/** 111111, 123456, 121212, 123123, 112233, 147258, 19800101: the first ones anybody tries. */
function isTooSimplePin(pin: string): boolean {
  const distinct = new Set(pin).size;
  return distinct < LEAST_DISTINCT_DIGITS || isRegular(pin) || isBirthday(pin) || COMMON.some((one) => one === pin);
}

/** One walk, one pattern repeated, or a walk of doubled characters. */
function isRegular(text: string): boolean {
  const halved = [...text].filter((_, index) => index % 2 === 0).join('');
  const doubled = text.length % 2 === 0 && [...halved].map((one) => one + one).join('') === text;
  return isWalk(text) || repeats(text) || (doubled && isWalk(halved));
}

function isWalk(text: string): boolean {
  const characters = [...text];
  const steps = new Set(
    characters.slice(1).map((next, index) => (next.codePointAt(0) ?? 0) - (characters[index]?.codePointAt(0) ?? 0)),
  );
  const even = steps.size === 1 && [0, 1, -1].includes([...steps][0] ?? Number.NaN);
  const round = /^\d+$/.test(text) && ['0123456789', '9876543210'].some((row) => row.repeat(2).includes(text));
  return even || round || WALKS.some((row) => [row, [...row].reverse().join('')].some((walk) => walk.includes(text)));
}

/** The same part over and over: 123123, abab1abab1. */
function repeats(text: string): boolean {
  return `${text}${text}`.indexOf(text, 1) < text.length;
}

const YEAR = { first: 1920, last: 2039 } as const;

/** YYYYMMDD or YYMMDD of somebody alive: a neighbour knows it. */
function isBirthday(pin: string): boolean {
  const parts = /^(\d{4}|\d{2})(\d{2})(\d{2})$/.exec(pin);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const likely = parts[1]?.length === 2 || (year >= YEAR.first && year <= YEAR.last);
  return likely && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/** A few walks side by side (abcd1234, aaaa1111), too few characters, or a word from the list and little else. */
function isTooSimplePassword(password: string): boolean {
  if (new Set(password).size < LEAST_DISTINCT_CHARACTERS || repeats(password)) return true;
  const bare = COMMON.reduce((text, word) => text.replaceAll(word, ''), password);
  return withoutWalks(bare).length < LEAST_DISTINCT_CHARACTERS;
}

/** What is left when every run of three or more walked characters counts as one. */
function withoutWalks(text: string): string {
  const characters = [...text];
  let left = '';
  for (let from = 0; from < characters.length; ) {
    let to = from + 1;
    while (to < characters.length && (to - from < 2 || isWalk(characters.slice(from, to + 1).join('')))) to += 1;
    const run = characters.slice(from, to).join('');
    const walked = to - from >= 3 && isWalk(run);
    left += characters[from] ?? '';
    from = walked ? to : from + 1;
  }
  return left;
}
