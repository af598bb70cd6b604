/**
 * `npm start [-- --demo] [-- --data DIR]`: builds what is stale and opens the app, in its own window where Electron can
 * run, otherwise in a browser over the same host.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildBundles } from './lib/bundles.ts';
import { ROOT, runLoud, runMain, runQuiet, toolEnv } from './lib/run.ts';

const DOWNLOAD_WITHIN_MS = 90_000;
/** A desktop program that ends with an error this soon never showed a window. */
const FAILED_AT_ONCE_MS = 3000;

/** The Electron program to start: one named by the environment, or the one its package has fetched; else null. */
function electronBinary(): string | null {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const name = process.platform === 'win32' ? 'electron.exe' : 'electron';
  if (override !== undefined) return existsSync(join(override, name)) ? join(override, name) : null;
  const folder = join(ROOT, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const binary = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(binary) ? binary : null;
}

/** A window needs a screen, and Chromium's sandbox refuses to run as root. @returns why not, or null. */
function whyNoWindow(): string | null {
  if (process.platform !== 'linux') return null;
  if ((process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'] ?? '') === '') return '本机没有图形桌面';
  return null;
}

/** Lets the electron package fetch its program, for a bounded time and without noise. */
async function fetchElectron(): Promise<string | null> {
  console.log('正在下载桌面程序 Electron（只需一次，最多等一分半钟）…');
  const install = join(ROOT, 'node_modules', 'electron', 'install.js');
  await runQuiet('node', [install], { timeout: DOWNLOAD_WITHIN_MS });
  return electronBinary();
}

/** @returns its exit code; null when it could not even start, for want of a system library for instance. */
async function openWindow(binary: string, args: readonly string[]): Promise<number | null> {
  const started = Date.now();
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const code = await runLoud(binary, [...asRoot, ROOT, ...args]);
  return code !== 0 && Date.now() - started < FAILED_AT_ONCE_MS ? null : code;
}

/** Serves until it is stopped; Ctrl+C goes to the host as well, which then finishes and ends. */
function serve(args: readonly string[]): Promise<number> {
  const cli = join(ROOT, 'main', 'host', 'cli.ts');
  const data = args.includes('--data') ? args.slice(args.indexOf('--data'), args.indexOf('--data') + 2) : [];
  const demo = args.includes('--demo') ? ['--demo'] : [];
  return new Promise((resolve) => {
    const child = spawn('node', [cli, ...data, 'serve', ...demo], { cwd: ROOT, env: toolEnv(), stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
    child.on('exit', (code) => resolve(code ?? 0));
  });
}

async function main(args: readonly string[]): Promise<number> {
  const noWindow = whyNoWindow();
  const binary = noWindow === null ? (electronBinary() ?? (await fetchElectron())) : null;
  await buildBundles(binary === null ? ['renderer'] : undefined);
  const code = binary === null ? null : await openWindow(binary, args);
  if (code !== null) return code;
  const why = noWindow ?? (binary === null ? '桌面程序 Electron 没有下载成功' : '桌面程序 Electron 在本机不能运行');
  console.log(`${why}，改用浏览器：请打开下面的地址。`);
  return serve(args);
}

await runMain(() => main(process.argv.slice(2)));
