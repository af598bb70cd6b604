import type { IncomingMessage } from 'node:http';

export type DoorNames = {
  /** What a Host header may say: names and addresses of this PC with the door's port. */
  readonly hosts: readonly string[];
  readonly scheme: 'http' | 'https';
};

/**
 * Any site in a user's browser can send requests here, and any PC of the network to a door that is open to it.
 * A foreign name (DNS rebinding) is misdirected, a foreign origin forbidden, a request that two programs could
 * read in two ways is bad; all of it before anything is parsed. Null: let it in.
 */
export function refuseStranger(request: IncomingMessage, { hosts, scheme }: DoorNames): 400 | 403 | 421 | null {
  const { host, origin, 'sec-fetch-site': site } = request.headers;
  if (isAmbiguous(request)) return 400;
  if (host === undefined || !hosts.includes(host.toLowerCase())) return 421;
  if (origin !== undefined && origin !== `${scheme}://${host.toLowerCase()}`) return 403;
  // Browsers tell where a request comes from; following a link to the page is all that another site may do.
  const isCall = (request.url ?? '').startsWith('/rpc/');
  if (isCall && typeof site === 'string' && site !== 'same-origin' && site !== 'none') return 403;
  return null;
}

/** A full address where a path belongs (as to a proxy), or a header twice that decides something. */
function isAmbiguous(request: IncomingMessage): boolean {
  if (!(request.url ?? '').startsWith('/')) return true;
  const counted = request.headersDistinct;
  return ['host', 'origin', 'content-length', 'transfer-encoding', 'x-session-token'].some(
    (name) => (counted[name]?.length ?? 0) > 1,
  );
}
