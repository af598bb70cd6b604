import { type } from '@orpc/contract';
import { z } from 'zod';
import type { Role } from '../domain/staff/role.ts';
import type { OperatorId } from '../kernel/brands.ts';
import { procedure, zOperatorId, zSecret } from './base.ts';

export type Operator = { readonly id: OperatorId; readonly name: string; readonly role: Role };
export type Session = {
  readonly token: string;
  readonly operator: Operator;
  /** The secret was given out by somebody else: it must be changed before anything else. */
  readonly mustChange: boolean;
};

export const staffContract = {
  operators: procedure('public', '可登录的人').output(type<readonly Operator[]>()),
  signIn: procedure('public', '登录')
    .input(z.object({ operatorId: zOperatorId, secret: zSecret }))
    .output(type<Session>()),
  signOut: procedure('session', '退出').output(type<null>()),
  me: procedure('session', '当前登录的人').output(type<Operator>()),
};
