import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import type { Operator } from '../../shared/contract/staff.ts';
import { ROLE_TEXT } from '../../shared/messages/role-text.ts';
import { ChangeSecretDialog } from '../features/staff/change-secret.tsx';
import { useSignOut } from './use-sign-out.ts';

/** Who is signed in, and what that person does about the own sign-in. */
export function OperatorMenu({ operator }: { readonly operator: Operator }) {
  const [changing, setChanging] = useState(false);
  const signOut = useSignOut();
  const items = [
    { key: 'secret', label: '改密码', onClick: () => setChanging(true) },
    { key: 'leave', label: '退出', onClick: signOut },
  ];
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight" destroyOnHidden>
        <Button type="text" aria-haspopup="menu">
          {operator.name}
          {operator.name === ROLE_TEXT[operator.role] ? null : <span className="soft">{ROLE_TEXT[operator.role]}</span>}
          <DownOutlined aria-hidden="true" />
        </Button>
      </Dropdown>
      {changing ? <ChangeSecretDialog onClose={() => setChanging(false)} /> : null}
    </>
  );
}
