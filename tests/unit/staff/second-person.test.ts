import { expect, test } from 'vitest';
import { AUDIT_KINDS } from '../../../shared/domain/staff/audit.ts';
import { ROLES } from '../../../shared/domain/staff/role.ts';
import {
  type Colleague,
  decideSecondPerson,
  SECOND_PERSON_OPERATIONS,
  SECOND_PERSON_RULES,
  type SecondPersonFacts,
} from '../../../shared/domain/staff/second-person.ts';
import { householdId, operatorId } from '../../../shared/kernel/brands.ts';
import { AUDIT_KIND_TEXT, auditText } from '../../../shared/messages/audit-text.ts';
import { refusalOf, valueOf } from '../../builders/shop.ts';

const person = (name: string, role: Colleague['role'], household: string | null = null): Colleague => ({
  id: operatorId(name),
  name,
  role,
  householdId: household === null ? null : householdId(household),
});

const KEEPER = person('keeper', 'shopkeeper', 'ran');
const CLERK = person('clerk', 'clerk');

function facts(over: Partial<SecondPersonFacts> = {}): SecondPersonFacts {
  return {
    operation: 'points_entry',
    amount: 500,
    limit: 400,
    operatorId: KEEPER.id,
    householdId: null,
    colleagues: [KEEPER, CLERK],
    agreedBy: null,
    ...over,
  };
}

test('is asked for above the limit, at it not, with a limit of 0 always', () => {
  expect(refusalOf(decideSecondPerson(facts())).code).toBe('second_person_needed');
  expect(valueOf(decideSecondPerson(facts({ amount: 400 })))).toBeNull();
  expect(refusalOf(decideSecondPerson(facts({ amount: 0, limit: 0 }))).code).toBe('second_person_needed');
  expect(refusalOf(decideSecondPerson(facts({ amount: null, limit: 1_000_000 }))).code).toBe('second_person_needed');
  const own = facts({ operation: 'own_household_redemption', amount: 1, limit: 1_000_000 });
  expect(refusalOf(decideSecondPerson(own)).code).toBe('second_person_needed');
});

test.each(SECOND_PERSON_OPERATIONS)(
  '%s is agreed to by every role that its rule names, and by no other',
  (operation) => {
    for (const role of ROLES) {
      const other = person('other', role);
      const asked = facts({ operation, amount: null, colleagues: [KEEPER, other], agreedBy: other.id });
      const decided = decideSecondPerson(asked);
      if (SECOND_PERSON_RULES[operation].approvers.includes(role)) expect(valueOf(decided)).toEqual(other);
      else expect(refusalOf(decided)).toMatchObject({ code: 'second_person_unfit', reason: 'role' });
    }
    expect(SECOND_PERSON_RULES[operation].approvers).not.toContain('inspector');
  },
);

test('whom to ask are exactly those whose word would count', () => {
  const aunt = person('aunt', 'clerk', 'ran');
  const inspector = person('inspector', 'inspector');
  const colleagues = [KEEPER, CLERK, aunt, inspector];
  const asked = facts({ operation: 'own_household_redemption', householdId: householdId('ran'), colleagues });
  expect(refusalOf(decideSecondPerson(asked))).toMatchObject({ persons: [{ name: 'clerk' }] });
  for (const { id } of colleagues) {
    expect(decideSecondPerson({ ...asked, agreedBy: id }).ok).toBe(id === CLERK.id);
  }
});

test('without anybody to ask it is refused, but for what must not wait', () => {
  for (const operation of SECOND_PERSON_OPERATIONS) {
    const decided = decideSecondPerson(facts({ operation, amount: null, colleagues: [KEEPER] }));
    if (operation === 'restore') expect(valueOf(decided)).toBeNull();
    else expect(refusalOf(decided)).toEqual({ code: 'second_person_missing', operation });
  }
});

test('records are told in words a clerk uses', () => {
  expect(new Set(Object.values(AUDIT_KIND_TEXT)).size).toBe(AUDIT_KINDS.length);
  const limit = { unit: 'fen', before: 200_000, after: 0 };
  expect(auditText('setting_changed', limit)).toBe('原为：2000.00元；改为：每次都要');
  expect(auditText('setting_changed', { unit: 'minutes', before: 5, after: 10 })).toBe('原为：5分钟；改为：10分钟');
  const refused = { operation: 'late_return', reason: 'secret_wrong' };
  expect(auditText('second_person_refused', refused)).toBe('事项：隔日退回；原因：密码不对');
  expect(auditText('rescued', { cause: 'missing', entries: 12 })).toBe('起因：账本文件不见了；单据笔数：12');
  const clock = { kind: 'behind', today: '2020-01-01', lastKnown: '2026-07-01' };
  expect(auditText('clock_jumped', clock)).toBe('异常：比上次早；电脑日期：2020-01-01；上次的日期：2026-07-01');
  expect(auditText('signed_in', { how: '登录', householdId: 'id-1' })).toBe('');
  expect(auditText('exported', { rows: 3, from: null, reason: '乡镇检查' })).toBe('原因：乡镇检查；行数：3');
});
