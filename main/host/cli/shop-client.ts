import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import type { Operator } from '../../../shared/contract/staff.ts';
import type { ShopContract } from '../../../shared/contract/contract.ts';
import type { BackupDesk } from '../../backup/backup-desk.ts';
import type { LocalDate } from '../../../shared/kernel/brands.ts';
import { DESK_HEADER } from '../../transport/procedures.ts';
import type { RescueServices } from '../../transport/rescue-services.ts';
import { router } from '../../transport/router.ts';
import type { HostServices } from '../../transport/services.ts';
import { readAuditEnd, recordRestored } from '../../usecases/settings/record-restored.ts';
import { listSignInOperators } from '../../usecases/staff/read-staff.ts';
import { startHost } from '../host.ts';

export type ShopClient = ContractRouterClient<ShopContract>;

type FirstBackup = Pick<BackupDesk, 'preview' | 'restore'>;

export type OpenShop = {
  readonly shop: ShopClient;
  /** True when a host that was already running answers. */
  readonly attached: boolean;
  /** Backups of a host opened for this command; a folder that holds no shop yet can be restored into. */
  readonly backup: FirstBackup | null;
  /** Of a host opened for this command that found books it cannot work with; null otherwise. */
  readonly rescue: RescueServices | null;
  readonly close: () => Promise<void>;
};

/**
 * The contract as the administrator of this data folder: of a host that already runs on it, else of one opened
 * for this command.
 */
export async function openShop(dataDir: string, businessDate: LocalDate | null): Promise<OpenShop> {
  const started = await startHost({ dataDir, businessDate, port: null });
  if (started.kind === 'attached') {
    const { origin, secret } = started.running;
    const link = new RPCLink({ url: `${origin}/rpc`, headers: { [DESK_HEADER]: secret } });
    return {
      shop: createORPCClient<ShopClient>(link),
      attached: true,
      backup: null,
      rescue: null,
      close: async () => undefined,
    };
  }
  const { services } = started.host;
  const administrator = () => listSignInOperators(services.db).find(({ role }) => role === 'administrator');
  const shop = createRouterClient(router, {
    context: () => {
      const operator = administrator();
      return operator ? { services, operator } : { services };
    },
  });
  const rescue = services.rescue.cause() === null ? null : services.rescue;
  return { shop, attached: false, backup: intoEmptyFolder(services, administrator), rescue, close: started.close };
}

/** The desk itself, which asks nobody; the restored books are told in the name of the administrator they bring along. */
function intoEmptyFolder(services: HostServices, administrator: () => Operator | undefined): FirstBackup {
  const { backup, db, contextFor } = services;
  return {
    preview: (path) => backup.preview(path),
    restore: async (path, expected) => {
      const before = readAuditEnd(db);
      const restored = await backup.restore(path, expected);
      const operator = administrator();
      if (restored.ok && operator)
        recordRestored(contextFor(operator), { path, agreed: null, before, ...restored.value });
      return restored;
    },
  };
}
