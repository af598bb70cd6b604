import { dataDirOf } from './data-dir.ts';
import { type Arguments, integerOption, UsageError } from './arguments.ts';
import { startHost } from '../host.ts';
import type { Answer } from './output.ts';
import { print } from './output.ts';
import { fillDemoShop } from '../demo-shop.ts';

const USUAL_PORT = 8017;
const HIGHEST_PORT = 65_535;

/** Serves the app to browsers on this PC until it is stopped. A second start names the address that is already there. */
export async function runServe(given: Arguments): Promise<Answer> {
  const dataDir = dataDirOf(given);
  const started = await startOnFreePort(given, dataDir);
  if (started.kind === 'attached') {
    const { origin } = started.running;
    return { data: { url: `${origin}/`, attached: true, dataDir }, text: `程序已在运行：${origin}/` };
  }
  const { services } = started.host;
  if (given.options['demo'] === true) await fillDemoShop(services);
  const url = `http://127.0.0.1:${String(started.port)}/`;
  print(
    { data: { url, attached: false, dataDir }, text: `爱心超市已启动：${url}\n数据在 ${dataDir}，按 Ctrl+C 结束` },
    given.json,
    0,
  );
  await untilStopped();
  await started.close(() => process.stderr.write('正在备份今天的账，完成后自动结束…\n'));
  return {};
}

/** The usual port when it is free, so that a bookmark keeps working; any other when it is not. */
async function startOnFreePort(given: Arguments, dataDir: string): ReturnType<typeof startHost> {
  const asked = integerOption(given.options, 'port', -1);
  const options = { dataDir, businessDate: given.today };
  if (asked > HIGHEST_PORT) throw new UsageError(`--port 应为0至${HIGHEST_PORT}，实为 ${asked}`);
  try {
    return await startHost({ ...options, port: asked < 0 ? USUAL_PORT : asked });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EADDRINUSE' && asked < 0) return startHost({ ...options, port: 0 });
    if (code === 'EADDRINUSE') throw new UsageError(`端口 ${asked} 已被别的程序占用，请换一个`);
    if (code === 'EACCES' && asked >= 0) throw new UsageError(`没有权限使用端口 ${asked}，请换一个`);
    throw error;
  }
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
