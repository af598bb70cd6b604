import type { HouseholdId, OperatorId } from '../../kernel/brands.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Role } from './role.ts';

/** What a limit counts. `always`: there is no limit to set. */
export type LimitUnit = 'fen' | 'centipoints' | 'always';

type Rule = {
  readonly name: string;
  readonly unit: LimitUnit;
  /** Asked for above this amount; 0 asks every time. */
  readonly limit: number;
  /** Whose agreement counts. Never the inspector's, who only reads. */
  readonly approvers: readonly Role[];
  /**
   * Done alone where nobody else could agree. Only for what must not wait until somebody has been taken on: books that
   * are damaged come back the same day. Everything else is refused, since a rule that lapses when the others are away
   * is no rule; the way out, adding a person or raising the limit, is the administrator's and stands in the audit trail.
   */
  readonly aloneIfNobodyElse?: true;
};

const ANY_COLLEAGUE: readonly Role[] = ['shopkeeper', 'clerk', 'assessor', 'accountant', 'administrator'];

/** Operations that hand out or destroy value and so need another person's word. One line each; nothing else names them. */
const RULES = {
  own_household_redemption: { name: '给自己家兑换', unit: 'always', limit: 0, approvers: ANY_COLLEAGUE },
  own_household_return: { name: '退回自己家的兑换', unit: 'always', limit: 0, approvers: ANY_COLLEAGUE },
  own_household_points: { name: '给自己家加分', unit: 'always', limit: 0, approvers: ANY_COLLEAGUE },
  own_household_loan: { name: '办自己家的借用', unit: 'always', limit: 0, approvers: ANY_COLLEAGUE },
  late_loan_reversal: { name: '隔日红冲借用', unit: 'centipoints', limit: 0, approvers: ANY_COLLEAGUE },
  late_return: { name: '隔日退回', unit: 'centipoints', limit: 0, approvers: ANY_COLLEAGUE },
  inbound_reversal: { name: '红冲入库单', unit: 'fen', limit: 200_000, approvers: ['accountant', 'administrator'] },
  write_off: { name: '报损', unit: 'always', limit: 0, approvers: ['clerk', 'accountant', 'administrator'] },
  goods_out: { name: '调拨或退货出库', unit: 'fen', limit: 200_000, approvers: ['accountant', 'administrator'] },
  outbound_reversal: {
    name: '红冲报损、调拨或退货单',
    unit: 'fen',
    limit: 200_000,
    approvers: ['accountant', 'administrator'],
  },
  partner_settlement: { name: '共建店结算', unit: 'fen', limit: 200_000, approvers: ['accountant', 'administrator'] },
  partner_settlement_reversal: {
    name: '红冲共建店结算',
    unit: 'fen',
    limit: 200_000,
    approvers: ['accountant', 'administrator'],
  },
  points_entry: { name: '加分或扣分', unit: 'centipoints', limit: 20_000, approvers: ANY_COLLEAGUE },
  points_reversal: { name: '红冲加分或扣分', unit: 'centipoints', limit: 20_000, approvers: ANY_COLLEAGUE },
  stocktake_watch: { name: '盘点监盘', unit: 'always', limit: 0, approvers: ANY_COLLEAGUE },
  restore: {
    name: '恢复备份',
    unit: 'always',
    limit: 0,
    approvers: ['accountant', 'administrator'],
    aloneIfNobodyElse: true,
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type SecondPersonOperation = keyof typeof RULES;
export const SECOND_PERSON_RULES: Readonly<Record<SecondPersonOperation, Rule>> = RULES;
export const SECOND_PERSON_OPERATIONS = Object.keys(RULES) as readonly SecondPersonOperation[];

/** Limits by operation, in the unit of its rule. */
export type SecondPersonLimits = Readonly<Record<SecondPersonOperation, number>>;

export const DEFAULT_LIMITS = Object.fromEntries(
  SECOND_PERSON_OPERATIONS.map((operation) => [operation, RULES[operation].limit]),
) as SecondPersonLimits;

/** Somebody who works here now, and the household of the village they belong to. */
export type Colleague = {
  readonly id: OperatorId;
  readonly name: string;
  readonly role: Role;
  readonly householdId: HouseholdId | null;
};

/** As shown to whoever must find one of them. */
export type EligiblePerson = Pick<Colleague, 'id' | 'name' | 'role'>;

export type SecondPersonFacts = {
  readonly operation: SecondPersonOperation;
  /** In the unit of the rule; null: goods without a value, which no limit covers. */
  readonly amount: number | null;
  readonly limit: number;
  /** Who is about to do it. */
  readonly operatorId: OperatorId;
  /** The household that gains by it; whoever belongs to it cannot agree. */
  readonly householdId: HouseholdId | null;
  /** Everybody who works here now. */
  readonly colleagues: readonly Colleague[];
  /** Whose secret was checked at the door; null: nobody's yet. */
  readonly agreedBy: OperatorId | null;
};

export type SecondPersonRefusal =
  | {
      readonly code: 'second_person_needed';
      readonly operation: SecondPersonOperation;
      /** Null: goods without a value, or a rule without a limit. */
      readonly amount: number | null;
      readonly limit: number;
      readonly persons: readonly EligiblePerson[];
    }
  | { readonly code: 'second_person_missing'; readonly operation: SecondPersonOperation }
  | {
      readonly code: 'second_person_unfit';
      readonly operation: SecondPersonOperation;
      readonly reason: 'same_person' | 'same_household' | 'role' | 'gone';
      readonly name: string;
    };

/** Who agreed, null where nobody need be asked, or whom to ask. */
export function decideSecondPerson(facts: SecondPersonFacts): Result<Colleague | null, SecondPersonRefusal> {
  const { operation, amount, limit, agreedBy } = facts;
  if (!exceeds(operation, amount, limit)) return ok(null);
  if (agreedBy !== null) return judge(facts, agreedBy);
  const persons = facts.colleagues
    .filter((colleague) => unfitness(facts, colleague) === null)
    .map(({ id, name, role }) => ({ id, name, role }));
  if (persons.length > 0) return err({ code: 'second_person_needed', operation, amount, limit, persons });
  if (SECOND_PERSON_RULES[operation].aloneIfNobodyElse) return ok(null);
  return err({ code: 'second_person_missing', operation });
}

/** A limit of 0 asks every time, also where the amount is 0. */
function exceeds(operation: SecondPersonOperation, amount: number | null, limit: number): boolean {
  if (SECOND_PERSON_RULES[operation].unit === 'always' || amount === null || limit === 0) return true;
  return amount > limit;
}

function judge(facts: SecondPersonFacts, agreedBy: OperatorId): Result<Colleague, SecondPersonRefusal> {
  const { operation } = facts;
  const colleague = facts.colleagues.find(({ id }) => id === agreedBy);
  if (!colleague) return err({ code: 'second_person_unfit', operation, reason: 'gone', name: '' });
  const reason = unfitness(facts, colleague);
  return reason === null
    ? ok(colleague)
    : err({ code: 'second_person_unfit', operation, reason, name: colleague.name });
}

function unfitness(facts: SecondPersonFacts, colleague: Colleague): 'same_person' | 'same_household' | 'role' | null {
  if (colleague.id === facts.operatorId) return 'same_person';
  if (!SECOND_PERSON_RULES[facts.operation].approvers.includes(colleague.role)) return 'role';
  if (facts.householdId !== null && colleague.householdId === facts.householdId) return 'same_household';
  return null;
}
