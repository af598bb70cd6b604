import { Agent as PlainAgent, request as plainRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { Readable } from 'node:stream';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import type { ShopContract } from '../../shared/contract/contract.ts';

export type DoorClient = ContractRouterClient<ShopContract>;

export type DoorBrowserOptions = {
  /** Where the connection goes when it is not the address that the requests name: a way that can be cut, say. */
  readonly through?: { readonly host: string; readonly port: number };
  /** An address of this machine that the connections seem to come from. */
  readonly from?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/**
 * A browser at one of the HTTP doors, without its screen: keeps cookies, names its origin, and each of its windows has
 * its own session. Takes self-made certificates, as people do after comparing the fingerprint.
 */
export class DoorBrowser {
  readonly origin: string;
  readonly cookies = new Map<string, string>();
  /** Every Set-Cookie header as it came. */
  readonly cookiesGiven: string[] = [];
  readonly #options: DoorBrowserOptions;
  readonly #agent: PlainAgent;

  constructor(origin: string, options: DoorBrowserOptions = {}) {
    this.origin = origin;
    this.#options = options;
    this.#agent = origin.startsWith('https:')
      ? new SecureAgent({ keepAlive: true, maxSockets: 6, rejectUnauthorized: false })
      : new PlainAgent({ keepAlive: true, maxSockets: 6 });
  }

  /** A window: `token` is its session, null before sign-in. */
  window(token: string | null = null): DoorClient {
    const headers = (): Record<string, string> => (token === null ? {} : { 'x-session-token': token });
    const link = new RPCLink({ url: `${this.origin}/rpc`, headers, fetch: (request) => this.fetch(request) });
    return createORPCClient<DoorClient>(link);
  }

  /** One request as this browser sends it. */
  async fetch(request: Request): Promise<Response> {
    const body = Buffer.from(await request.arrayBuffer());
    const answered = await this.#send(request, body);
    for (const cookie of answered.headers['set-cookie'] ?? []) this.#keep(cookie);
    const headers = Object.entries(answered.headersDistinct).flatMap(([name, values]) =>
      (values ?? []).map((value): [string, string] => [name, value]),
    );
    const status = answered.statusCode ?? 0;
    const empty = status === 204 || status === 304;
    return new Response(empty ? null : (Readable.toWeb(answered) as ReadableStream), { status, headers });
  }

  close(): void {
    this.#agent.destroy();
  }

  #keep(cookie: string): void {
    this.cookiesGiven.push(cookie);
    const [name = '', ...value] = (cookie.split(';')[0] ?? '').split('=');
    if (/Max-Age=0\b/.test(cookie)) this.cookies.delete(name);
    else this.cookies.set(name, value.join('='));
  }

  #send(request: Request, body: Buffer): Promise<IncomingMessage> {
    const url = new URL(request.url);
    const through = this.#options.through ?? { host: url.hostname, port: Number(url.port) };
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const options: RequestOptions = {
      ...through,
      ...(this.#options.from === undefined ? {} : { localAddress: this.#options.from }),
      agent: this.#agent,
      method: request.method,
      path: `${url.pathname}${url.search}`,
      headers: {
        ...Object.fromEntries(request.headers),
        host: url.host,
        origin: this.origin,
        'content-length': body.length,
        ...(cookie === '' ? {} : { cookie }),
        ...this.#options.headers,
      },
    };
    return new Promise((resolve, reject) => {
      const sent = url.protocol === 'https:' ? secureRequest(options, resolve) : plainRequest(options, resolve);
      sent.on('error', (error: NodeJS.ErrnoException) => {
        // As browsers do: a kept connection that the host let go at that moment says nothing about the request.
        const letGo = sent.reusedSocket && error.code === 'ECONNRESET' && this.#options.through === undefined;
        if (letGo) this.#send(request, body).then(resolve, reject);
        else reject(error);
      });
      request.signal.addEventListener('abort', () => sent.destroy(new Error('aborted')));
      sent.end(body);
    });
  }
}
