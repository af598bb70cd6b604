import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { ShopStatus } from '../../../shared/contract/settings.ts';
import type { Operator } from '../../../shared/contract/staff.ts';
import type { StaffMember } from '../../../shared/domain/staff/staff.ts';
import { ROLE_TEXT } from '../../../shared/messages/role-text.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Sheet } from '../../components/page.tsx';
import { FailingState, LoadingState } from '../../components/state-views.tsx';
import { may } from '../../lib/permissions.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { FirstSecretDialog, type GivenSecret } from './first-secret-dialog.tsx';
import { PersonDialog } from './person-dialog.tsx';
import { RecoverySheet } from './recovery-sheet.tsx';
import { ScreenLockSheet } from './screen-lock-sheet.tsx';

type Overlay =
  | { readonly type: 'person'; readonly member: StaffMember | null }
  | { readonly type: 'secret'; readonly given: GivenSecret };

/** Everybody who works here or did. */
export function StaffSheet({ status, operator }: { readonly status: ShopStatus; readonly operator: Operator }) {
  const staff = useQuery(queries.staff());
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const mayManage = may(operator.role, 'manageStaff');
  const close = () => setOverlay(null);
  if (staff.data === undefined) {
    return staff.isError ? (
      <FailingState sentence={sentenceOf(staff.error)} onRetry={() => void staff.refetch()} />
    ) : (
      <LoadingState />
    );
  }
  const mine = staff.data.find(({ id }) => id === operator.id);
  return (
    <>
      <Sheet
        title="人员"
        extra={
          mayManage ? (
            <Button size="large" type="primary" onClick={() => setOverlay({ type: 'person', member: null })}>
              添人
            </Button>
          ) : null
        }
      >
        <p className="soft sheet-lead">
          {summary(staff.data)}
          {mayManage ? '。点一个人可更改、重设密码或停用。' : '。只有管理员能更改。'}
        </p>
        <DataTable<StaffMember>
          label="人员"
          columns={COLUMNS}
          rows={staff.data}
          rowKey={({ id }) => id}
          tone={(member) => (member.active ? (member.mustChange ? 'soon' : undefined) : 'quiet')}
          {...(mayManage ? { onOpen: (member: StaffMember) => setOverlay({ type: 'person', member }) } : {})}
        />
      </Sheet>
      {mayManage && mine ? <RecoverySheet status={status} operator={operator} hasCode={mine.hasRecoveryCode} /> : null}
      <ScreenLockSheet mayChange={mayManage} />
      {overlay?.type === 'person' ? (
        <PersonDialog
          member={overlay.member}
          own={overlay.member?.id === operator.id}
          onGiven={(given) => setOverlay({ type: 'secret', given })}
          onClose={close}
        />
      ) : null}
      {overlay?.type === 'secret' ? <FirstSecretDialog given={overlay.given} onClose={close} /> : null}
    </>
  );
}

function summary(staff: readonly StaffMember[]): string {
  const active = staff.filter((member) => member.active).length;
  const left = staff.length - active;
  return `在用 ${active} 人${left > 0 ? `，停用 ${left} 人` : ''}`;
}

const COLUMNS: readonly Column<StaffMember>[] = [
  { key: 'name', title: '姓名', text: ({ name }) => name, show: ({ name }) => <strong>{name}</strong> },
  { key: 'role', title: '角色', text: ({ role }) => ROLE_TEXT[role] },
  {
    key: 'household',
    title: '所属户',
    text: ({ household }) => (household === null ? '' : `${household.householdNo} ${household.headName}`),
  },
  { key: 'state', title: '状态', text: stateOf },
  {
    key: 'recovery',
    title: '找回码',
    text: ({ role, active, hasRecoveryCode }) =>
      role === 'administrator' && active ? (hasRecoveryCode ? '✓ 有' : '! 没有') : '',
  },
];

function stateOf({ active, mustChange }: StaffMember): string {
  if (!active) return '停用';
  return mustChange ? '! 还没改成自己的密码' : '在用';
}
