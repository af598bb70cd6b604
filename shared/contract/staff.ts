import { type } from '@orpc/contract';
import { z } from 'zod';
import type { PrintOutcome } from '../domain/settings/printer.ts';
import { type Role, ROLES } from '../domain/staff/role.ts';
import { SCREEN_LOCK_MINUTES, type StaffMember } from '../domain/staff/staff.ts';
import type { OperatorId } from '../kernel/brands.ts';
import { ADMINISTRATION, EVERYONE, OVERSIGHT, procedure, zHouseholdId, zOperatorId, zSecret, zText } from './base.ts';

export type Operator = { readonly id: OperatorId; readonly name: string; readonly role: Role };

export type Session = {
  readonly token: string;
  readonly operator: Operator;
  /** The secret was given out by somebody else: it must be changed before anything else. */
  readonly mustChange: boolean;
};

/** A session with a recovery code, which is shown once. */
export type FirstSession = Session & { readonly recoveryCode: string };

/** A person, and the secret made for them when none was given; it is shown once. */
export type FirstSecret = { readonly member: StaffMember; readonly firstSecret: string | null };

export type ScreenLock = { readonly minutes: number };

const person = {
  name: zText(32).pipe(z.string().min(1)),
  role: z.enum(ROLES),
  householdId: zHouseholdId.nullable().default(null),
};
/** Null: one is made and shown once. */
const firstSecret = zSecret.nullable().default(null);
const zRecoveryCode = z.string().min(1).max(64);

export const staffContract = {
  operators: procedure('public', '可登录的人').output(type<readonly Operator[]>()),
  signIn: procedure('public', '登录；换人时原来的人同时退出')
    .input(z.object({ operatorId: zOperatorId, secret: zSecret }))
    .output(type<Session>()),
  recover: procedure('public', '管理员忘记密码：凭找回码设新密码，找回码随即换新')
    .input(z.object({ operatorId: zOperatorId, code: zRecoveryCode, newSecret: zSecret }))
    .output(type<FirstSession>()),
  me: procedure('session', '当前登录的人').output(type<Operator>()),
  lock: procedure('session', '锁屏')
    .input(z.object({ idle: z.boolean().default(false) }))
    .output(type<null>()),
  unlock: procedure('session', '本人解锁')
    .input(z.object({ secret: zSecret }))
    .output(type<null>()),
  changeSecret: procedure('session', '改自己的密码')
    .input(z.object({ secret: zSecret, newSecret: zSecret }))
    .output(type<null>()),
  signOut: procedure('session', '退出').output(type<null>()),
  screenLock: procedure(EVERYONE, '多久不动就锁屏').output(type<ScreenLock>()),
  saveScreenLock: procedure(ADMINISTRATION, '设置多久不动就锁屏')
    .input(z.object({ minutes: z.int().min(SCREEN_LOCK_MINUTES.least).max(SCREEN_LOCK_MINUTES.most) }))
    .output(type<ScreenLock>()),
  list: procedure(OVERSIGHT, '全部人员').output(type<readonly StaffMember[]>()),
  add: procedure(ADMINISTRATION, '增加人员')
    .input(z.object({ ...person, secret: firstSecret }))
    .output(type<FirstSecret>()),
  change: procedure(ADMINISTRATION, '改姓名、角色或所属户')
    .input(z.object({ ...person, operatorId: zOperatorId }))
    .output(type<StaffMember>()),
  setActive: procedure(ADMINISTRATION, '停用或重新启用人员')
    .input(z.object({ operatorId: zOperatorId, active: z.boolean() }))
    .output(type<StaffMember>()),
  resetSecret: procedure(ADMINISTRATION, '给人员重设密码')
    .input(z.object({ operatorId: zOperatorId, secret: firstSecret }))
    .output(type<FirstSecret>()),
  renewRecoveryCode: procedure(ADMINISTRATION, '给自己做一个新找回码，旧的作废')
    .input(z.object({ secret: zSecret }))
    .output(type<{ readonly code: string }>()),
  printRecoverySlip: procedure(ADMINISTRATION, '在小票机上打印找回码')
    .input(z.object({ code: zRecoveryCode }))
    .output(type<PrintOutcome>()),
};
