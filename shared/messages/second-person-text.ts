import { type LimitUnit, SECOND_PERSON_RULES, type SecondPersonRefusal } from '../domain/staff/second-person.ts';
import { centipoints, fen } from '../kernel/brands.ts';
import { pointsText, yuanText } from '../kernel/number-text.ts';

type Needed = Extract<SecondPersonRefusal, { code: 'second_person_needed' }>;
type Unfit = Extract<SecondPersonRefusal, { code: 'second_person_unfit' }>;

/** 200.0分, 2000.00元. */
export function amountText(unit: LimitUnit, amount: number): string {
  return unit === 'fen' ? `${yuanText(fen(amount))}元` : `${pointsText(centipoints(amount))}分`;
}

/** Why this one needs a second person: what it comes to and where the limit is. */
export function limitText({ operation, amount, limit }: Needed): string {
  const { unit } = SECOND_PERSON_RULES[operation];
  if (unit === 'always' || limit === 0) return '';
  if (amount === null) return '，其中有未计价的物品，';
  return `共${amountText(unit, amount)}，超过${amountText(unit, limit)}，`;
}

export const UNFIT_TEXT: Readonly<Record<Unfit['reason'], (name: string) => string>> = {
  same_person: () => '自己不能同意自己办的事，请另一位来',
  same_household: (name) => `${name}和这一户是一家，请换一位`,
  role: (name) => `${name}的岗位不能同意这件事，请换一位`,
  gone: () => '这位已不在岗，请换一位',
};
