/**
 * `npm run check`: types, formatting, lint, layers and dead code. Prints one line for each, details of what failed, and
 * ends with 1 when anything did.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkLayers } from './lib/layers.ts';
import { ROOT, runMain, runQuiet } from './lib/run.ts';

/** Named one by one: a linter let loose on the root would walk node_modules and build results. */
const FOLDERS = ['shared', 'main', 'renderer', 'build', 'tests'].filter((name) => existsSync(join(ROOT, name)));

interface Verdict {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
  readonly detail: string;
}

async function tool(name: string, command: string, args: readonly string[]): Promise<Verdict> {
  const done = await runQuiet(command, args);
  return { name, ok: done.code === 0, seconds: done.seconds, detail: done.output.trim() };
}

async function layers(): Promise<Verdict> {
  const started = Date.now();
  const { ok, lines } = await checkLayers();
  return { name: 'layers', ok, seconds: (Date.now() - started) / 1000, detail: lines.join('\n') };
}

/** Two at a time: type-aware lint and the compiler each take a core. */
async function main(): Promise<number> {
  const lint = ['--type-aware', '-c', '.oxlintrc.json', '--tsconfig', 'tsconfig.json', ...FOLDERS];
  const first = await Promise.all([
    tool('types', 'tsc', ['-p', '.', '--pretty', 'false']),
    tool('format', 'biome', ['format', '--config-path', 'build/configs', ...FOLDERS]),
    layers(),
  ]);
  const second = await Promise.all([
    tool('lint', 'oxlint', lint),
    tool('dead code', 'knip', ['--config', 'build/configs/knip.json', '--no-progress', '--no-config-hints']),
  ]);
  const verdicts = [...first, ...second];
  for (const each of verdicts) {
    console.log(`${each.ok ? 'ok    ' : 'FAILED'} ${each.name.padEnd(10)} ${each.seconds.toFixed(1)} s`);
  }
  for (const each of verdicts.filter((one) => !one.ok)) console.log(`\n--- ${each.name}\n${each.detail}`);
  return verdicts.every((each) => each.ok) ? 0 : 1;
}

await runMain(main);
