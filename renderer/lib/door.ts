import { RPCLink } from '@orpc/client/message-port';
import type { ClientLink } from '@orpc/client';
import type { DoorApi, ShellApi } from '../../shared/contract/shell-api.ts';

const ANSWER_WITHIN_MS = 15_000;

/** The way to a port, where the shell serves this page itself; null where the page came over HTTP. */
export function doorApi(): DoorApi | null {
  return (window as Window & { readonly shop?: DoorApi }).shop ?? null;
}

/** Native services of the desktop shell; null in a plain browser. */
export function shellApi(): ShellApi | null {
  return (window as Window & { readonly shopShell?: ShellApi }).shopShell ?? null;
}

type Headers = () => Record<string, string>;
type Link = ClientLink<Record<never, never>>;

/**
 * The link over the port that the shell hands out. A port that closed (the host restarted) is dropped and the next
 * call asks for a new one; calls under way on it fail at once, because nobody would ever answer them.
 */
export function createPortLink(requestDoor: () => void, headers: Headers): () => Promise<Link> {
  let live: Promise<Link> | null = null;
  return () => {
    live ??= receivePort(requestDoor).then(
      (port) =>
        linkOver(port, headers, () => {
          live = null;
        }),
      (error: unknown) => {
        live = null;
        throw error;
      },
    );
    return live;
  };
}

function receivePort(requestDoor: () => void): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const finish = () => {
      window.removeEventListener('message', onMessage);
      clearTimeout(timer);
    };
    const onMessage = (event: MessageEvent<unknown>) => {
      const port = event.ports[0];
      const data = event.data as { readonly type?: unknown } | null;
      if (event.source !== window || data?.type !== 'door' || !port) return;
      finish();
      resolve(port);
    };
    const timer = setTimeout(() => {
      finish();
      reject(new Error('the shell did not hand out a door'));
    }, ANSWER_WITHIN_MS);
    window.addEventListener('message', onMessage);
    requestDoor();
  });
}

function linkOver(port: MessagePort, headers: Headers, onClose: () => void): Link {
  const closed = new Promise<never>((_resolve, reject) => {
    port.addEventListener('close', () => {
      onClose();
      reject(new Error('the door was closed'));
    });
  });
  closed.catch(() => undefined);
  const link = new RPCLink<Record<never, never>>({
    port,
    headers,
    interceptors: [(options) => Promise.race([options.next(), closed])],
  });
  port.start();
  return link;
}
