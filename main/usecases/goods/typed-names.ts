import { fullPinyin, initials, wordSpellings } from '../pinyin-spelling.ts';

/** Full pinyin without spaces, and initials, each spelling separated by a space. */
export type TypedName = { readonly pinyin: string; readonly initials: string };

const typedNames = new Map<string, TypedName>();
const MOST_TYPED_NAMES = 20_000;

/** How a name may be typed. Kept by name: lists of goods are read after each redemption, names hardly change. */
export function typedAs(name: string): TypedName {
  const known = typedNames.get(name);
  if (known) return known;
  const spellings = wordSpellings(name);
  const typed = {
    pinyin: [...new Set(spellings.map(fullPinyin))].join(' '),
    initials: [...new Set(spellings.map(initials))].join(' '),
  };
  if (typedNames.size >= MOST_TYPED_NAMES) typedNames.clear();
  typedNames.set(name, typed);
  return typed;
}
