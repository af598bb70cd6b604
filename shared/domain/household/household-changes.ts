import { LEDGERS } from '../ledger/ledger-definitions.ts';
import { HOUSEHOLD_STATUS_WORD } from '../ledger/ledger-words.ts';
import type { Household } from './household.ts';
import { maskPhone, maskPhonesIn } from './masking.ts';

/** The register data that a correction can change; village and identity number as they are shown to people. */
export type RegisterData = Omit<Household, 'id' | 'cardNo' | 'villageId' | 'idNumber'> & {
  readonly village: string;
  readonly idNumberShown: string | null;
};

const LONGEST = 60;

/** Tags stand on no ledger; goods are given by them. */
const FIELDS = [...LEDGERS.household_roster.columns, { key: 'tags', heading: '标签' }];

/** What a correction changed, in words for the audit trail: 户主：张三→张四；电话：138****5678→139****1234. */
export function householdChanges(before: RegisterData, after: RegisterData): string {
  const [old, now] = [factsOf(before), factsOf(after)];
  return FIELDS.filter(({ key }) => old[key] !== now[key])
    .map(({ key, heading }) => `${heading}：${shortened(old[key])}→${shortened(now[key])}`)
    .join('；');
}

function factsOf(data: RegisterData): Readonly<Record<string, string>> {
  const { idNumberShown, phone, memberCount, status, tags, ...texts } = data;
  return {
    ...texts,
    idNumber: idNumberShown ?? '',
    phone: phone === null ? '' : maskPhone(phone),
    memberCount: memberCount === null ? '' : String(memberCount),
    status: HOUSEHOLD_STATUS_WORD[status],
    tags: tags.join('、'),
  };
}

function shortened(text: string | undefined): string {
  // Numbers of neighbours stand in notes and families too.
  const characters = [...maskPhonesIn(text ?? '')];
  if (characters.length === 0) return '空';
  return characters.length <= LONGEST ? characters.join('') : `${characters.slice(0, LONGEST).join('')}…`;
}
