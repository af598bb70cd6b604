import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient, ORPCError } from '@orpc/server';
import { composeHost, type ComposedHost } from '../../main/host/compose.ts';
import { openForReading } from '../../main/db/open-database.ts';
import { listOperators } from '../../main/db/repositories/operator-repository.ts';
import { router } from '../../main/transport/router.ts';
import type { Refusal } from '../../shared/contract/base.ts';
import { must } from '../../shared/kernel/assert.ts';
import { openShop, type Shop } from '../builders/shop.ts';

export const SECRET = '135790';
const FILES = ['shop.db', 'shop.db-wal', 'shop.db-shm', 'shop.json'] as const;

/** A shop with a year behind it, closed in order, with one backup; its files can be put back as they were. */
export type BrokenShop = {
  readonly shop: Shop;
  readonly folder: string;
  readonly backup: string;
  /** What the journal says. */
  readonly journal: string;
  readonly bytes: Buffer;
  /** Puts all files back as they were; what rescue kept aside goes. */
  readonly heal: () => void;
};

/** Everything that is chained by hash or summed. */
export function journalOf(path: string): string {
  const db = openForReading(path);
  try {
    const tables = ['entry', 'posting', 'balance', 'points_line', 'redemption', 'redemption_line', 'inbound_line'];
    return JSON.stringify(tables.map((table) => db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all()));
  } finally {
    db.close();
  }
}

export async function brokenShop(): Promise<BrokenShop> {
  const shop = await openShop({ scheme: 'heixi' });
  const households = Array.from({ length: 12 }, (_, index) =>
    shop.household({ headName: `赵铁柱${index}`, phone: `1390000${String(1000 + index)}`, idNumber: null }),
  );
  const items = Array.from({ length: 4 }, () => shop.item());
  for (const { id } of items) shop.receive(id, 500, 123_457);
  for (const { id } of households) {
    shop.award(id, 90_000_000);
    for (const item of items) shop.redeem(id, [[item.id, 2]]);
  }
  shop.db.close();
  const host = await composeHost(shop.folder, null);
  const made = await host.services.backup.backUpNow();
  host.close();
  if (!made.ok) throw new Error(`no backup: ${made.error.code}`);
  const kept = new Map(FILES.map((name) => [name, readIfThere(join(shop.folder, name))]));
  const path = join(shop.folder, 'shop.db');
  const heal = (): void => {
    rmSync(join(shop.folder, 'damaged'), { recursive: true, force: true });
    for (const [name, bytes] of kept) {
      rmSync(join(shop.folder, name), { recursive: true, force: true });
      if (bytes !== null) writeFileSync(join(shop.folder, name), bytes);
    }
  };
  return {
    shop,
    folder: shop.folder,
    backup: made.value.path,
    journal: journalOf(path),
    bytes: readFileSync(path),
    heal,
  };
}

export function readIfThere(path: string): Buffer | null {
  return existsSync(path) ? readFileSync(path) : null;
}

/** Every procedure of a host as its administrator, as the command line has it. */
export function callerOf(host: ComposedHost) {
  return createRouterClient(router, {
    context: () => {
      const { services } = host;
      const operator = listOperators(services.db).find(({ role }) => role === 'administrator');
      return operator ? { services, operator } : { services };
    },
  });
}

/** The refusal that a call ended with; throws when it was answered. */
export async function refusalFrom(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ORPCError && error.code === 'REFUSED') return error.data as Refusal;
    throw error;
  }
  throw new Error('it was not refused');
}

export function plantFolder(path: string): void {
  rmSync(path, { force: true });
  mkdirSync(path);
  writeFileSync(join(path, '说明.txt'), '不是账');
}

/** Restores the backup the way the screen does, and says where the original was put. */
export async function rescue(host: ComposedHost, backup: string): Promise<string> {
  const caller = callerOf(host);
  const preview = await caller.rescue.preview({ path: backup });
  const administrator = must(preview.administrators[0], 'the backup names an administrator');
  const confirmation = { operatorId: administrator.id, secret: SECRET };
  const rescued = await caller.rescue.restore({ path: backup, lastHash: preview.lastHash, confirmation });
  return rescued.keptIn;
}
