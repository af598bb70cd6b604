import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node';
import { RequestHeadersPlugin } from '@orpc/server/plugins';
import { assert } from '../../shared/kernel/assert.ts';
import { listSignInOperators } from '../usecases/staff/read-staff.ts';
import { browserCookie, newSecret, readBrowserCookie } from './cookies.ts';
import { SECURITY_HEADERS } from './page.ts';
import { end, sendPage } from './page-files.ts';
import { DESK_HEADER, type DoorContext } from './procedures.ts';
import { router } from './router.ts';
import type { HostServices } from './services.ts';
import { refuseStranger } from './strangers.ts';

/** A workbook of 50 MB and what wraps it. */
export const LARGEST_BODY_BYTES = 60_000_000;
const MOST_CONNECTIONS = 1024;

export type HttpDoorOptions = {
  readonly services: HostServices;
  /** Folder of the built renderer. */
  readonly pages: string;
  /** Lets a second start prove that this is the host of the data folder. */
  readonly secret: string;
  /** 0 for any free port. */
  readonly port: number;
};

export type HttpDoor = { readonly port: number; readonly close: () => Promise<void> };

/** The browser door, on 127.0.0.1 only: the same router as the desktop's, the pages, and the proof for attaching. */
export async function openHttpDoor(options: HttpDoorOptions): Promise<HttpDoor> {
  const rpc = rpcHandler(LARGEST_BODY_BYTES);
  const server = createServer((request, response) => {
    serve(options, rpc, request, response).catch((error: unknown) =>
      failed(options.services, error, request, response),
    );
  });
  server.maxConnections = MOST_CONNECTIONS;
  const port = await listen(server, options.port, '127.0.0.1');
  return { port, close: () => closeServer(server) };
}

/** The contract over HTTP; a body above the limit is refused while it arrives. */
export function rpcHandler(maxBodySize: number): RPCHandler<DoorContext> {
  return new RPCHandler<DoorContext>(router, {
    plugins: [new BodyLimitPlugin({ maxBodySize }), new RequestHeadersPlugin()],
  });
}

/** A bug of the door itself: noted, and the answer says no more than that. */
export function failed(
  services: HostServices,
  error: unknown,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  services.recordFault(error, (request.url ?? '').split('?')[0] ?? '');
  if (response.headersSent) response.destroy();
  else end(response, 500);
}

async function serve(
  options: HttpDoorOptions,
  rpc: RPCHandler<DoorContext>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const port = String(request.socket.localPort);
  const refusal = refuseStranger(request, { hosts: [`127.0.0.1:${port}`, `localhost:${port}`], scheme: 'http' });
  if (refusal !== null) return end(response, refusal);
  const url = new URL(`http://127.0.0.1${request.url ?? '/'}`);
  if (url.pathname.startsWith('/rpc/')) {
    if (request.method !== 'POST') return end(response, 405);
    prepareCall(response);
    const { matched } = await rpc.handle(request, response, {
      prefix: '/rpc',
      context: callContext(options, request, response),
    });
    if (!matched) end(response, 404);
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405);
  if (url.pathname === '/attach-proof') return sendProof(options.secret, url, response);
  await sendPage(options.pages, url.pathname, response);
}

/** Headers of every answer to a call: nobody on the way keeps it. */
export function prepareCall(response: ServerResponse): void {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
  response.setHeader('cache-control', 'no-store');
}

/** The browser's secret by its cookie; a browser that has none yet is given one with this answer. */
export function browserOf(request: IncomingMessage, response: ServerResponse, secure: boolean): string {
  const known = readBrowserCookie(request.headers.cookie, secure);
  if (known !== null) return known;
  const secret = newSecret();
  response.appendHeader('set-cookie', browserCookie(secret, secure));
  return secret;
}

/** The command line on this PC proves itself with the lock file's secret and speaks for the administrator. */
function callContext(
  { services, secret }: HttpDoorOptions,
  request: IncomingMessage,
  response: ServerResponse,
): DoorContext {
  const given = request.headers[DESK_HEADER];
  if (typeof given !== 'string' || !sameText(given, secret)) {
    return { services, place: { door: 'own', browser: browserOf(request, response, false), station: null } };
  }
  const operator = listSignInOperators(services.db).find(({ role }) => role === 'administrator');
  return operator ? { services, operator } : { services };
}

function sameText(a: string, b: string): boolean {
  const digests = [a, b].map((text) => createHmac('sha256', 'compare').update(text).digest());
  return timingSafeEqual(digests[0] ?? Buffer.of(0), digests[1] ?? Buffer.of(1));
}

function sendProof(secret: string, url: URL, response: ServerResponse): void {
  const challenge = url.searchParams.get('challenge') ?? '';
  if (challenge.length < 16 || challenge.length > 256) return end(response, 400);
  response.writeHead(200, { ...SECURITY_HEADERS, 'content-type': 'text/plain', 'cache-control': 'no-store' });
  response.end(createHmac('sha256', secret).update(challenge).digest('hex'));
}

/** Starts listening and gives the port. Rejects with the system's error (EADDRINUSE, EACCES, EADDRNOTAVAIL). */
export function listen(server: Server, port: number, address: string | null): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, ...(address === null ? {} : { host: address }) }, () => {
      server.removeListener('error', reject);
      const bound = server.address();
      assert(typeof bound === 'object' && bound !== null, 'a listening server has an address');
      resolve(bound.port);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
