import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PrintFailure, PrintOutcome } from '../../shared/domain/settings/printer.ts';
import { isWindowsPrinter } from './windows-printer.ts';
import { lost, type Sending, type SendLimits, timer, UNCONFIRMED } from './sending.ts';

/**
 * To a device file (/dev/usb/lp0) or a Windows share (\\localhost\XP-58). The system's own copying program does the writing in
 * a child process: opening such a path can hang, and a hung file operation inside this process would in time stop all of its
 * file work. A device says nothing back, so the best outcome is `unconfirmed`.
 */
export function sendToPath(path: string, bytes: Uint8Array, limits: SendLimits): Sending {
  const windows = process.platform === 'win32';
  if (path === '' || /["%\p{Cc}]/u.test(path) || (windows && !isWindowsPrinter(path))) {
    return { outcome: Promise.resolve(lost('unreachable')), released: Promise.resolve() };
  }
  const copying = windows ? copyOnWindows(path, bytes) : Promise.resolve(copyOnUnix(path, bytes));
  const deadline = timer(limits.totalMs);
  const exit = copying.then((copy) => copy?.exit ?? lost('unreachable'));
  const timedOut = deadline.elapsed.then(() => lost('timed_out'));
  const outcome = Promise.race([exit, timedOut]);
  const released = outcome.then(async () => {
    deadline.cancel();
    const copy = await copying;
    copy?.child.kill('SIGKILL');
    // A process stuck in a driver cannot be killed at once; the next slip does not wait for it for ever.
    const patience = timer(limits.lingerMs);
    await Promise.race([exit, patience.elapsed]);
    patience.cancel();
    await copy?.cleanUp();
  });
  return { outcome, released };
}

type Copy = {
  readonly child: ChildProcess;
  readonly exit: Promise<PrintOutcome>;
  readonly cleanUp: () => Promise<void>;
};

/**
 * dd is from coreutils, which no Linux is without. It never creates the file: a printer that is unplugged must not become an
 * ordinary file in its place. Nor does it write into one: whoever may set up the printer must not reach the books that way.
 */
const TO_DEVICE = `if [ -e "$1" ] && ! [ -c "$1" ] && ! [ -p "$1" ]; then echo 'not a device' >&2; exit 1; fi
exec dd "of=$1" bs=4096 oflag=append conv=nocreat,notrunc status=none`;

function copyOnUnix(path: string, bytes: Uint8Array): Copy {
  const child = spawn('/bin/sh', ['-c', TO_DEVICE, 'sh', path], {
    stdio: ['pipe', 'ignore', 'pipe'],
    env: { ...process.env, LC_ALL: 'C' },
  });
  // When it cannot open the path it is gone before it has read anything: its exit tells why.
  child.stdin.on('error', () => {});
  child.stdin.end(bytes);
  return { child, exit: exitOf(child), cleanUp: () => Promise.resolve() };
}

async function copyOnWindows(path: string, bytes: Uint8Array): Promise<Copy | null> {
  const folder = await mkdtemp(join(tmpdir(), 'aixin-slip-')).catch(() => null);
  if (folder === null) return null;
  const cleanUp = (): Promise<void> => rm(folder, { recursive: true, force: true }).catch(() => {});
  const slip = join(folder, 'slip.bin');
  const written = await writeFile(slip, bytes).then(
    () => true,
    () => false,
  );
  if (!written) return cleanUp().then(() => null);
  // The names travel in the environment: the command interpreter has quoting rules of its own.
  const child = spawn('cmd.exe', ['/d', '/s', '/c', '"copy /y /b "%AIXIN_SLIP%" "%AIXIN_PRINTER%""'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: true,
    windowsVerbatimArguments: true,
    env: { ...process.env, AIXIN_SLIP: slip, AIXIN_PRINTER: path.replaceAll('/', '\\') },
  });
  return { child, exit: exitOf(child), cleanUp };
}

/** Must be called in the turn that started the child: a program that is missing is reported in the next. */
function exitOf(child: ChildProcess): Promise<PrintOutcome> {
  let complaint = '';
  child.stderr?.on('data', (text: Buffer) => (complaint += text.toString('latin1')));
  return new Promise((resolve) => {
    child.once('error', () => resolve(lost('unreachable')));
    child.once('close', (code) => resolve(code === 0 ? UNCONFIRMED : lost(failureOf(complaint))));
  });
}

/** The kernel's printer driver reports an empty paper tray as a full disk (ENOSPC). Windows only says that it failed. */
function failureOf(complaint: string): PrintFailure {
  if (/no space left/i.test(complaint)) return 'paper_out';
  if (/permission denied|busy/i.test(complaint)) return 'refused';
  return /error writing/i.test(complaint) ? 'broken_off' : 'unreachable';
}
