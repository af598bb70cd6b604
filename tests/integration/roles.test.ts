import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isContractProcedure } from '@orpc/contract';
import { createRouterClient, ORPCError } from '@orpc/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withRolesTable } from '../../build/scripts/readme-roles.ts';
import { type ComposedHost, composeHost } from '../../main/host/compose.ts';
import { router } from '../../main/transport/router.ts';
import { initialiseShop } from '../../main/usecases/settings/initialise-shop.ts';
import type { ProcedureMeta } from '../../shared/contract/base.ts';
import { contract } from '../../shared/contract/contract.ts';
import { ROLES, type Role } from '../../shared/domain/staff/role.ts';
import { type LineAccess, ROLES_TABLE, rolesOf } from '../../shared/domain/staff/roles-table.ts';
import { operatorId } from '../../shared/kernel/brands.ts';

let folder: string;
let host: ComposedHost;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'roles-'));
  host = await composeHost(folder, null);
});

afterAll(() => {
  host.close();
  rmSync(folder, { recursive: true, force: true });
});

const procedures = Object.entries(contract).flatMap(([context, named]) =>
  Object.entries(named).map(([name, procedure]) => {
    if (!isContractProcedure(procedure)) throw new Error(`${context}.${name} is no procedure`);
    return { context, name, access: (procedure['~orpc'].meta as ProcedureMeta).access };
  }),
);

/** The code of the refusal, or null when the procedure answered. An empty input is wrong for most: that is past the gate. */
async function codeOf(role: Role | null, context: string, name: string): Promise<string | null> {
  const operator = role === null ? null : { id: operatorId('walker'), name: '走查', role };
  const client = createRouterClient(router, {
    context: operator ? { services: host.services, operator } : { services: host.services },
  }) as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
  try {
    await client[context]?.[name]?.({ unexpected: 'input' });
    return null;
  } catch (error) {
    if (error instanceof ORPCError) return String(error.code);
    throw error;
  }
}

/** What changes the books, the shop or its people, or takes paper; it must exist under that name. */
const WRITING: readonly string[] = [
  'household.save',
  'household.printCardSlip',
  'points.award',
  'points.deduct',
  'points.reverse',
  'redemption.redeem',
  'redemption.return',
  'redemption.hold',
  'redemption.takeHeld',
  'redemption.printReceipt',
  'goods.saveItem',
  'goods.receive',
  'goods.reverseInbound',
  'outbound.writeOff',
  'outbound.transfer',
  'outbound.returnToSupplier',
  'outbound.reverse',
  'donation.saveDonor',
  'donation.record',
  'donation.consent',
  'donation.withdrawConsent',
  'stocktake.start',
  'stocktake.count',
  'stocktake.finish',
  'stocktake.approve',
  'stocktake.drop',
  'ledger.previewImport',
  'ledger.remapImport',
  'ledger.commitImport',
  'settings.savePrinter',
  'settings.testPrint',
  'settings.backUpNow',
  'settings.saveBackupFolder',
  'settings.restore',
  'settings.confirmDay',
  'settings.saveSecondPersonLimits',
  'station.openDoors',
  'station.revoke',
  'staff.saveScreenLock',
  'staff.add',
  'staff.change',
  'staff.setActive',
  'staff.resetSecret',
];

/** The lines of the table a person reads, by procedure. */
const lines = ROLES_TABLE.flatMap((section) => section.lines.map((line) => ({ ...line, section: section.title })));
const lineOf = new Map(lines.flatMap((line) => line.procedures.map((name) => [name, line] as const)));

function expectedGate(who: LineAccess | undefined, role: Role | null): string {
  if (who === undefined) return 'add it to one line of shared/domain/staff/roles-table.ts';
  if (who === 'public') return 'open';
  if (role === null) return 'UNAUTHORIZED';
  return rolesOf(who).includes(role) ? 'open' : 'FORBIDDEN';
}

test('every procedure, called as every role and as nobody, is open to whom the table says and to nobody else', async () => {
  const made = await initialiseShop(
    host.services.db,
    { scheme: 'heixi', shopName: '店', villageNames: ['村'], administratorName: '甲', secret: '295817', demo: false },
    randomUUID,
  );
  expect(made.ok).toBe(true);
  const walked: Record<string, string> = {};
  const expected: Record<string, string> = {};
  for (const { context, name } of procedures) {
    for (const role of [null, ...ROLES]) {
      const code = await codeOf(role, context, name);
      const key = `${context}.${name} as ${role ?? 'nobody'}`;
      walked[key] = code === 'UNAUTHORIZED' || code === 'FORBIDDEN' ? code : 'open';
      expected[key] = expectedGate(lineOf.get(`${context}.${name}`)?.who, role);
    }
  }
  expect(walked).toEqual(expected);
  expect(procedures.length).toBeGreaterThan(50);
});

test('every procedure stands in exactly one line of the table, and the table names no others', () => {
  const named = lines.flatMap(({ procedures: names }) => names);
  expect([...named].sort()).toEqual(procedures.map(({ context, name }) => `${context}.${name}`).sort());
  expect(new Set(lines.map(({ what }) => what)).size).toBe(lines.length);
});

test('an inspector changes nothing, and an assessor nothing but points and his own session', () => {
  const writes = procedures.filter(({ context, name }) => WRITING.includes(`${context}.${name}`));
  expect(writes.length).toBe(WRITING.length);
  for (const { access } of writes) expect(access).not.toContain('inspector');
  const assessors = writes.filter(({ access }) => access.includes('assessor'));
  expect(assessors.map(({ name }) => name)).toEqual(['award', 'deduct', 'reverse']);
});

test('what writes at the counter is closed to the office, and what writes in the office to the counter', () => {
  const open = (name: string) => procedures.find((known) => `${known.context}.${known.name}` === name)?.access;
  expect(open('redemption.redeem')).toEqual(['shopkeeper', 'administrator']);
  expect(open('goods.receive')).toEqual(['clerk', 'accountant', 'administrator']);
  expect(open('ledger.commitImport')).toEqual(['clerk', 'accountant', 'administrator']);
});

test('README shows the same table', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  expect(readme).toContain('| 柜台：兑换、退回、挂单、打小票 |');
  expect(readme).toBe(withRolesTable(readme));
});
