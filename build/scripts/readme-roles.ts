import { readFileSync, writeFileSync } from 'node:fs';
import { ROLES } from '../../shared/domain/staff/role.ts';
import { ROLES_TABLE, rolesOf } from '../../shared/domain/staff/roles-table.ts';
import { ROLE_TEXT } from '../../shared/messages/role-text.ts';

/** Writes the table of who may do what into README, between its two marks: `node build/scripts/readme-roles.ts`. */
const README = new URL('../../README.md', import.meta.url);
const BETWEEN_MARKS = /(<!-- roles -->\n)[^]*(<!-- \/roles -->)/;

function rolesTable(): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  const lines = ROLES_TABLE.flatMap(({ title, lines: those }) => those.map((line) => ({ title, ...line })));
  return [
    row(['', '没登录', ...ROLES.map((role) => ROLE_TEXT[role])]),
    row(['---', ':-:', ...ROLES.map(() => ':-:')]),
    ...lines.map(({ title, what, who }) => {
      const ticks = ROLES.map((role) => (rolesOf(who).includes(role) ? '✓' : ''));
      return row([`${title}：${what}`, who === 'public' ? '✓' : '', ...ticks]);
    }),
  ].join('');
}

/** README as it should be. */
export function withRolesTable(readme: string): string {
  return readme.replace(BETWEEN_MARKS, (_all, open: string, close: string) => `${open}${rolesTable()}${close}`);
}

if (import.meta.main) writeFileSync(README, withRolesTable(readFileSync(README, 'utf8')));
