import type { Role } from '../domain/staff/role.ts';

export const ROLE_TEXT: Readonly<Record<Role, string>> = {
  shopkeeper: '店员',
  clerk: '录入员',
  assessor: '评定员',
  accountant: '财务',
  administrator: '管理员',
  inspector: '查看',
};
