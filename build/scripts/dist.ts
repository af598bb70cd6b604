/**
 * `npm run dist`: builds the bundles and packs them. Without arguments the installers of this platform; any argument goes
 * to electron-builder, such as `--win` or `--linux deb`. `npm run dist -- --dir` packs the unpacked Linux program
 * without the internet, in the test runtime, and checks what is inside.
 */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { listPackage } from '@electron/asar';
import { ensureElectronRuntime, RUNTIME_VERSION } from './electron-runtime.ts';
import { buildBundles } from './lib/bundles.ts';
import { electronAge } from './lib/electron-age.ts';
import { fuseProblems, integrityProblems } from './lib/packed-fuses.ts';
import { startMisled, startProblems } from './lib/packed-start.ts';
import { ROOT, runLoud, runMain } from './lib/run.ts';

const PACKAGES = join(ROOT, 'dist', 'packages');
const UNPACKED = join(PACKAGES, 'linux-unpacked');

/** What a packed program must hold, inside its archive and beside it. */
const INSIDE = [
  '/package.json',
  '/dist/shell/main.cjs',
  '/dist/preload/preload.cjs',
  '/dist/host/host.mjs',
  '/dist/renderer/index.html',
  '/dist/host/paper-maker.mjs',
  '/dist/host/NotoSansSC_400Regular.ttf',
  '/dist/host/NotoSansSC_700Bold.ttf',
  '/dist/host/rare-glyphs.otf',
  '/node_modules/better-sqlite3/package.json',
];
const BESIDE = ['aixin-shop', 'resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds/linux-x64.node'];
/** Folders of the sources, and tools: shipping one would be a mistake. */
const NEVER = /^\/(main|shared|tests|build|renderer|node_modules\/(electron|typescript|vite|antd))(\/|$)/;

function problemsOf(folder: string): string[] {
  const archive = join(folder, 'resources', 'app.asar');
  const files = new Set(listPackage(archive, { isPack: false }));
  const problems = INSIDE.filter((file) => !files.has(file)).map((file) => `not in the archive: ${file}`);
  problems.push(...BESIDE.filter((file) => !existsSync(join(folder, file))).map((file) => `not packed: ${file}`));
  const stray = [...files].find((file) => NEVER.test(file));
  if (stray !== undefined) problems.push(`should not be in the archive: ${stray}`);
  return problems;
}

/** Packs the unpacked program with the test runtime as its Electron: no download, no installer tools. */
async function packFolder(): Promise<number> {
  const electron = await ensureElectronRuntime();
  const offline = [`-c.electronDist=${electron}`, `-c.electronVersion=${RUNTIME_VERSION}`];
  const code = await runLoud('electron-builder', ['--linux', 'dir', '--x64', ...offline]);
  if (code !== 0) return code;
  const problems = [...problemsOf(UNPACKED), ...(await lockProblems('linux', UNPACKED))];
  if (problems.length === 0) problems.push(...startProblems(await startMisled(join(UNPACKED, 'aixin-shop'))));
  for (const problem of problems) console.log(problem);
  const megabytes = statSync(join(UNPACKED, 'resources', 'app.asar')).size / 1e6;
  console.log(`${UNPACKED}: archive ${megabytes.toFixed(1)} MB, ${problems.length} problems`);
  return problems.length === 0 ? 0 : 1;
}

/** Whether an unpacked program is locked against being made to run other code. */
async function lockProblems(platform: 'linux' | 'win32', folder: string): Promise<string[]> {
  const binary = join(folder, platform === 'win32' ? '爱心超市.exe' : 'aixin-shop');
  return [...(await fuseProblems(binary)), ...integrityProblems(folder, platform, binary)];
}

/** Makes installers: only with a supported Electron, and none of them goes out unlocked. */
async function makeInstallers(args: readonly string[]): Promise<number> {
  const aged = await electronAge();
  if (aged !== null) {
    console.log(aged);
    return 1;
  }
  const code = await runLoud('electron-builder', args);
  if (code !== 0) return code;
  const problems: string[] = [];
  for (const [platform, name] of [
    ['linux', 'linux-unpacked'],
    ['win32', 'win-unpacked'],
  ] as const) {
    if (existsSync(join(PACKAGES, name))) problems.push(...(await lockProblems(platform, join(PACKAGES, name))));
  }
  for (const problem of problems) console.log(problem);
  return problems.length === 0 ? 0 : 1;
}

async function main(args: readonly string[]): Promise<number> {
  await buildBundles();
  return args.includes('--dir') ? packFolder() : makeInstallers(args);
}

await runMain(() => main(process.argv.slice(2)));
