import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository root, so that every script works from any working directory. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** One finished command: its exit code (1 when it was killed by a signal) and everything it wrote. */
export interface Finished {
  readonly code: number;
  readonly output: string;
  readonly seconds: number;
}

interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Milliseconds after which the command is killed; none when absent. */
  readonly timeout?: number;
}

/** Environment in which the project's own binaries (Node 24 among them) come first, whoever started the script. */
export function toolEnv(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const path = [join(ROOT, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter);
  return { ...process.env, ...extra, PATH: path };
}

/** Runs a command to its end with the terminal attached. @returns its exit code, 1 when it could not be started. */
export function runLoud(command: string, args: readonly string[], options: RunOptions = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? ROOT,
      env: toolEnv(options.env),
      stdio: 'inherit',
      ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
    });
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** Runs a command to its end and keeps what it wrote, stdout and stderr in the order they arrived. */
export function runQuiet(command: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const started = Date.now();
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, args, {
      cwd: options.cwd ?? ROOT,
      env: toolEnv({ NO_COLOR: '1', ...options.env }),
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
    });
    const finish = (code: number): void => resolve({ code, output, seconds: (Date.now() - started) / 1000 });
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', (error) => {
      output += error.message;
      finish(1);
    });
    child.on('close', (code) => finish(code ?? 1));
  });
}

/** Whether a program of that name can be found on PATH. */
export function onPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

/** Whether a command ends with 0; what it prints is dropped. */
export function succeeds(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/** Runs a script's main function; its result is the exit code, a thrown error is one message and exit 1. */
export async function runMain(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
