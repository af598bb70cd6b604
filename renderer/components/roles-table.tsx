import { Fragment } from 'react';
import { ROLES } from '../../shared/domain/staff/role.ts';
import { ROLES_TABLE, rolesOf } from '../../shared/domain/staff/roles-table.ts';
import { ROLE_TEXT } from '../../shared/messages/role-text.ts';
import './roles-table.css';

/** Who may do what, as the host enforces it. */
export function RolesTable() {
  return (
    <table className="roles" aria-label="谁能做什么">
      <thead>
        <tr>
          <th scope="col">做什么</th>
          {ROLES.map((role) => (
            <th key={role} scope="col">
              {ROLE_TEXT[role]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ROLES_TABLE.map(({ title, lines }) => (
          <Fragment key={title}>
            <tr>
              <th className="roles-section" scope="colgroup" colSpan={ROLES.length + 1}>
                {title}
              </th>
            </tr>
            {lines.map(({ what, who }) => (
              <tr key={what}>
                <th scope="row">
                  {what}
                  {who === 'public' ? <span className="soft">（不用登录）</span> : null}
                </th>
                {ROLES.map((role) => {
                  const allowed = rolesOf(who).includes(role);
                  return (
                    <td key={role} data-allowed={allowed}>
                      {allowed ? '✓' : '—'}
                      <span className="visually-hidden">{allowed ? '能' : '不能'}</span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}
