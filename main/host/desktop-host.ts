import { parseArgs } from 'node:util';
import type { MessagePortMain } from 'electron';
import { startHost, type StartedHost } from './host.ts';
import { ShellKeyGuard } from './shell-key-guard.ts';
import { openingTrouble } from './opening-trouble.ts';

/**
 * The host as a process of the desktop program. It says hello once its doors are open, that another host has the
 * folder, or why it cannot open the books; anything else ends it with an exit code that the shell shows.
 */
type Word =
  | { readonly type: 'hello' }
  | { readonly type: 'attached'; readonly origin: string }
  /** Asked to stop, it makes the day's backup first. */
  | { readonly type: 'backing_up' }
  | { readonly type: 'refused'; readonly message: string };

function say(word: Word): void {
  process.parentPort.postMessage(word);
}

function serve(started: Extract<StartedHost, { kind: 'started' }>): void {
  process.parentPort.on('message', ({ data, ports }) => {
    const word = data as { readonly type?: unknown };
    const port: MessagePortMain | undefined = ports[0];
    if (word.type === 'door' && port !== undefined) started.host.openPort(port);
    if (word.type === 'stop') void started.close(() => say({ type: 'backing_up' })).finally(() => process.exit(0));
  });
}

/** The shell offers the system's keystore: it is asked over the port that the host has anyway. */
function shellGuard(): ShellKeyGuard {
  const guard = new ShellKeyGuard((question) => process.parentPort.postMessage(question));
  process.parentPort.on('message', ({ data }) => guard.hear(data));
  return guard;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(2),
    options: { data: { type: 'string' }, demo: { type: 'boolean' }, keystore: { type: 'boolean' } },
    strict: false,
  });
  if (typeof values.data !== 'string') throw new Error('--data is missing');
  // Any port: the HTTP door lets the command line and a second window reach this host.
  const started = await startHost({
    dataDir: values.data,
    businessDate: null,
    port: 0,
    guard: values.keystore === true ? shellGuard() : null,
  });
  if (started.kind === 'attached') {
    say({ type: 'attached', origin: started.running.origin });
    process.exit(0);
  }
  if (values.demo === true) {
    const { fillDemoShop } = await import('./demo-shop.ts');
    await fillDemoShop(started.host.services);
  }
  serve(started);
  say({ type: 'hello' });
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  const trouble = openingTrouble(error);
  if (trouble !== null) say({ type: 'refused', message: trouble.message });
  process.exit(trouble === null ? 1 : 2);
}
