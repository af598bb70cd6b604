import { globSync, mkdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT, runQuiet } from './run.ts';

interface Bundle {
  readonly name: 'renderer' | 'shell' | 'preload' | 'host';
  /** Folders whose files go into it; a newer file among them makes the bundle stale. */
  readonly inputs: readonly string[];
}

const COMMON = ['shared', 'build/configs', 'package-lock.json'];
const BUNDLES: readonly Bundle[] = [
  { name: 'renderer', inputs: ['renderer', ...COMMON] },
  { name: 'host', inputs: ['main', ...COMMON] },
  { name: 'shell', inputs: ['main', ...COMMON] },
  { name: 'preload', inputs: ['main', ...COMMON] },
];

function newest(inputs: readonly string[]): number {
  let latest = 0;
  for (const file of globSync(
    inputs.flatMap((input) => [input, `${input}/**/*`]),
    { cwd: ROOT },
  )) {
    latest = Math.max(latest, statSync(join(ROOT, file)).mtimeMs);
  }
  return latest;
}

function stampOf(bundle: Bundle): string {
  return join(ROOT, 'dist', `.built-${bundle.name}`);
}

function isStale(bundle: Bundle): boolean {
  const stamp = statSync(stampOf(bundle), { throwIfNoEntry: false });
  return stamp === undefined || stamp.mtimeMs < newest(bundle.inputs);
}

async function buildOne(bundle: Bundle): Promise<void> {
  const begun = new Date();
  const config = `build/configs/vite.${bundle.name}.config.ts`;
  const done = await runQuiet('vite', ['build', '--config', config, '--logLevel', 'warn']);
  if (done.code !== 0) throw new Error(`building the ${bundle.name} failed\n${done.output.trim()}`);
  // Dated to the start: a file changed while the build ran makes it stale again.
  mkdirSync(dirname(stampOf(bundle)), { recursive: true });
  writeFileSync(stampOf(bundle), begun.toISOString());
  utimesSync(stampOf(bundle), begun, begun);
  console.log(`built ${bundle.name} in ${done.seconds.toFixed(1)} s`);
}

/** Builds what is missing or older than its sources, one after another. Throws with the bundler's words on failure. */
export async function buildBundles(names?: readonly Bundle['name'][]): Promise<void> {
  for (const bundle of BUNDLES) {
    if (names !== undefined && !names.includes(bundle.name)) continue;
    if (isStale(bundle)) await buildOne(bundle);
  }
}
