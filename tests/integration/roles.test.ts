import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isContractProcedure } from '@orpc/contract';
import { createRouterClient, ORPCError } from '@orpc/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ComposedHost, composeHost } from '../../main/host/compose.ts';
import { router } from '../../main/transport/router.ts';
import { initialiseShop } from '../../main/usecases/settings/initialise-shop.ts';
import type { Access, ProcedureMeta } from '../../shared/contract/base.ts';
import { contract } from '../../shared/contract/contract.ts';
import { ROLES, type Role } from '../../shared/domain/staff/role.ts';
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

function expectedGate(access: Access, role: Role | null): 'UNAUTHORIZED' | 'FORBIDDEN' | 'open' {
  if (access === 'public') return 'open';
  if (role === null) return 'UNAUTHORIZED';
  return typeof access === 'string' || access.includes(role) ? 'open' : 'FORBIDDEN';
}

test('every procedure is open to the roles the contract names and to nobody else', async () => {
  const made = await initialiseShop(
    host.services.db,
    { scheme: 'heixi', shopName: '店', villageNames: ['村'], administratorName: '甲', secret: '295817', demo: false },
    randomUUID,
  );
  expect(made.ok).toBe(true);
  const walked: Record<string, string> = {};
  const expected: Record<string, string> = {};
  for (const { context, name, access } of procedures) {
    for (const role of [null, ...ROLES]) {
      const code = await codeOf(role, context, name);
      const key = `${context}.${name} as ${role ?? 'nobody'}`;
      walked[key] = code === 'UNAUTHORIZED' || code === 'FORBIDDEN' ? code : 'open';
      expected[key] = expectedGate(access, role);
    }
  }
  expect(walked).toEqual(expected);
  expect(procedures.length).toBeGreaterThan(30);
});

test('what writes at the counter is closed to the office, and what writes in the office to the counter', () => {
  const open = (name: string) => procedures.find((known) => `${known.context}.${known.name}` === name)?.access;
  expect(open('redemption.redeem')).toEqual(['shopkeeper', 'administrator']);
  expect(open('points.award')).toEqual(['clerk', 'accountant', 'administrator']);
  expect(open('ledger.commitImport')).toEqual(['clerk', 'accountant', 'administrator']);
  expect(
    procedures.filter(({ access }) => access === 'public').map(({ context, name }) => `${context}.${name}`),
  ).toEqual([
    'settings.status',
    'settings.presets',
    'settings.initialise',
    'settings.createDemo',
    'staff.operators',
    'staff.signIn',
    'station.here',
    'station.pair',
  ]);
});
