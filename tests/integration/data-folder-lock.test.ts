import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findRunningHost, lockDataFolder } from '../../main/host/data-folder-lock.ts';
import { startHost } from '../../main/host/host.ts';
import { openingTrouble } from '../../main/host/opening-trouble.ts';

const STARTED_AT = '2026-07-15T08:00:00.000Z';
/** No process has it: beyond what Linux, Windows and macOS hand out. */
const NOBODY = 2 ** 30;

let folder: string;
let servers: Server[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  servers = [];
});
afterEach(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Some program that took a port and answers everything with one text. */
function stranger(answer: string): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer((_request, response) => response.end(answer));
    servers.push(server);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

function writeLock(pid: number, port: number): void {
  writeFileSync(join(folder, 'host.lock.json'), JSON.stringify({ pid, port, secret: 'abc', startedAt: STARTED_AT }));
}

describe('the lock of a data folder', () => {
  test('leads a second start to the host that has the folder', async () => {
    const first = await startHost({ dataDir: folder, businessDate: null, port: 0 });
    if (first.kind !== 'started') throw new Error('the folder was taken');
    const second = await startHost({ dataDir: folder, businessDate: null, port: 0 });
    expect(second).toMatchObject({ kind: 'attached', running: { origin: `http://127.0.0.1:${String(first.port)}` } });
    expect((await findRunningHost(folder))?.origin).toBe(`http://127.0.0.1:${String(first.port)}`);
    await first.close();
    expect(await findRunningHost(folder)).toBeNull();
  });

  test('left by a host that died is taken over', async () => {
    writeLock(NOBODY, 9);
    const lock = await lockDataFolder(folder, STARTED_AT);
    expect('announce' in lock).toBe(true);
    expect(JSON.parse(readFileSync(join(folder, 'host.lock.json'), 'utf8'))).toMatchObject({ pid: process.pid });
  });

  test('left by a power cut is taken over although a stranger has its number now', async () => {
    const longAgo = '2001-01-01T00:00:00.000Z';
    const content = { pid: process.ppid, port: 0, secret: 'abc', startedAt: longAgo };
    writeFileSync(join(folder, 'host.lock.json'), JSON.stringify(content));
    const lock = await lockDataFolder(folder, STARTED_AT);
    expect('announce' in lock).toBe(true);
  });

  test('of a process that is alive and does not answer is waited for, then said to be busy', async () => {
    const content = { pid: process.ppid, port: 0, secret: 'abc', startedAt: new Date().toISOString() };
    const text = JSON.stringify(content);
    writeFileSync(join(folder, 'host.lock.json'), text);
    const error: unknown = await lockDataFolder(folder, STARTED_AT).catch((cause: unknown) => cause);
    expect(openingTrouble(error)).toEqual({
      code: 'data_folder_busy',
      message: '另一个程序正在使用这个数据文件夹，请等它完成后再试。',
    });
    expect(readFileSync(join(folder, 'host.lock.json'), 'utf8')).toBe(text);
  }, 30_000);

  test.each(['', 'ok', '00'.repeat(32)])(
    'does not lead to a stranger on the old port who answers "%s"',
    async (answer) => {
      writeLock(process.ppid, await stranger(answer));
      expect(await findRunningHost(folder)).toBeNull();
    },
  );

  test.each(['', '{', 'null', '[]', '{"pid":"1"}'])('that cannot be read (%s) leads nowhere', async (text) => {
    writeFileSync(join(folder, 'host.lock.json'), text);
    expect(await findRunningHost(folder)).toBeNull();
  });
});
