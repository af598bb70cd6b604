import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QUICK_START } from './quick-start.ts';

/** Everything by which a program changes files, and what it says on its standard output. */
const WRITING =
  'pwrite64,write,writev,pwritev,copy_file_range,sendfile,ftruncate,fallocate,fsync,fdatasync,sync_file_range,' +
  'rename,renameat2,unlink,unlinkat,link,mkdir,rmdir,openat,close';

/** One call of the traced thread that came back. Texts in `args` are still as strace wrote them: see `bytesOf`. */
export type Call = { readonly name: string; readonly args: readonly string[]; readonly result: number };

/** A child that was traced to its end. `killed`: by SIGKILL, its own or a tampered call's. */
export type Traced = {
  readonly said: readonly string[];
  readonly calls: readonly Call[];
  /** How many calls were made to fail. */
  readonly tampered: number;
  readonly killed: boolean;
  readonly exitCode: number | null;
  readonly complaints: string;
};

/** Throws, in words, when this machine does not let one program watch another. */
export function requireStrace(): void {
  const tried = spawnSync('strace', ['-qq', '-e', 'trace=none', '-o', '/dev/null', process.execPath, '-e', '0']);
  if (tried.status === 0) return;
  const why = tried.error?.message ?? tried.stderr.toString().trim();
  throw new Error(`these tests need strace (Debian package strace) and the right to trace a child (ptrace): ${why}`);
}

/** How a child is watched and what is done to its calls. */
export type Watch = {
  /** Tampers with calls, in strace's own words: `fsync:error=EIO:when=3`. */
  readonly inject?: readonly string[];
  /** Only calls on these files count, for the record and for tampering. */
  readonly files?: readonly string[];
  /** Watches the other threads too. Each counts for itself, and the record has no one order any more. */
  readonly threads?: boolean;
  /** Whether to read the record; when not, `calls` is empty. */
  readonly record?: boolean;
  readonly env?: NodeJS.ProcessEnv;
};

/**
 * Runs a script under strace. Unless `threads` says otherwise only its main thread is watched, in the one order in which
 * its calls happen; all file work that a test is about must be done there.
 */
export async function traced(script: string, args: readonly string[], watch: Watch = {}): Promise<Traced> {
  const folder = mkdtempSync(join(tmpdir(), 'aixin-strace-'));
  const log = join(folder, 'calls');
  try {
    const what = ['-e', `trace=${WRITING}`, '-e', 'signal=none', ...(watch.threads === true ? ['-f'] : [])];
    const where = (watch.files ?? []).flatMap((file) => ['-P', file]);
    const tampering = (watch.inject ?? []).flatMap((each) => ['-e', `inject=${each}`]);
    const detail = ['-xx', '-s', watch.record === false ? '0' : '1048576', '-o', log];
    const child = spawn(
      'strace',
      ['-qq', ...what, ...where, ...tampering, ...detail, process.execPath, script, ...args],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, ...QUICK_START, ...watch.env },
      },
    );
    const [out, complaints] = [textOf(child.stdout), textOf(child.stderr)];
    const end = await new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => resolve({ code, signal }));
    });
    const text = readFileSync(log, 'latin1');
    return {
      said: out().split('\n').slice(0, -1),
      calls: watch.record === false ? [] : parseCalls(text),
      tampered: text.split('(INJECTED)').length - 1,
      killed: end.signal === 'SIGKILL',
      exitCode: end.code,
      complaints: complaints(),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Collects what a stream says. */
function textOf(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString();
}

function parseCalls(log: string): Call[] {
  const calls: Call[] = [];
  for (const line of log.split('\n')) {
    const open = line.indexOf('(');
    const close = line.lastIndexOf(')', line.lastIndexOf(' = '));
    const result = Number.parseInt(line.slice(line.lastIndexOf(' = ') + 3), 10);
    if (open < 0 || close < 0 || Number.isNaN(result)) continue;
    calls.push({ name: line.slice(0, open), args: line.slice(open + 1, close).split(', '), result });
  }
  return calls;
}

/** The bytes of a text as strace writes it with -xx: "\x61\x62". Throws when strace cut it short. */
export function bytesOf(argument: string | undefined): Buffer {
  if (argument === undefined || !argument.startsWith('"') || !argument.endsWith('"')) {
    throw new Error(`not recorded whole: ${String(argument).slice(-40)}`);
  }
  return Buffer.from(argument.slice(1, -1).replaceAll('\\x', ''), 'hex');
}
