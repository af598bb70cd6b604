import type { Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { doorCertificate } from '../../main/host/door-certificate.ts';
import { ownNames } from '../../main/host/own-addresses.ts';
import { openStationDoor, type StationDoor } from '../../main/transport/station-door.ts';
import { type DoorLimits, USUAL_LIMITS } from '../../main/transport/station-limits.ts';
import { DoorBrowser } from '../builders/door-browser.ts';
import { OpenDoors } from '../builders/open-doors.ts';
import { connectTo, exchange, type RawDoor, statusesIn, untilClosed } from '../builders/raw-http.ts';

let shop: OpenDoors;
let stationsPort: number;
const opened: StationDoor[] = [];
const sockets: Socket[] = [];

beforeAll(async () => {
  shop = await OpenDoors.start();
  await shop.open();
  stationsPort = (await shop.desk.station.doors()).port;
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const door of opened.splice(0)) await door.close();
});

afterAll(async () => {
  await shop.close();
});

/** Another door over the same shop, with limits of its own. */
async function doorWith(limits: Partial<DoorLimits>): Promise<StationDoor> {
  const { services } = shop.started.host;
  const { key, cert } = await doorCertificate(shop.folder, new Date());
  const door = await openStationDoor({
    services,
    pages: shop.folder,
    key,
    cert,
    port: 0,
    address: '127.0.0.1',
    hostNames: ownNames,
    limits: { ...USUAL_LIMITS, checkEveryMs: 50, ...limits },
  });
  opened.push(door);
  return door;
}

const doors = (): readonly (RawDoor & { readonly name: string })[] => [
  { name: 'own', port: Number(shop.started.port), secure: false },
  { name: 'stations', port: stationsPort, secure: true },
];

/** The status codes both doors answer the same request with; `{port}` stands for their own. */
async function ask(lines: readonly string[], body = ''): Promise<number[][]> {
  const answers: number[][] = [];
  for (const door of doors()) {
    const text = `${lines.join('\r\n')}\r\n\r\n${body}`.replaceAll('{port}', String(door.port));
    answers.push(statusesIn(await exchange(door, text)));
  }
  return answers;
}

const CLOSE = 'Connection: close';
const HERE = 'Host: 127.0.0.1:{port}';

describe('names and origins', () => {
  test('only this PC’s own names with the door’s own port are answered', async () => {
    const call = (host: string) => ask(['GET /nothing.txt HTTP/1.1', `Host: ${host}`, CLOSE]);
    expect(await call('127.0.0.1:{port}')).toEqual([[404], [404]]);
    expect(await call('LOCALHOST:{port}')).toEqual([[404], [404]]);
    // The own door listens on IPv4's loopback only and goes by no other name.
    expect(await call('[::1]:{port}')).toEqual([[421], ownNames().includes('[::1]') ? [404] : [421]]);
    for (const foreign of [
      '127.0.0.1',
      '127.0.0.1:1',
      'evil.example:{port}',
      '127.0.0.1:{port}.evil.example',
      '127.0.0.1.evil.example:{port}',
      'evil@127.0.0.1:{port}',
      '127.0.0.1:{port}@evil.example',
      '[fe80::1]:{port}',
      '[::ffff:127.0.0.1]:{port}',
      '2130706433:{port}',
      '0x7f.0.0.1:{port}',
      '127.1:{port}',
      '',
    ]) {
      expect([foreign, await call(foreign)]).toEqual([foreign, [[421], [421]]]);
    }
  });

  test('another origin, another scheme and another site’s call are forbidden, and no door ever allows one', async () => {
    const call = (...headers: string[]) => ask(['GET /rpc/station/here HTTP/1.1', HERE, CLOSE, ...headers]);
    for (const origin of [
      'http://localhost:{port}',
      'https://localhost:{port}',
      'null',
      'http://evil.example',
      'http://127.0.0.1:1',
      'ftp://127.0.0.1:{port}',
      '',
    ]) {
      expect([origin, await call(`Origin: ${origin}`)]).toEqual([origin, [[403], [403]]]);
    }
    expect(await call('Origin: http://127.0.0.1:{port}')).toEqual([[405], [403]]);
    expect(await call('Origin: https://127.0.0.1:{port}')).toEqual([[403], [405]]);
    expect(await call('Sec-Fetch-Site: cross-site')).toEqual([[403], [403]]);
    expect(await call('Sec-Fetch-Site: same-site')).toEqual([[403], [403]]);
    for (const door of doors()) {
      const preflight = await exchange(
        door,
        `OPTIONS /rpc/station/here HTTP/1.1\r\nHost: 127.0.0.1:${door.port}\r\n${CLOSE}\r\n` +
          `Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: x-session-token\r\n\r\n`,
      );
      expect(preflight.toLowerCase()).not.toContain('access-control');
      expect(statusesIn(preflight)[0]).toBeGreaterThanOrEqual(400);
    }
  });
});

test('answers to calls are kept nowhere, guessed at by nobody, and open to no other origin', async () => {
  for (const browser of [await shop.stranger(), shop.browsers[0]]) {
    const url = `${browser?.origin ?? ''}/rpc/station/here`;
    const { headers } = (await browser?.fetch(new Request(url, { method: 'POST', body: '{}' }))) ?? new Response();
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  }
});

describe('requests that two programs could read in two ways', () => {
  test('are refused: a header twice, a full address for a path, both kinds of length', async () => {
    const post = 'POST /rpc/station/here HTTP/1.1';
    const bad: readonly (readonly [string[], string])[] = [
      [['GET / HTTP/1.1', CLOSE], ''],
      [['GET / HTTP/1.1', HERE, HERE, CLOSE], ''],
      [['GET / HTTP/1.1', HERE, 'Host: evil.example', CLOSE], ''],
      [['GET http://127.0.0.1:{port}/ HTTP/1.1', HERE, CLOSE], ''],
      [['GET http://evil.example/ HTTP/1.1', HERE, CLOSE], ''],
      [['OPTIONS * HTTP/1.1', HERE, CLOSE], ''],
      [[post, HERE, CLOSE, 'x-session-token: a', 'x-session-token: b', 'Content-Length: 0'], ''],
      [[post, HERE, CLOSE, 'Content-Length: 2', 'Content-Length: 3'], '{}x'],
      [[post, HERE, CLOSE, 'Content-Length: +2'], '{}'],
      [[post, HERE, CLOSE, 'Content-Length: 2, 2'], '{}'],
      [[post, HERE, CLOSE, 'Content-Length: 2', 'Transfer-Encoding: chunked'], '0\r\n\r\n'],
      [[post, HERE, CLOSE, 'Transfer-Encoding: chunked, identity'], '0\r\n\r\n'],
      [[post, HERE, CLOSE, 'Transfer-Encoding: xchunked'], '0\r\n\r\n'],
      [[post, HERE, CLOSE, 'Transfer-Encoding: chunked', 'Transfer-Encoding: identity'], '0\r\n\r\n'],
      [[post, HERE, CLOSE, 'Transfer-Encoding : chunked'], '0\r\n\r\n'],
      [[post, HERE, CLOSE, 'Transfer-Encoding: chunked'], '0x2\r\n{}\r\n0\r\n\r\n'],
      [[post, HERE, CLOSE, 'Content-Length: 0', 'X-Folded: a', ' b'], ''],
      [['GET / HTTP/9.9', HERE, CLOSE], ''],
    ];
    for (const [lines, body] of bad) {
      const answers = await ask(lines, body);
      expect([lines, answers.map(([status]) => status)]).toEqual([lines, [400, 400]]);
    }
  });

  test('a second request behind the first is looked at by itself, and one hidden in a body is none', async () => {
    const second = 'GET /nothing.txt HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n';
    expect(await ask(['GET /nothing.txt HTTP/1.1', HERE], second)).toEqual([
      [404, 421],
      [404, 421],
    ]);
    const hidden = 'GET /nothing.txt HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n';
    const answers = await ask(['POST /nothing.txt HTTP/1.1', HERE, CLOSE, `Content-Length: ${hidden.length}`], hidden);
    expect(answers).toEqual([[405], [405]]);
  });

  test('no upgrade, no tunnel, no trace, no endless headers', async () => {
    const upgrade = ['GET / HTTP/1.1', HERE, 'Connection: Upgrade, close', 'Upgrade: websocket'];
    for (const [status] of await ask(upgrade)) expect(status).not.toBe(101);
    for (const [status] of await ask(['CONNECT evil.example:443 HTTP/1.1', HERE, CLOSE])) expect(status).not.toBe(200);
    expect(await ask(['TRACE / HTTP/1.1', HERE, CLOSE])).toEqual([[405], [405]]);
    expect(await ask(['GET / HTTP/1.1', HERE, CLOSE, `X-Long: ${'x'.repeat(70_000)}`])).toEqual([[431], [431]]);
  });
});

describe('how much one PC may take', () => {
  test('calls above the rate wait: 429, with the seconds, in the words of the contract', async () => {
    const door = await doorWith({ perStranger: { burst: 5, perSecond: 0.001 } });
    const browser = new DoorBrowser(`https://127.0.0.1:${door.port}`);
    shop.browsers.push(browser);
    for (let call = 0; call < 5; call += 1) expect((await browser.window().station.here()).place).toBe('unpaired');
    const refusal = await browser
      .window()
      .station.here()
      .catch((error: unknown) => error);
    expect(refusal).toMatchObject({ status: 429, data: { code: 'too_many_requests' } });
    const response = await browser.fetch(new Request(`${browser.origin}/rpc/station/here`, { method: 'POST' }));
    expect(response.status).toBe(429);
    // A thousand seconds, less those that the test itself took.
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(500);
    const neighbour = await exchange(
      { port: door.port, secure: true, from: '127.0.0.2' },
      `POST /rpc/station/here HTTP/1.1\r\nHost: 127.0.0.1:${door.port}\r\n${CLOSE}\r\nContent-Length: 2\r\n\r\n{}`,
    );
    expect(statusesIn(neighbour)).toEqual([200]);
  });

  test('a body that is too large is refused while it comes, before anybody is let in and after', async () => {
    const stranger = await shop.stranger();
    const size = (browser: DoorBrowser, bytes: number, path = 'station/here') =>
      browser
        .fetch(new Request(`${browser.origin}/rpc/${path}`, { method: 'POST', body: 'x'.repeat(bytes) }))
        .then(({ status }) => status);
    expect(await size(stranger, USUAL_LIMITS.unpairedBodyBytes + 1)).toBe(413);
    const paired = await shop.pair('财务室');
    expect(await size(paired, USUAL_LIMITS.unpairedBodyBytes + 1)).toBeLessThan(413);
    expect(await size(paired, USUAL_LIMITS.bodyBytes + 1)).toBe(413);
    // A workbook may be larger, but only from somebody who signed in.
    expect(await size(paired, USUAL_LIMITS.bodyBytes + 1, 'ledger/previewImport')).toBe(413);
  });

  test('a body, a header and a handshake that drip in slowly are cut off', async () => {
    const door = await doorWith({ bodyMs: 700, headersMs: 700 });
    const secure = { port: door.port, secure: true };
    const slowBody = await exchange(
      secure,
      `POST /rpc/station/here HTTP/1.1\r\nHost: 127.0.0.1:${door.port}\r\nContent-Length: 1000\r\n\r\n{`,
    );
    expect(statusesIn(slowBody)).toEqual([]);
    const slowHeader = await exchange(secure, 'GET / HTTP/1.1\r\nHost: 127');
    expect(statusesIn(slowHeader)).toEqual([408]);
    const noHandshake = await connectTo({ port: door.port, secure: false });
    expect(await untilClosed(noHandshake)).toBe('');
  });

  test('a thousand connections of one PC leave room for the others', async () => {
    const { port } = await shop.desk.station.doors();
    const tries = await Promise.allSettled(
      Array.from({ length: 1000 }, () => connectTo({ port, secure: false, from: '127.0.0.9' })),
    );
    for (const each of tries) if (each.status === 'fulfilled') sockets.push(each.value);
    const window = await shop.signIn(await shop.pair('柜台二'));
    expect(await window.goods.items()).toEqual([]);
    expect(await shop.desk.goods.items()).toEqual([]);
  });

  test('a thousand connections of many PCs leave the shop’s own windows alone', async () => {
    const { port } = await shop.desk.station.doors();
    const tries = await Promise.allSettled(
      Array.from({ length: 1000 }, (_, index) =>
        connectTo({ port, secure: false, from: `127.0.1.${String(1 + (index % 100))}` }),
      ),
    );
    for (const each of tries) if (each.status === 'fulfilled') sockets.push(each.value);
    expect(await shop.desk.goods.items()).toEqual([]);
    expect((await shop.desk.station.pulse()).doorsOpen).toBe(true);
    // Closing the doors ends all of them at once.
    const closed = Promise.all(sockets.map((socket) => untilClosed(socket)));
    await shop.desk.station.closeDoors();
    await closed;
    await shop.desk.station.openDoors({ port, address: '127.0.0.1' });
  });
});
