import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient, ORPCError } from '@orpc/server';
import { insertOperator } from '../../main/db/repositories/operator-repository.ts';
import { type ComposedHost, composeHost } from '../../main/host/compose.ts';
import { type AuditRecord, listAudit } from '../../main/journal/audit-trail.ts';
import { SESSION_HEADER } from '../../main/transport/procedures.ts';
import type { HostServices } from '../../main/transport/services.ts';
import { router } from '../../main/transport/router.ts';
import { initialiseShop } from '../../main/usecases/settings/initialise-shop.ts';
import { hashSecret } from '../../main/usecases/staff/secret-hash.ts';
import type { Refusal } from '../../shared/contract/base.ts';
import type { AuditKind } from '../../shared/domain/staff/audit.ts';
import type { Role } from '../../shared/domain/staff/role.ts';
import { type HouseholdId, type LocalDate, type OperatorId, operatorId } from '../../shared/kernel/brands.ts';
import { countingIds, valueOf } from './shop.ts';

export type Person = { readonly id: OperatorId; readonly name: string; readonly role: Role; readonly secret: string };

/** A shop as its doors show it, with people who have sessions and secrets of their own. */
export class StaffedShop {
  readonly host: ComposedHost;
  readonly administrator: Person;
  readonly folder: string;
  readonly #keys = countingIds('request');

  private constructor(folder: string, host: ComposedHost, administrator: Person) {
    this.folder = folder;
    this.host = host;
    this.administrator = administrator;
  }

  static async open(businessDate: LocalDate | null = null): Promise<StaffedShop> {
    const folder = mkdtempSync(join(tmpdir(), 'aixin-staffed-'));
    const host = await composeHost(folder, businessDate);
    const secret = '135790';
    const input = {
      scheme: 'heixi',
      shopName: '光明村爱心超市',
      villageNames: ['光明村'],
      administratorName: '管理员',
      secret,
      demo: false,
    } as const;
    const made = valueOf(await initialiseShop(host.services.db, input, countingIds('set')));
    const { id, name, role } = made.operator;
    return new StaffedShop(folder, host, { id, name, role, secret });
  }

  get db() {
    return this.host.services.db;
  }

  key(): string {
    return this.#keys();
  }

  /** Takes somebody on whose secret is their own. */
  async hire(
    name: string,
    role: Role,
    secret: string,
    given: { readonly householdId?: HouseholdId; readonly mustChange?: boolean } = {},
  ): Promise<Person> {
    const id = operatorId(`person-${this.#keys()}`);
    const { householdId = null, mustChange = false } = given;
    insertOperator(this.db, { id, name, role, ...(await hashSecret(secret)), householdId, mustChange });
    return { id, name, role, secret };
  }

  /** Everything that this person may ask of the host, through a session of their own. */
  as({ id, name, role }: Person, services: HostServices = this.host.services) {
    const { token } = services.sessions.open({ id, name, role });
    const reqHeaders = new Headers({ [SESSION_HEADER]: token });
    return createRouterClient(router, { context: { services, reqHeaders } });
  }

  /** What the audit trail says of these kinds, oldest first. */
  told(...kinds: readonly AuditKind[]): AuditRecord[] {
    return listAudit(this.db, 0, 10_000).filter(({ kind }) => kinds.includes(kind));
  }

  close(): void {
    this.host.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The refusal that a call must end with. */
export async function refusalFrom(call: Promise<unknown>): Promise<Refusal> {
  const outcome = await call.then(
    (value: unknown) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('error' in outcome && outcome.error instanceof ORPCError && outcome.error.code === 'REFUSED') {
    return outcome.error.data as Refusal;
  }
  throw new Error(`not refused: ${JSON.stringify(outcome)}`);
}
