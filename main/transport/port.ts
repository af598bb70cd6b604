import { RPCHandler } from '@orpc/server/message-port';
import { RequestHeadersPlugin } from '@orpc/server/plugins';
import type { DoorContext } from './procedures.ts';
import { router } from './router.ts';
import type { HostServices } from './services.ts';

/** Ports of Electron and of Node wait until they are started. */
type Port = Parameters<RPCHandler<DoorContext>['upgrade']>[0] & { readonly start?: () => void };

/** The desktop door: serves one window's port until it closes. Sessions travel in headers, as over HTTP. */
export function openPortDoor(services: () => HostServices): (port: Port) => void {
  const handler = new RPCHandler<DoorContext>(router, { plugins: [new RequestHeadersPlugin()] });
  return (port) => {
    // Asked for with each call: after a rescue, the same window goes on with other books.
    const context = {
      get services() {
        return services();
      },
    };
    handler.upgrade(port, { context });
    port.start?.();
  };
}
