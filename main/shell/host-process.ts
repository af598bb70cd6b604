import type { MessagePortMain, UtilityProcess } from 'electron';
import { safeStorage, utilityProcess } from 'electron';
import { answerKeyQuestion, asKeyQuestion } from './key-guard.ts';

/** What a host says to the shell over its parent port. */
type HostWord =
  | { readonly type: 'hello' }
  | { readonly type: 'attached'; readonly origin: string }
  /** Asked to stop, it makes the day's backup first. */
  | { readonly type: 'backing_up' }
  | { readonly type: 'refused'; readonly message: string };

/** How a host ended. */
export interface HostEnd {
  readonly code: number;
  readonly saidHello: boolean;
  /** Where another host answers that took the folder first; null otherwise. */
  readonly attachTo: string | null;
  /** The host's own reason not to open the books, in Chinese. */
  readonly refusal: string | null;
  /** The last lines it wrote, for the technical part of a message. */
  readonly output: string;
}

export interface HostProcess {
  /** Resolves once the host is ready for ports; never rejects, see `ended`. */
  readonly ready: Promise<void>;
  readonly ended: Promise<HostEnd>;
  /** Hands a port to the host. */
  readonly openDoor: (port: MessagePortMain) => void;
  /** Resolves when it makes a backup before it ends; never rejects. */
  readonly backingUp: Promise<void>;
  /** Asks it to finish what it is doing and end; kills it when it has not after `graceMs`, or a minute more for a backup. */
  readonly stop: (graceMs: number) => Promise<void>;
}

const KEPT_OUTPUT = 4000;
/** The host itself gives its last backup up a little sooner. */
const BACKUP_GRACE_MS = 60_000;

function asHostWord(value: unknown): HostWord | null {
  if (typeof value !== 'object' || value === null || !('type' in value)) return null;
  if (value.type === 'hello') return { type: 'hello' };
  if (value.type === 'backing_up') return { type: 'backing_up' };
  if (value.type === 'attached' && 'origin' in value && typeof value.origin === 'string') {
    return { type: 'attached', origin: value.origin };
  }
  if (value.type === 'refused' && 'message' in value && typeof value.message === 'string') {
    return { type: 'refused', message: value.message };
  }
  return null;
}

/** Keeps the tail of what the host writes, and passes it on to our own stderr. */
function collectOutput(child: UtilityProcess): () => string {
  let kept = '';
  const keep = (chunk: Buffer): void => {
    process.stderr.write(chunk);
    kept = (kept + chunk.toString('utf8')).slice(-KEPT_OUTPUT);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return () => kept;
}

/** Starts the data host in a process of its own. `args` are its command line after the script. */
export function startHostProcess(script: string, args: readonly string[]): HostProcess {
  const child = utilityProcess.fork(script, [...args], { stdio: 'pipe', serviceName: 'aixin-shop-host' });
  const output = collectOutput(child);
  let saidHello = false;
  let alive = true;
  let attachTo: string | null = null;
  let refusal: string | null = null;
  const { promise: backingUp, resolve: sayBackingUp } = Promise.withResolvers<void>();
  const ready = new Promise<void>((resolve) => {
    child.on('message', (message: unknown) => {
      const question = asKeyQuestion(message);
      if (question !== null) child.postMessage(answerKeyQuestion(safeStorage, question));
      const word = asHostWord(message);
      if (word?.type === 'attached') attachTo = word.origin;
      if (word?.type === 'refused') refusal = word.message;
      if (word?.type === 'backing_up') sayBackingUp();
      if (word?.type !== 'hello') return;
      saidHello = true;
      resolve();
    });
  });
  const ended = new Promise<HostEnd>((resolve) => {
    child.on('exit', (code) => {
      alive = false;
      resolve({ code, saidHello, attachTo, refusal, output: output() });
    });
  });
  return {
    ready,
    ended,
    backingUp,
    openDoor: (port) => child.postMessage({ type: 'door' }, [port]),
    stop: async (graceMs) => {
      if (!alive) return;
      child.postMessage({ type: 'stop' });
      const killAfter = (ms: number) => setTimeout(() => child.kill(), ms);
      let timer = killAfter(graceMs);
      void backingUp.then(() => {
        clearTimeout(timer);
        if (alive) timer = killAfter(BACKUP_GRACE_MS);
      });
      await ended;
      clearTimeout(timer);
    },
  };
}
