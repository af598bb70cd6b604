import { pinyin } from 'pinyin-pro';

/** Readings of characters met in village names that the dictionary lacks. */
const RARE_READINGS: Readonly<Record<string, string>> = {
  𠮷: 'ji',
  㛃: 'jie',
  䶮: 'yan',
  𬭎: 'hong',
  𬱖: 'wei',
  𫖮: 'yi',
};

/** How a name may be typed: one list of syllables for each way of reading it, the likeliest first. */
export type Spelling = { readonly syllables: readonly string[] };

/**
 * Readings of a person's name. Surnames are read as surnames (单 shan, 解 xie, 仇 qiu, 尉迟 yuchi); a character
 * with several readings adds one spelling for each, because a clerk may type any of them.
 */
export function nameSpellings(name: string): Spelling[] {
  return spellings(name, { surname: 'head' });
}

/** Readings of an item's name. */
export function wordSpellings(text: string): Spelling[] {
  return spellings(text, {});
}

const MOST_SPELLINGS = 12;

function spellings(text: string, options: { surname?: 'head' }): Spelling[] {
  const characters = [...text];
  const first = pinyin(text, { toneType: 'none', type: 'array', v: true, ...options }).map(plain);
  if (first.length !== characters.length)
    return [{ syllables: characters.map((character) => rare(character, character)) }];
  const base = first.map((syllable, index) => rare(characters[index] ?? '', syllable));
  const found = [base];
  for (const [index, character] of characters.entries()) {
    for (const reading of readings(character)) {
      if (found.length >= MOST_SPELLINGS || reading === base[index]) continue;
      found.push(base.map((syllable, at) => (at === index ? reading : syllable)));
    }
  }
  return found.map((syllables) => ({ syllables }));
}

function readings(character: string): string[] {
  const all = pinyin(character, { toneType: 'none', type: 'array', v: true, multiple: true }).map(plain);
  return [...new Set(all)].filter((reading) => /^[a-z]+$/.test(reading));
}

function rare(character: string, syllable: string): string {
  return RARE_READINGS[character] ?? syllable;
}

function plain(syllable: string): string {
  return syllable.toLowerCase().replaceAll('ü', 'v');
}

export const fullPinyin = ({ syllables }: Spelling): string => syllables.join('');
export const initials = ({ syllables }: Spelling): string =>
  syllables.map((syllable) => [...syllable][0] ?? '').join('');
