import { Button } from 'antd';
import { useState } from 'react';
import { Sheet } from '../../components/page.tsx';
import { RolesTable } from '../../components/roles-table.tsx';

/** Who may do what, for those who have no 人员 of their own to read it in. */
export function RolesSheet() {
  const [open, setOpen] = useState(false);
  return (
    <Sheet
      title="谁能做什么"
      extra={
        <Button size="large" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? '收起' : '看权限表'}
        </Button>
      }
    >
      {open ? <RolesTable /> : <p className="soft">每个角色能办哪些事，由主机把关。</p>}
    </Sheet>
  );
}
