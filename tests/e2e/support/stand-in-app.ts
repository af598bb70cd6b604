import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './running-shop.ts';

/**
 * The smallest host: it says hello, echoes on every port it is given, and dies when told to. The desktop tests run in
 * an Electron that cannot load the database driver; what the shell does with a living host is shown with this one.
 */
export const ECHOING_HOST = `
process.parentPort.on('message', ({ data, ports }) => {
  if (data.type === 'stop') process.exit(0);
  const [port] = ports;
  port.on('message', (event) => {
    if (event.data === 'die') process.exit(7);
    port.postMessage('echo of ' + event.data + ' from ' + process.pid);
  });
  port.start();
});
process.parentPort.postMessage({ type: 'hello' });
`;

/** A page without script of its own: the tests speak for it. */
const PAGE =
  '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>页面</title></head><body></body></html>';

export interface StandInApp {
  readonly folder: string;
  readonly close: () => Promise<void>;
}

/** A host that says one thing and ends in the same breath. */
export function partingHost(word: object, code: number): string {
  return `process.parentPort.postMessage(${JSON.stringify(word)});\nprocess.exit(${code});\n`;
}

/** The real shell and preload with a stand-in for host and pages, in a folder of its own. */
export async function makeStandInApp(host: string): Promise<StandInApp> {
  const folder = await mkdtemp(join(tmpdir(), 'shop-app-'));
  await mkdir(join(folder, 'dist', 'host'), { recursive: true });
  await mkdir(join(folder, 'dist', 'renderer'));
  for (const part of ['package.json', 'dist/shell', 'dist/preload'])
    await symlink(join(ROOT, part), join(folder, part));
  await writeFile(join(folder, 'dist', 'host', 'host.mjs'), host);
  await writeFile(join(folder, 'dist', 'renderer', 'index.html'), PAGE);
  return { folder, close: () => rm(folder, { recursive: true, force: true }) };
}
