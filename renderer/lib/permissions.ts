import type { Role } from '../../shared/domain/staff/role.ts';

/** What a role may do, so that a screen offers nothing the host would forbid. The host decides; a test compares. */
const ALLOWED = {
  redeem: ['shopkeeper', 'administrator'],
  setPrinter: ['shopkeeper', 'administrator'],
  awardPoints: ['clerk', 'accountant', 'administrator'],
  saveHousehold: ['clerk', 'accountant', 'administrator'],
  receiveGoods: ['clerk', 'accountant', 'administrator'],
  importLedgers: ['clerk', 'accountant', 'administrator'],
  seeBackups: ['clerk', 'accountant', 'administrator'],
  backUp: ['administrator'],
  verifyBooks: ['accountant', 'administrator'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Permission = keyof typeof ALLOWED;

export function may(role: Role, permission: Permission): boolean {
  return (ALLOWED[permission] as readonly Role[]).includes(role);
}
