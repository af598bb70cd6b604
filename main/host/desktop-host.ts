import { parseArgs } from 'node:util';
import type { MessagePortMain } from 'electron';
import { startHost, type StartedHost } from './host.ts';

/**
 * The host as a process of the desktop program. It says hello once its doors are open, that another host has the
 * folder, or why it cannot open the books; anything else ends it with an exit code that the shell shows.
 */
type Word =
  | { readonly type: 'hello' }
  | { readonly type: 'attached'; readonly origin: string }
  | { readonly type: 'refused'; readonly message: string };

function say(word: Word): void {
  process.parentPort.postMessage(word);
}

/** What to tell people about an error they can do something about; null for a fault. */
function refusalOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const code = 'code' in error ? String(error.code) : '';
  if (error.name === 'DatabaseFromTheFuture') {
    return '数据是由更新版本的爱心超市写的，旧版本不能打开，以免损坏。请安装新版本后再打开。';
  }
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    return '数据文件损坏，不能打开。请不要删除它，先把整个数据文件夹复制一份，再联系维护人员。';
  }
  if (code === 'ENOSPC' || code === 'SQLITE_FULL') return '磁盘已满，数据打不开。请先清理磁盘空间。';
  if (['EACCES', 'EPERM', 'EROFS', 'SQLITE_CANTOPEN', 'SQLITE_READONLY'].includes(code)) {
    return '没有权限读写数据文件夹。请检查文件夹权限，或换一个用户登录。';
  }
  return null;
}

/** Fills an empty shop with the demonstration village. */
async function makeDemo(started: Extract<StartedHost, { kind: 'started' }>): Promise<void> {
  const { services } = started.host;
  const { readShopName } = await import('../usecases/settings/shop-settings.ts');
  if (readShopName(services.db) !== null) return;
  const { createDemo } = await import('../usecases/settings/demo/create-demo.ts');
  const work = createDemo(services.db, { households: 200, years: 1, seed: 1, today: services.today() });
  while (!(await work.next()).done);
}

function serve(started: Extract<StartedHost, { kind: 'started' }>): void {
  process.parentPort.on('message', ({ data, ports }) => {
    const word = data as { readonly type?: unknown };
    const port: MessagePortMain | undefined = ports[0];
    if (word.type === 'door' && port !== undefined) started.host.openPort(port);
    if (word.type === 'stop') void started.close().finally(() => process.exit(0));
  });
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(2),
    options: { data: { type: 'string' }, demo: { type: 'boolean' } },
    strict: false,
  });
  if (typeof values.data !== 'string') throw new Error('--data is missing');
  // Any port: the HTTP door lets the command line and a second window reach this host.
  const started = await startHost({ dataDir: values.data, businessDate: null, port: 0 });
  if (started.kind === 'attached') {
    say({ type: 'attached', origin: started.running.origin });
    process.exit(0);
  }
  if (values.demo === true) await makeDemo(started);
  serve(started);
  say({ type: 'hello' });
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  const message = refusalOf(error);
  if (message !== null) say({ type: 'refused', message });
  process.exit(message === null ? 1 : 2);
}
