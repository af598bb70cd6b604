import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository root. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const CLI = join(ROOT, 'main', 'host', 'cli.ts');
const NODE = join(ROOT, 'node_modules', '.bin', 'node');
const READY_WITHIN_MS = 60_000;

/** A finished command of the shop's command line. */
export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A host of its own, over a data folder of its own. */
export interface RunningShop {
  /** Such as http://127.0.0.1:41873 */
  readonly origin: string;
  readonly dataDir: string;
  readonly process: ChildProcess;
}

/** Runs one command of the command line over a data folder to its end. */
export function runCli(dataDir: string, args: readonly string[]): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(NODE, [CLI, '--data', dataDir, ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, stdout, stderr }));
  });
}

/** An empty data folder in the system's temporary folder. */
export function newDataDir(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'shop-'));
}

/** Resolves once a child process is gone, however it went. */
export function exited(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

/** Asks a child to end and kills it when it does not. */
export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
  await exited(child);
  clearTimeout(timer);
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (why: string): void => reject(new Error(`the host ${why}\n${output}`));
    const timer = setTimeout(() => fail('printed no address in time'), READY_WITHIN_MS);
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
      if (origin === undefined) return;
      clearTimeout(timer);
      resolve(origin);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with ${code ?? 'a signal'} before it was ready`);
    });
  });
}

/** Starts a host over a folder and waits until it says where it listens; 0: any port. End its process afterwards. */
export async function serveShop(dataDir: string, port = 0): Promise<RunningShop> {
  const child = spawn(NODE, [CLI, '--data', dataDir, 'serve', '--port', String(port)], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    return { origin: await addressOf(child), dataDir, process: child };
  } catch (error) {
    await endProcess(child);
    throw error;
  }
}

/** A fresh data folder, filled by commands of the command line (each a list of words). Throws when one does not end with 0. */
export async function seededDataDir(commands: readonly (readonly string[])[]): Promise<string> {
  const dataDir = await newDataDir();
  for (const command of commands) {
    const { code, stdout, stderr } = await runCli(dataDir, command);
    if (code === 0) continue;
    await rm(dataDir, { recursive: true, force: true });
    throw new Error(`${command.join(' ')} ended with ${code}\n${stdout}${stderr}`);
  }
  return dataDir;
}

/** Where the host of a data folder answers, by its lock file; null while there is none. */
export async function announcedOrigin(dataDir: string): Promise<string | null> {
  const text = await readFile(join(dataDir, 'host.lock.json'), 'utf8').catch(() => '{}');
  const { port } = JSON.parse(text) as { readonly port?: number };
  return port === undefined || port === 0 ? null : `http://127.0.0.1:${port}`;
}

/** A filled data folder with a host over it, and the way to be rid of both. */
export async function openShop(
  commands: readonly (readonly string[])[],
): Promise<RunningShop & { readonly close: () => Promise<void> }> {
  const dataDir = await seededDataDir(commands);
  const remove = (): Promise<void> => rm(dataDir, { recursive: true, force: true });
  try {
    const shop = await serveShop(dataDir);
    const close = async (): Promise<void> => {
      await endProcess(shop.process);
      await remove();
    };
    return { ...shop, close };
  } catch (error) {
    await remove();
    throw error;
  }
}
