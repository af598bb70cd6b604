import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from '@playwright/test';

const WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 100;

/** What became of a packed program that was started the way somebody would who wants to make it run his own code. */
export interface Misled {
  /** Where its window stands; null when it never showed one. */
  readonly page: string | null;
  /** Its data host ran: it took the data folder. */
  readonly hostRan: boolean;
  readonly ranForeignCode: boolean;
  readonly output: string;
}

/**
 * Starts a packed program as plain Node, with a module to load first and with an open inspector, all at once, and
 * looks at what it does: it must take no notice and open its window. On a virtual screen where there is no other.
 */
export async function startMisled(binary: string): Promise<Misled> {
  const folder = await mkdtemp(join(tmpdir(), 'shop-packed-'));
  const trace = join(folder, 'foreign-code-ran');
  const foreign = join(folder, 'foreign.cjs');
  await writeFile(foreign, `require('node:fs').writeFileSync(${JSON.stringify(trace)}, '')`);
  const dataDir = join(folder, 'data');
  const profile = join(folder, 'profile');
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = ['--inspect=0', '--remote-debugging-port=0', `--data=${dataDir}`, `--user-data-dir=${profile}`];
  const screen = (process.env['DISPLAY'] ?? '') === '' ? ['xvfb-run', '-a'] : [];
  const [command = binary, ...rest] = [...screen, binary, ...asRoot, ...args];
  const child = spawn(command, rest, {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require ${foreign}` },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const output = outputOf(child);
  try {
    const page = await pageOf(child, join(profile, 'DevToolsActivePort'));
    const hostRan = page !== null && (await within(child, () => existsSync(join(dataDir, 'host.lock.json'))));
    return { page, hostRan, ranForeignCode: existsSync(trace), output: output() };
  } finally {
    await end(child);
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** What is wrong with how a packed program took being misled; empty when nothing is. */
export function startProblems({ page, hostRan, ranForeignCode, output }: Misled): string[] {
  const problems: string[] = [];
  if (page === null) problems.push(`the packed program shows no window\n${output.slice(-2000)}`);
  else if (!page.startsWith('app://shop/')) problems.push(`the packed program shows ${page}`);
  if (page !== null && !hostRan) problems.push('the packed program never started its data host');
  // Electron names the options it will not take from the variable; with the fuse off it does not even read them.
  if (ranForeignCode || /NODE_OPTIONs? .*not supported/i.test(output))
    problems.push('the packed program obeys NODE_OPTIONS');
  if (/Debugger listening/.test(output)) problems.push('the packed program obeys --inspect');
  return problems;
}

function outputOf(child: ChildProcess): () => string {
  let kept = '';
  child.stdout?.on('data', (chunk: Buffer) => (kept += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (kept += chunk.toString()));
  child.on('error', (error) => (kept += error.message));
  return () => kept;
}

/** Looks again and again until something holds, the program has ended, or it has taken too long. */
async function within(child: ChildProcess, holds: () => boolean): Promise<boolean> {
  const deadline = performance.now() + WITHIN_MS;
  while (!holds()) {
    if (child.exitCode !== null || child.signalCode !== null || performance.now() > deadline) return false;
    await pause(LOOK_EVERY_MS);
  }
  return true;
}

/** The address of the program's page, asked through Chromium's own debugging port (which has no power over Node). */
async function pageOf(child: ChildProcess, portFile: string): Promise<string | null> {
  if (!(await within(child, () => existsSync(portFile)))) return null;
  const [port = ''] = (await readFile(portFile, 'utf8')).split('\n');
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: WITHIN_MS });
  try {
    const pages = (): string[] => browser.contexts().flatMap((context) => context.pages().map((page) => page.url()));
    await within(child, () => pages().some((address) => address !== '' && address !== 'about:blank'));
    return pages()[0] ?? null;
  } finally {
    await browser.close();
  }
}

/** Ends the program and whatever it has started, the virtual screen included. */
async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-child.pid, 'SIGKILL');
  await gone;
}
