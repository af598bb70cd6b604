import type { LockReason } from '../domain/household/personal-data.ts';

/** Stands in a register, a list or a workbook where a number is sealed and its key is not here. */
export const LOCKED_NUMBER_TEXT: Readonly<Record<LockReason, string>> = {
  elsewhere: '（本机密钥由桌面程序保管）',
  missing: '（已加密，待输恢复密钥）',
  other: '（已加密，待输恢复密钥）',
};

/** Why the numbers cannot be read, and what to do. */
export const LOCK_REASON_TEXT: Readonly<Record<LockReason, string>> = {
  elsewhere: '身份证号的密钥由桌面程序保管，请在桌面程序里办',
  missing: '这台电脑上没有身份证号的密钥，请管理员在“设置”里输入恢复密钥',
  other: '这台电脑上的密钥是另一套账的，请管理员在“设置”里输入这套账的恢复密钥',
};
