import { type } from '@orpc/contract';
import { z } from 'zod';
import type { Role } from '../domain/staff/role.ts';
import type { OperatorId } from '../kernel/brands.ts';
import { procedure, zOperatorId } from './base.ts';

export type Operator = { readonly id: OperatorId; readonly name: string; readonly role: Role };
export type Session = { readonly token: string; readonly operator: Operator };

export const staffContract = {
  operators: procedure('public', '可登录的人').output(type<readonly Operator[]>()),
  signIn: procedure('public', '登录')
    .input(z.object({ operatorId: zOperatorId, pin: z.string().min(1).max(64) }))
    .output(type<Session>()),
  signOut: procedure('signed_in', '退出').output(type<null>()),
  me: procedure('signed_in', '当前登录的人').output(type<Operator>()),
};
