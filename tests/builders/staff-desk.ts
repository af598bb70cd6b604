import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient, ORPCError } from '@orpc/server';
import { type ComposedHost, composeHost } from '../../main/host/compose.ts';
import { SESSION_HEADER } from '../../main/transport/procedures.ts';
import { router } from '../../main/transport/router.ts';
import type { ShopContract } from '../../shared/contract/contract.ts';
import type { FirstSession, Operator } from '../../shared/contract/staff.ts';
import type { Role } from '../../shared/domain/staff/role.ts';

export const ADMINISTRATORS_SECRET = '295817';
/** What the people of `hire` choose for themselves. */
export const OWN_SECRET = 'shan-li 27';
const FIRST_SECRET = '705918';

export type Client = ContractRouterClient<ShopContract>;
type Station = { readonly id: string; readonly name: string };

/** A host whose clock stands where the test puts it, and clients that hold a session each. */
export class StaffDesk {
  readonly folder = mkdtempSync(join(tmpdir(), 'staff-'));
  nowMs = Date.UTC(2026, 6, 15, 2);
  host!: ComposedHost;
  administrator!: FirstSession;

  static async open(): Promise<StaffDesk> {
    const desk = new StaffDesk();
    desk.host = await composeHost(desk.folder, null);
    desk.administrator = await desk.client().settings.initialise({
      scheme: 'heixi',
      shopName: '光明村爱心超市',
      villageNames: ['光明村'],
      secret: ADMINISTRATORS_SECRET,
    });
    return desk;
  }

  /** Ends the host and starts another on the same folder: sessions are gone, the books are not. */
  async restart(): Promise<void> {
    this.host.close();
    this.host = await composeHost(this.folder, null);
  }

  client(token: string | null = null, station: Station | null = null): Client {
    return createRouterClient(router, {
      context: () => ({
        services: { ...this.host.services, nowMs: () => this.nowMs },
        reqHeaders: new Headers(token === null ? {} : { [SESSION_HEADER]: token }),
        ...(station ? { place: { door: 'stations', browser: null, station } as const } : {}),
      }),
    });
  }

  get office(): Client {
    return this.client(this.administrator.token);
  }

  /** Somebody who has chosen a secret of his own, and his session. */
  async hire(
    name: string,
    role: Role,
    station: Station | null = null,
  ): Promise<{ readonly operator: Operator; readonly token: string }> {
    const { member } = await this.office.staff.add({ name, role, secret: FIRST_SECRET });
    const { token, operator } = await this.client(null, station).staff.signIn({
      operatorId: member.id,
      secret: FIRST_SECRET,
    });
    await this.client(token, station).staff.changeSecret({ secret: FIRST_SECRET, newSecret: OWN_SECRET });
    return { token, operator };
  }

  close(): void {
    this.host.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What a call was answered with when it was not let through: the refusal, or the door's word. */
export async function answerOf(call: Promise<unknown>): Promise<unknown> {
  try {
    return { answered: await call };
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error;
    return error.code === 'REFUSED' ? (error.data as unknown) : error.code;
  }
}
