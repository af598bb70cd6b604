import { lazy, Suspense } from 'react';
import { Page, Sheet } from '../../components/page.tsx';
import { RolesTable } from '../../components/roles-table.tsx';
import { LoadingState } from '../../components/state-views.tsx';
import { href } from '../../lib/navigation.ts';
import { may } from '../../lib/permissions.ts';
import type { PlaceProps } from '../../lib/place.ts';
import './staff.css';
import { StaffSheet } from './staff-sheet.tsx';

const AuditSheet = lazy(async () => ({ default: (await import('./audit-sheet.tsx')).AuditSheet }));

const TABS = [
  ['/staff', '人员', 'seeStaff'],
  ['/staff/roles', '权限', 'seeStaff'],
  ['/staff/audit', '操作记录', 'readAudit'],
] as const;

/** 人员: who works here, who may do what, and what was done. */
export function StaffScreen({ status, operator, location }: PlaceProps) {
  const tabs = TABS.filter(([, , permission]) => may(operator.role, permission));
  const current = tabs.find(([path]) => path === location.path)?.[0] ?? '/staff';
  return (
    <Page
      title="人员"
      actions={
        <nav className="tabs" aria-label="人员">
          {tabs.map(([path, name]) => (
            <a key={path} href={href(path)} aria-current={path === current ? 'page' : undefined}>
              {name}
            </a>
          ))}
        </nav>
      }
    >
      {current === '/staff' ? <StaffSheet status={status} operator={operator} /> : null}
      {current === '/staff/roles' ? (
        <Sheet title="谁能做什么">
          <p className="soft sheet-lead">照每个人的角色，由主机把关；画面上看不到的，也办不成。</p>
          <RolesTable />
        </Sheet>
      ) : null}
      {current === '/staff/audit' ? (
        <Suspense fallback={<LoadingState />}>
          <AuditSheet />
        </Suspense>
      ) : null}
    </Page>
  );
}
