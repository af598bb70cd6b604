import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join, normalize, sep } from 'node:path';
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node';
import { RequestHeadersPlugin } from '@orpc/server/plugins';
import { assert } from '../../shared/kernel/assert.ts';
import { mediaType, SECURITY_HEADERS, securePage } from './page.ts';
import { listSignInOperators } from '../usecases/staff/sign-in.ts';
import { DESK_HEADER, type DoorContext } from './procedures.ts';
import { router } from './router.ts';
import type { HostServices } from './services.ts';

/** A workbook of 50 MB and what wraps it. */
const LARGEST_BODY_BYTES = 60_000_000;

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
  const rpc = new RPCHandler<DoorContext>(router, {
    plugins: [new BodyLimitPlugin({ maxBodySize: LARGEST_BODY_BYTES }), new RequestHeadersPlugin()],
  });
  const server = createServer((request, response) => {
    serve(options, rpc, request, response).catch((error: unknown) => {
      options.services.recordFault(error, request.url ?? '');
      if (!response.headersSent) end(response, 500);
      else response.destroy();
    });
  });
  const port = await listen(server, options.port);
  return { port, close: () => closeServer(server) };
}

async function serve(
  options: HttpDoorOptions,
  rpc: RPCHandler<DoorContext>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refusal = refuseStranger(request);
  if (refusal !== null) return end(response, refusal);
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (url.pathname.startsWith('/rpc/')) {
    const { matched } = await rpc.handle(request, response, { prefix: '/rpc', context: doorContext(options, request) });
    if (!matched) end(response, 404);
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405);
  if (url.pathname === '/attach-proof') return sendProof(options.secret, url, response);
  await sendPage(options.pages, url.pathname, response);
}

/** The command line on this PC proves itself with the lock file's secret and speaks for the administrator. */
function doorContext({ services, secret }: HttpDoorOptions, request: IncomingMessage): DoorContext {
  const given = request.headers[DESK_HEADER];
  if (typeof given !== 'string' || !sameText(given, secret)) return { services };
  const operator = listSignInOperators(services.db).find(({ role }) => role === 'administrator');
  return operator ? { services, operator } : { services };
}

function sameText(a: string, b: string): boolean {
  const digests = [a, b].map((text) => createHmac('sha256', 'compare').update(text).digest());
  return timingSafeEqual(digests[0] ?? Buffer.of(0), digests[1] ?? Buffer.of(1));
}

/**
 * Any site in the user's browser can send requests here: a foreign name (DNS rebinding) is misdirected, a
 * foreign origin forbidden, before anything is parsed.
 */
function refuseStranger(request: IncomingMessage): 421 | 403 | null {
  const { host, origin } = request.headers;
  const port = String(request.socket.localPort);
  const names = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (host === undefined || !names.includes(host)) return 421;
  if (origin !== undefined && !names.some((name) => origin === `http://${name}`)) return 403;
  return null;
}

function sendProof(secret: string, url: URL, response: ServerResponse): void {
  const challenge = url.searchParams.get('challenge') ?? '';
  if (challenge.length < 16 || challenge.length > 256) return end(response, 400);
  response.writeHead(200, { ...SECURITY_HEADERS, 'content-type': 'text/plain', 'cache-control': 'no-store' });
  response.end(createHmac('sha256', secret).update(challenge).digest('hex'));
}

async function sendPage(pages: string, pathname: string, response: ServerResponse): Promise<void> {
  const file = await pageFile(pages, pathname);
  if (file === null) return end(response, 404);
  const bytes = await readFile(file);
  if (file.endsWith('.html')) {
    const page = securePage(bytes.toString('utf8'));
    response.writeHead(200, page.headers);
    response.end(page.body);
    return;
  }
  const immutable = pathname.startsWith('/assets/') ? { 'cache-control': 'public, max-age=31536000, immutable' } : {};
  response.writeHead(200, { ...SECURITY_HEADERS, ...immutable, 'content-type': mediaType(file) });
  response.end(bytes);
}

/** The file a path names; places inside the app get index.html; null outside the folder or where there is nothing. */
async function pageFile(pages: string, pathname: string): Promise<string | null> {
  const wanted = normalize(join(pages, decoded(pathname)));
  if (wanted.includes('\0') || (wanted !== pages && !wanted.startsWith(pages + sep))) return null;
  const isPlace = !wanted.slice(pages.length).includes('.');
  const file = isPlace ? join(pages, 'index.html') : wanted;
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? file : null;
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return '\0';
  }
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status, { ...SECURITY_HEADERS, 'content-type': 'text/plain; charset=utf-8' });
  response.end();
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      assert(typeof address === 'object' && address !== null, 'a listening server has an address');
      resolve(address.port);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
