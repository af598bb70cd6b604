import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { makeFolderDurably } from '../files/durable-files.ts';

const LOCK_FILE = 'host.lock.json';
const ANSWER_WITHIN_MS = 3000;
const STARTING_UP_TRIES = 20;
const STARTING_UP_PAUSE_MS = 250;

type LockContent = {
  readonly pid: number;
  /** 0 while the host is starting. */
  readonly port: number;
  readonly secret: string;
  readonly startedAt: string;
  /** The folder's number in the file system: the lock of a folder that was copied is not the copy's. Null: not told. */
  readonly inode: string | null;
};

/** Another host has the folder; it answers at `origin` and proved it with the lock's secret. */
export type RunningHost = { readonly origin: string; readonly secret: string };

/** Another process has the folder and does not answer: it is starting, or at long work. */
export class DataFolderBusy extends Error {
  override readonly name = 'DataFolderBusy';
}

export type FolderLock = {
  readonly secret: string;
  /** Says where this host answers, once it does. */
  readonly announce: (port: number) => void;
  readonly release: () => void;
};

/**
 * Takes the data folder for this process, or finds the host that has it. A lock left by a host that died is
 * taken over; one that is alive and silent is waited for. Comes before the database driver is loaded, so that a
 * second start costs nothing. Throws DataFolderBusy.
 */
export async function lockDataFolder(dataDir: string, startedAt: string): Promise<FolderLock | RunningHost> {
  makeFolderDurably(dataDir, 0o700);
  const path = join(dataDir, LOCK_FILE);
  const secret = randomBytes(32).toString('hex');
  const content: LockContent = { pid: process.pid, port: 0, secret, startedAt, inode: inodeOf(dataDir) };
  for (let attempt = 0; attempt < STARTING_UP_TRIES; attempt += 1) {
    if (createLock(path, content)) return heldLock(path, content);
    const other = readLock(path);
    if (other && isOf(other, dataDir) && isAlive(other.pid)) {
      const answer = await askHost(other);
      if (typeof answer === 'object') return answer;
      // A restart may have given the number of a process that died in a power cut to us, or to a stranger.
      if (answer === 'silent' && other.pid !== process.pid && !isBeforeBoot(other)) {
        await pause(STARTING_UP_PAUSE_MS);
        continue;
      }
    }
    rmSync(path, { force: true });
  }
  throw new DataFolderBusy(`the data folder stays locked: ${path}`);
}

/** The host that runs on this folder, when one does and proves it. */
export async function findRunningHost(dataDir: string): Promise<RunningHost | null> {
  const lock = readLock(join(dataDir, LOCK_FILE));
  const answer = lock !== null && isOf(lock, dataDir) ? await askHost(lock) : 'stranger';
  return typeof answer === 'object' ? answer : null;
}

/** Silent: no door yet, or one that takes the question and gives no answer in time. */
async function askHost(lock: LockContent): Promise<RunningHost | 'silent' | 'stranger'> {
  if (lock.port === 0) return 'silent';
  const origin = `http://127.0.0.1:${lock.port}`;
  const challenge = randomBytes(16).toString('hex');
  try {
    const response = await fetch(`${origin}/attach-proof?challenge=${challenge}`, {
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    if (!response.ok) return 'stranger';
    return provesSecret(lock.secret, challenge, await response.text()) ? { origin, secret: lock.secret } : 'stranger';
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError' ? 'silent' : 'stranger';
  }
}

/** A lock older than the machine's last start was left by a process that is gone, whoever has its number now. */
function isBeforeBoot(lock: LockContent): boolean {
  return Date.parse(lock.startedAt) < Date.now() - uptime() * 1000;
}

function provesSecret(secret: string, challenge: string, answer: string): boolean {
  const expected = createHmac('sha256', secret).update(challenge).digest();
  const given = Buffer.from(answer.trim(), 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function heldLock(path: string, content: LockContent): FolderLock {
  return {
    secret: content.secret,
    announce: (port) => {
      writeFileSync(`${path}.new`, JSON.stringify({ ...content, port }), { mode: 0o600 });
      renameSync(`${path}.new`, path);
    },
    release: () => {
      if (readLock(path)?.secret === content.secret) rmSync(path, { force: true });
    },
  };
}

function createLock(path: string, content: LockContent): boolean {
  try {
    writeFileSync(path, JSON.stringify(content), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function readLock(path: string): LockContent | null {
  try {
    const value = JSON.parse(readFileSync(path, 'utf8')) as Partial<LockContent> | null;
    if (typeof value?.pid !== 'number' || typeof value.port !== 'number' || typeof value.secret !== 'string')
      return null;
    const { pid, port, secret } = value;
    return {
      pid,
      port,
      secret,
      startedAt: String(value.startedAt),
      inode: typeof value.inode === 'string' ? value.inode : null,
    };
  } catch {
    return null;
  }
}

/** The lock in a copied folder names the host of the first one, which would even prove itself. */
function isOf(lock: LockContent, dataDir: string): boolean {
  return lock.inode === null || lock.inode === inodeOf(dataDir);
}

function inodeOf(dataDir: string): string {
  return String(statSync(dataDir, { bigint: true }).ino);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
