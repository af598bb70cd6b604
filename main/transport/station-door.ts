import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Socket } from 'node:net';
import type { RPCHandler } from '@orpc/server/node';
import type { Refusal } from '../../shared/contract/base.ts';
import type { Station } from '../usecases/station/pair-station.ts';
import { readCookie, STATION_COOKIE, stationCookie } from './cookies.ts';
import { browserOf, failed, LARGEST_BODY_BYTES, listen, prepareCall, rpcHandler } from './http.ts';
import { end, sendPage } from './page-files.ts';
import type { CallPlace } from './place.ts';
import { type DoorContext, SESSION_HEADER } from './procedures.ts';
import { RateLimit } from './rate-limit.ts';
import type { HostServices } from './services.ts';
import { refuseByPlace } from './station-access.ts';
import { type DoorLimits, USUAL_LIMITS } from './station-limits.ts';
import { refuseStranger } from './strangers.ts';

export type StationDoorOptions = {
  readonly services: HostServices;
  readonly pages: string;
  readonly key: string;
  readonly cert: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Null: all of this PC's addresses. */
  readonly address: string | null;
  /** Names and addresses by which a station may call this PC, without port. */
  readonly hostNames: () => readonly string[];
  readonly limits?: DoorLimits;
};

export type StationDoor = {
  readonly port: number;
  /** Stations with a connection that is open, by id: the address it comes from. */
  readonly online: () => ReadonlyMap<string, string>;
  /** Cuts every connection of one station. */
  readonly drop: (stationId: string) => void;
  /** Cuts every connection, at once. */
  readonly close: () => Promise<void>;
};

/** Uploads of whole workbooks and of pictures, the only large bodies. */
const UPLOADS: ReadonlySet<string> = new Set(['/rpc/ledger/previewImport', '/rpc/photo/upload']);

/** The door for other PCs of the local network: TLS, and nobody but paired stations gets further than pairing. */
export async function openStationDoor(options: StationDoorOptions): Promise<StationDoor> {
  const door = new Door(options, options.limits ?? USUAL_LIMITS);
  return door.open();
}

type Handlers = {
  readonly unpaired: RPCHandler<DoorContext>;
  readonly work: RPCHandler<DoorContext>;
  readonly upload: RPCHandler<DoorContext>;
};

class Door {
  readonly #options: StationDoorOptions;
  readonly #limits: DoorLimits;
  readonly #handlers: Handlers;
  readonly #server: Server;
  /** Every connection from before its handshake on, so that closing waits for none. */
  readonly #connections = new Set<Socket>();
  readonly #stations = new Map<Socket, { readonly id: string; readonly address: string }>();
  readonly #byAddress: RateLimit;
  readonly #byStranger: RateLimit;
  readonly #byStation: RateLimit;

  constructor(options: StationDoorOptions, limits: DoorLimits) {
    this.#options = options;
    this.#limits = limits;
    this.#byAddress = new RateLimit(limits.perAddress);
    this.#byStranger = new RateLimit(limits.perStranger);
    this.#byStation = new RateLimit(limits.perStation);
    this.#handlers = {
      unpaired: rpcHandler(limits.unpairedBodyBytes),
      work: rpcHandler(limits.bodyBytes),
      upload: rpcHandler(LARGEST_BODY_BYTES),
    };
    this.#server = createServer(
      {
        key: options.key,
        cert: options.cert,
        minVersion: 'TLSv1.2',
        handshakeTimeout: limits.headersMs,
        headersTimeout: limits.headersMs,
        requestTimeout: limits.uploadMs,
        keepAliveTimeout: limits.keepAliveMs,
        connectionsCheckingInterval: limits.checkEveryMs,
        maxHeaderSize: 16_384,
      },
      (request, response) => {
        this.#serve(request, response).catch((error: unknown) => failed(options.services, error, request, response));
      },
    );
  }

  async open(): Promise<StationDoor> {
    this.#server.maxConnections = this.#limits.connections;
    this.#server.on('connection', (socket: Socket) => this.#admit(socket));
    const port = await listen(this.#server, this.#options.port, this.#options.address);
    return {
      port,
      online: () => new Map([...this.#stations.values()].map(({ id, address }) => [id, address])),
      drop: (stationId) => {
        for (const [socket, { id }] of this.#stations) if (id === stationId) socket.destroy();
      },
      close: () => this.#close(),
    };
  }

  /** One PC alone cannot take all the places. */
  #admit(socket: Socket): void {
    const address = addressOf(socket);
    const same = [...this.#connections].filter((other) => addressOf(other) === address).length;
    if (same >= this.#limits.connectionsPerAddress) {
      socket.destroy();
      return;
    }
    this.#connections.add(socket);
    socket.once('close', () => this.#connections.delete(socket));
  }

  #close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      for (const socket of this.#connections) socket.destroy();
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { services, pages, hostNames } = this.#options;
    const port = String(request.socket.localPort);
    const hosts = hostNames().map((name) => `${name}:${port}`);
    const refusal = refuseStranger(request, { hosts, scheme: 'https' });
    if (refusal !== null) return end(response, refusal);
    const url = new URL(`https://station${request.url ?? '/'}`);
    const address = addressOf(request.socket);
    const isCall = url.pathname.startsWith('/rpc/');
    const wait = this.#byAddress.take(address, services.nowMs());
    if (wait > 0) return tooMany(response, wait);
    if (isCall && request.method !== 'POST') return end(response, 405);
    if (!isCall) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405);
      return sendPage(pages, url.pathname, response);
    }
    await this.#call(request, response, url.pathname, address);
  }

  async #call(request: IncomingMessage, response: ServerResponse, pathname: string, address: string): Promise<void> {
    const { services } = this.#options;
    prepareCall(response);
    const token = readCookie(request.headers.cookie, STATION_COOKIE);
    const station = token === null ? null : services.stations.identify(token);
    const limit = station === null ? this.#byStranger : this.#byStation;
    const wait = limit.take(station?.id ?? address, services.nowMs());
    if (wait > 0) return tooMany(response, wait);
    const place: CallPlace = { door: 'stations', browser: browserOf(request, response, true), station };
    // Asked again where the procedure is known for sure; here so that a stranger's body is not even read.
    const refusal = refuseByPlace(place, pathname.slice('/rpc/'.length).split('/'));
    if (refusal !== null) return refuseCall(response, 403, refusal);
    if (station !== null) this.#noteSeen(request.socket, station, address);
    if (station !== null && token !== null && pathname === '/rpc/station/here') {
      response.appendHeader('set-cookie', stationCookie(token));
    }
    const uploads = UPLOADS.has(pathname) && this.#signedIn(request, place);
    this.#watchBody(request, uploads ? this.#limits.uploadMs : this.#limits.bodyMs);
    const handler = station === null ? this.#handlers.unpaired : this.#handlers[uploads ? 'upload' : 'work'];
    const giveCookie = (cookie: string): void => {
      response.appendHeader('set-cookie', cookie);
    };
    const { matched } = await handler.handle(request, response, {
      prefix: '/rpc',
      context: { services, place, giveCookie },
    });
    if (!matched) end(response, 404);
  }

  #signedIn(request: IncomingMessage, place: CallPlace): boolean {
    const token = request.headers[SESSION_HEADER];
    return typeof token === 'string' && this.#options.services.sessions.find(token, place) !== null;
  }

  /** A body that drips in slowly holds a place that others need. */
  #watchBody(request: IncomingMessage, withinMs: number): void {
    const timer = setTimeout(() => request.socket.destroy(), withinMs);
    const stop = (): void => clearTimeout(timer);
    request.once('end', stop);
    request.once('close', stop);
  }

  #noteSeen(socket: Socket, station: Station, address: string): void {
    this.#options.services.stations.noteSeen(station.id);
    if (this.#stations.has(socket)) return;
    this.#stations.set(socket, { id: station.id, address });
    socket.once('close', () => this.#stations.delete(socket));
  }
}

/** IPv4 as people write it, also where it came in through an IPv6 socket. */
function addressOf(socket: Socket): string {
  return (socket.remoteAddress ?? '').replace(/^::ffff:/, '');
}

function tooMany(response: ServerResponse, secondsLeft: number): void {
  response.setHeader('retry-after', String(secondsLeft));
  refuseCall(response, 429, { code: 'too_many_requests', secondsLeft });
}

/** A refusal of the door in the words of the contract. The body may not have been read: the connection ends with it. */
function refuseCall(response: ServerResponse, status: number, data: Refusal): void {
  prepareCall(response);
  const json = { defined: true, code: 'REFUSED', status, message: data.code, data };
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
  response.end(JSON.stringify({ json }));
}
