import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import { type ComposedHost, composeHost } from '../../main/host/compose.ts';
import type { KeyGuard } from '../../main/host/personal-key-store.ts';
import { router } from '../../main/transport/router.ts';
import type { ShopContract } from '../../shared/contract/contract.ts';
import type { Role } from '../../shared/domain/staff/role.ts';
import { operatorId } from '../../shared/kernel/brands.ts';

export type RoleClient = ContractRouterClient<ShopContract>;

/** A real host on a folder of its own, asked through the real router, without doors. */
export class TestHost {
  readonly folder: string;
  host: ComposedHost;

  private constructor(folder: string, host: ComposedHost) {
    this.folder = folder;
    this.host = host;
  }

  static async open(folder = mkdtempSync(join(tmpdir(), 'host-')), guard: KeyGuard | null = null): Promise<TestHost> {
    return new TestHost(folder, await composeHost(folder, null, guard));
  }

  /** A shop that has been set up. */
  static async withShop(guard: KeyGuard | null = null): Promise<TestHost> {
    const opened = await TestHost.open(undefined, guard);
    const input = { scheme: 'heixi', shopName: '光明村爱心超市', villageNames: ['光明村'], secret: '295817' } as const;
    await opened.as(null).settings.initialise({ ...input, villageNames: [...input.villageNames] });
    return opened;
  }

  as(role: Role | null): RoleClient {
    const { services } = this.host;
    // The administrator's own id, so that what he does may refer to him.
    const id = services.db.prepare("SELECT id FROM operator WHERE role = 'administrator'").pluck().get();
    const operator = role && { id: operatorId(typeof id === 'string' ? id : role), name: `${role}甲`, role };
    return createRouterClient(router, { context: operator ? { services, operator } : { services } });
  }

  /** Ends the host and starts it again on the same folder, or on another. */
  async restart(guard: KeyGuard | null = null): Promise<void> {
    this.host.close();
    this.host = await composeHost(this.folder, null, guard);
  }

  close(): void {
    this.host.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
