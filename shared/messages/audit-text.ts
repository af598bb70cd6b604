import type { AuditDetail, AuditKind } from '../domain/staff/audit.ts';
import { SECOND_PERSON_RULES } from '../domain/staff/second-person.ts';
import { ROLE_TEXT } from './role-text.ts';
import { amountText } from './second-person-text.ts';

/** What happened, in a word or two. */
export const AUDIT_KIND_TEXT: Readonly<Record<AuditKind, string>> = {
  signed_in: '登录',
  sign_in_failed: '登录失败',
  signed_out: '退出',
  screen_locked: '锁屏',
  secret_changed: '改密码',
  recovery_code_made: '做找回码',
  recovered: '用找回码重设密码',
  operator_added: '添加人员',
  operator_changed: '更改人员',
  operator_deactivated: '停用人员',
  setting_changed: '更改设置',
  second_person_agreed: '另一人同意',
  second_person_refused: '另一人未通过',
  exported: '导出',
  personal_data_shown: '查看个人信息',
  household_corrected: '更正户籍',
  receipt_reprinted: '补打小票',
  backed_up: '备份',
  restored: '恢复备份',
  restore_drilled: '恢复演练',
  entries_replayed: '补记单据',
  rescued: '抢修',
  doors_opened: '开放分机',
  doors_closed: '关闭分机',
  station_paired: '分机配对',
  station_revoked: '停用分机',
  recovery_key_shown: '查看恢复钥匙',
  clock_jumped: '时钟异常',
  partner_terms_set: '共建店定价',
  stocktake_dropped: '盘点作废',
  stocktake_reopened: '盘点退回重点',
};

/** Facts by name, in the order in which they are said; what is not named here is for the program, not for people. */
const FACTS: Readonly<Record<string, string>> = {
  name: '姓名',
  how: '方式',
  role: '岗位',
  state: '状态',
  address: '地址',
  port: '端口',
  operation: '事项',
  askedBy: '经办',
  reason: '原因',
  what: '内容',
  changed: '更正',
  source: '来自',
  before: '原为',
  after: '改为',
  scope: '范围',
  from: '从',
  to: '到',
  village: '村',
  household: '户',
  document: '单据',
  personal: '个人信息',
  rows: '行数',
  lots: '批数',
  fileName: '文件',
  cause: '起因',
  kind: '异常',
  today: '电脑日期',
  lastKnown: '上次的日期',
  entries: '单据笔数',
  lostEntries: '丢掉单据',
  masterRows: '户籍物品改动',
  keptAs: '恢复前的状态存为',
  agreedBy: '同意人',
  lastRecordBefore: '恢复前的操作记录',
};

/** Values that code calls by a name of its own. */
const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  role: ROLE_TEXT,
  operation: Object.fromEntries(Object.entries(SECOND_PERSON_RULES).map(([operation, { name }]) => [operation, name])),
  reason: {
    secret_wrong: '密码不对',
    sign_in_locked: '试错太多次，已锁',
    secret_must_change: '密码还没改成自己的',
  },
  cause: {
    damaged: '账本文件损坏',
    newer: '账本由更新的程序写成',
    missing: '账本文件不见了',
    entries_missing: '少了单据',
    not_sound: '账目核对有出入',
    folder_copied: '文件夹是复制来的',
  },
  kind: { behind: '比上次早', ahead: '比上次晚一年多', before_program: '比程序还早' },
  document: { redemption: '兑换', return: '退回' },
  source: { correction: '更正登记', import: '台账导入' },
};

/** What else is known of it, in words; empty when the subject says everything. */
export function auditText(kind: AuditKind, detail: AuditDetail): string {
  return Object.keys(FACTS)
    .flatMap((name) => {
      const value = detail[name] ?? null;
      if (value === null || value === '' || value === AUDIT_KIND_TEXT[kind]) return [];
      return [`${FACTS[name] ?? ''}：${valueText(kind, name, value, detail)}`];
    })
    .join('；');
}

function valueText(kind: AuditKind, name: string, value: string | number, detail: AuditDetail): string {
  const { unit } = detail;
  if (kind === 'setting_changed' && typeof value === 'number' && (unit === 'fen' || unit === 'centipoints')) {
    return value === 0 ? '每次都要' : amountText(unit, value);
  }
  if (unit === 'minutes' && typeof value === 'number') return `${value}分钟`;
  if (name === 'lastRecordBefore') return `共${value}条`;
  return VALUES[name]?.[String(value)] ?? String(value);
}
