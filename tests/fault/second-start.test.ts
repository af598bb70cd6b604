import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findRunningHost } from '../../main/host/data-folder-lock.ts';
import { type StartedHost, startHost } from '../../main/host/host.ts';
import { callerOf, refusalFrom, SECRET } from './rescue-shop.ts';

const CLI = fileURLToPath(new URL('../../main/host/cli.ts', import.meta.url));
/** Of Debian's user "nobody"; any number that owns nothing will do. */
const STRANGER = 65_534;

type Started = Extract<StartedHost, { kind: 'started' }>;

let base: string;
let folder: string;
let running: Started[];

beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'second-'));
  // So that another account gets as far as the folder itself.
  chmodSync(base, 0o755);
  folder = join(base, 'shop');
  running = [];
  await initialised(folder);
});
afterEach(async () => {
  for (const each of running) await each.close();
  rmSync(base, { recursive: true, force: true });
});

async function start(dataDir: string): Promise<Started> {
  const started = await startHost({ dataDir, businessDate: null, port: 0 });
  if (started.kind !== 'started') throw new Error('somebody has the folder');
  running.push(started);
  return started;
}

async function initialised(dataDir: string): Promise<Started> {
  const started = await start(dataDir);
  await callerOf(started.host).settings.initialise({
    scheme: 'heixi',
    shopName: '和顺村爱心超市',
    villageNames: ['和顺村'],
    secret: SECRET,
  });
  return started;
}

async function stop(started: Started | undefined): Promise<void> {
  running = running.filter((each) => each !== started);
  await started?.close();
}

describe('a second start', () => {
  test('on the same folder leads to the host that has it, by any name of the folder', async () => {
    const origin = `http://127.0.0.1:${String(running[0]?.port)}`;
    for (const name of [folder, `${folder}/`, join(folder, '..', 'shop')]) {
      const second = await startHost({ dataDir: name, businessDate: null, port: 0 });
      expect(second).toMatchObject({ kind: 'attached', running: { origin } });
    }
  });

  test('that finds its door taken lets go of the books', async () => {
    const origin = running[0]?.port ?? 0;
    const other = join(base, 'other');
    await stop(await initialised(other));
    await expect(startHost({ dataDir: other, businessDate: null, port: origin })).rejects.toThrow('EADDRINUSE');
    // The last one to have the books open takes the log away.
    expect(existsSync(join(other, 'shop.db-wal'))).toBe(false);
    expect((await start(other)).host.services.rescue.cause()).toBeNull();
  });

  test('by another user account is told that the folder is not its own', { timeout: 30_000 }, () => {
    // Only root can become somebody else; everybody else takes the rights away from himself.
    const isRoot = process.getuid?.() === 0;
    if (!isRoot) chmodSync(folder, 0o000);
    const options = isRoot ? { uid: STRANGER, gid: STRANGER } : {};
    const home = { ...process.env, HOME: base };
    const run = spawnSync(process.execPath, [CLI, '--data', folder, '--json', 'verify'], {
      ...options,
      encoding: 'utf8',
      env: home,
    });
    chmodSync(folder, 0o700);
    expect(run.status).toBe(2);
    expect(JSON.parse(run.stdout)).toMatchObject({ error: { code: 'no_access' } });
    expect(run.stdout).toContain('换一个用户');
  });
});

describe('a folder that was copied', () => {
  test('while its host runs neither leads to that host nor becomes a second shop', async () => {
    const copy = join(base, 'copy');
    cpSync(folder, copy, { recursive: true });
    expect(existsSync(join(copy, 'host.lock.json'))).toBe(true);
    expect(await findRunningHost(copy)).toBeNull();
    const second = await start(copy);
    const cause = second.host.services.rescue.cause();
    expect(cause).toMatchObject({ code: 'folder_copied', from: folder });
    expect(await refusalFrom(callerOf(second.host).goods.items())).toMatchObject({ code: 'rescue_mode' });
    // The first one works on.
    const [first] = running;
    if (first) expect(await callerOf(first.host).goods.items()).toEqual([]);
  });

  test('is taken on when an administrator says that the first one is given up', async () => {
    await stop(running[0]);
    const copy = join(base, 'copy');
    cpSync(folder, copy, { recursive: true });
    const second = await start(copy);
    const caller = callerOf(second.host);
    const [administrator] = await caller.rescue.acceptable();
    const confirmation = { operatorId: administrator?.id ?? '', secret: SECRET };
    expect(await caller.rescue.state()).toMatchObject({ acceptable: true });
    await caller.rescue.accept({ confirmation });
    expect(second.host.services.rescue.cause()).toBeNull();
    await stop(second);
    expect((await start(copy)).host.services.rescue.cause()).toBeNull();
  });

  test('and opened on another computer is said to be so', async () => {
    await stop(running[0]);
    const path = join(folder, 'shop.json');
    const marker = JSON.parse(readFileSync(path, 'utf8')) as { folder: Record<string, string> };
    marker.folder = { path: 'C:\\Users\\li\\shop', inode: '7', computer: 'VILLAGE-PC' };
    writeFileSync(path, JSON.stringify(marker));
    const moved = await start(folder);
    expect(moved.host.services.rescue.cause()).toMatchObject({ code: 'folder_copied', computer: 'VILLAGE-PC' });
  });
});

test('a folder that was moved or put back in its place is the same shop', async () => {
  await stop(running[0]);
  const moved = join(base, 'moved');
  renameSync(folder, moved);
  const there = await start(moved);
  expect(there.host.services.rescue.cause()).toBeNull();
  await stop(there);
  // Over another disk: a copy, and the first one is gone.
  cpSync(moved, folder, { recursive: true });
  rmSync(moved, { recursive: true });
  expect((await start(folder)).host.services.rescue.cause()).toBeNull();
});
