import { contactText, readContact } from '../../../shared/domain/donation/contact.ts';
import { donorKindOf } from '../../../shared/domain/donation/donation.ts';
import type { PersonalLevel } from '../../../shared/domain/household/personal-data.ts';
import { maskIdNumber, maskName, maskPhone } from '../../../shared/domain/household/masking.ts';
import type { LedgerDefinition } from '../../../shared/domain/ledger/ledger-definitions.ts';
import type { LedgerRow } from '../../../shared/domain/ledger/ledger-row.ts';
import { isSealed } from '../../db/personal/personal-seal.ts';

type Mask = (text: string) => string;

const NUMBERS: Readonly<Record<string, Mask>> = { idNumber: maskIdNumber, phone: maskPhone, contact: maskContact };
/** Outside the office a name is enough to recognise a neighbour, and the family is nobody's business. */
const NAMES: Readonly<Record<string, Mask>> = {
  headName: maskName,
  recipientName: maskName,
  members: () => '',
  note: () => '',
};
/** Organisations are thanked in public; a person who gives is a neighbour too. */
const DONORS: Readonly<Record<string, Mask>> = {
  donorName: (name) => (donorKindOf(name) === 'person' ? maskName(name) : name),
  contact: () => '',
};

function maskContact(text: string): string {
  const { contact, phone } = readContact(text);
  return contactText({ contact, phone: phone === '' ? '' : maskPhone(phone) });
}

/**
 * Rows of a ledger with as much of people in them as `level` allows. A number whose key is not here says so in the words
 * of `locked`, whatever the level.
 */
export function maskedRows(
  { columns }: Pick<LedgerDefinition, 'columns'>,
  rows: Iterable<LedgerRow>,
  level: PersonalLevel,
  locked: string,
): Iterable<LedgerRow> {
  const personal = columns.some(({ key }) => key === 'headName');
  const masks = columns.flatMap(({ key }, index): (readonly [number, Mask])[] => {
    const numbers = level === 'full' ? undefined : NUMBERS[key];
    // Only ledgers of households: the note of an item says nothing about a person.
    const outside = personal ? NAMES[key] : DONORS[key];
    const mask = (level === 'outside' ? outside : undefined) ?? numbers;
    if (key === 'idNumber') return [[index, (text) => (isSealed(text) ? locked : (mask ?? String)(text))]];
    return mask === undefined ? [] : [[index, mask]];
  });
  return masks.length === 0 ? rows : withMasks(rows, masks);
}

function* withMasks(rows: Iterable<LedgerRow>, masks: readonly (readonly [number, Mask])[]): Generator<LedgerRow> {
  for (const row of rows) {
    const shown = [...row];
    for (const [index, mask] of masks) {
      const cell = row[index];
      if (typeof cell === 'string') shown[index] = mask(cell);
    }
    yield shown;
  }
}
