import type { Household } from '../../../shared/domain/household/household.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { openedNumber, sealOf } from '../../db/personal/access.ts';
import { idTermOf } from '../../db/personal/id-terms.ts';
import type { Term, TermKind } from '../../db/repositories/household-terms.ts';
import { fullPinyin, initials, nameSpellings } from '../pinyin-spelling.ts';

/**
 * Every way a household is looked for: number, card, name, pinyin, initials, and the tails of phone and ID number (the
 * latter only where the key is).
 */
export function termsOf(db: ReadableDatabase, household: Household): Term[] {
  const terms = new Map<string, Term>();
  const add = (kind: TermKind, term: string) => {
    if (term !== '') terms.set(`${kind}/${term}`, { kind, term });
  };
  const number = household.householdNo.toLowerCase();
  const digits = number.replace(/\D/g, '');
  add('number', number);
  add('digits', digits);
  add('digits', digits.replace(/^0+/, ''));
  add('card', household.cardNo);
  addName(household.headName, add);
  if (household.phone) add('phone', reversed(household.phone));
  const seal = sealOf(db);
  const idNumber = seal && openedNumber(db, household.idNumber);
  if (idNumber) add('id', idTermOf(seal, idNumber));
  return [...terms.values()];
}

export function reversed(text: string): string {
  return [...text].reverse().join('');
}

/**
 * Lower case, half width, without spaces and separators: what is typed and what is kept must meet
 * (zhang san, ＺＳ, 阿依古丽·买买提).
 */
export function normalised(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s'·•・‧]+/gu, '')
    .replaceAll('ü', 'v');
}

function addName(headName: string, add: (kind: TermKind, term: string) => void): void {
  const name = normalised(headName);
  const characters = [...name];
  for (let start = 0; start < characters.length; start += 1) {
    add(start === 0 ? 'name' : 'name_part', characters.slice(start).join(''));
  }
  for (const spelling of nameSpellings(name)) {
    for (let start = 0; start < spelling.syllables.length; start += 1) {
      const tail = { syllables: spelling.syllables.slice(start) };
      add(start === 0 ? 'initials' : 'initials_part', initials(tail));
      add(start === 0 ? 'pinyin' : 'pinyin_part', fullPinyin(tail));
    }
  }
}
