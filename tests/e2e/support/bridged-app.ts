import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './running-shop.ts';
import type { StandInApp } from './stand-in-app.ts';

const NODE = join(ROOT, 'node_modules', 'node', 'bin', 'node');
const HOST = join(ROOT, 'main', 'host', 'desktop-host.ts');
const PARENT_PORT = pathToFileURL(join(ROOT, 'tests', 'builders', 'parent-port.ts')).href;

/**
 * The Electron of these tests cannot load the database driver, Node can: this host process hands every word and all
 * traffic of its ports to the real desktop host under Node, and back.
 */
const BRIDGE = `
import { fork } from 'node:child_process';

const host = fork(${JSON.stringify(HOST)}, process.argv.slice(2), {
  execPath: ${JSON.stringify(NODE)},
  execArgv: ['--import', ${JSON.stringify(PARENT_PORT)}],
  serialization: 'advanced',
  stdio: 'inherit',
});
const ports = new Map();

process.parentPort.on('message', ({ data, ports: [port] }) => {
  if (data.type !== 'door') {
    host.send(data);
    return;
  }
  const id = ports.size + 1;
  ports.set(id, port);
  host.send({ type: 'open', id });
  port.on('message', (event) => host.send({ type: 'through', id, data: event.data }));
  port.on('close', () => host.connected && host.send({ type: 'close', id }));
  port.start();
});
host.on('message', (word) => {
  if (word.type === 'through') ports.get(word.id)?.postMessage(word.data);
  else process.parentPort.postMessage(word);
});
host.on('exit', (code) => process.exit(code ?? 1));
`;

/** The real desktop program, windows and pages and host, with the host under Node. */
export async function makeBridgedApp(): Promise<StandInApp> {
  const folder = await mkdtemp(join(tmpdir(), 'shop-app-'));
  await mkdir(join(folder, 'dist', 'host'), { recursive: true });
  for (const part of ['package.json', 'dist/shell', 'dist/preload', 'dist/renderer']) {
    await symlink(join(ROOT, part), join(folder, part));
  }
  await writeFile(join(folder, 'dist', 'host', 'host.mjs'), BRIDGE);
  return { folder, close: () => rm(folder, { recursive: true, force: true }) };
}
