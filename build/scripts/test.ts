/**
 * `npm test`: gets what the tests need, checks the sources, builds the app, runs all tests (those that need no browser,
 * then the app in Chromium and in Electron) and packs the desktop program. Ends with one line of totals, and with 1 when
 * anything failed.
 */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureElectronRuntime } from './electron-runtime.ts';
import { buildBundles } from './lib/bundles.ts';
import { ROOT, runLoud, runMain, runQuiet } from './lib/run.ts';
import { ensureSystemParts } from './lib/system-parts.ts';
import type { Totals } from './lib/test-results.ts';
import { playwrightTotals, vitestTotals } from './lib/test-results.ts';

const RESULTS = join(ROOT, '.cache', 'results');
const NOTHING: Totals = { passed: 0, failed: 0 };
const CHECKS = 'types, format, lint, layers, dead code';

/** Says what comes, does it, and turns a thrown reason into a printed one. @returns whether it went well. */
async function step(title: string, work: () => Promise<boolean>): Promise<boolean> {
  const started = Date.now();
  console.log(`\n== ${title}`);
  let ok = false;
  try {
    ok = await work();
  } catch (error) {
    console.log(error instanceof Error ? error.message : String(error));
  }
  console.log(`${ok ? 'ok' : 'FAILED'} ${title} (${((Date.now() - started) / 1000).toFixed(0)} s)`);
  return ok;
}

async function prepare(): Promise<boolean> {
  const parts = await step('what the tests need from the system', async () => {
    const missing = await ensureSystemParts();
    for (const line of missing) console.log(line);
    return missing.length === 0;
  });
  const runtime = await step('Electron for the desktop tests', async () => {
    console.log(await ensureElectronRuntime());
    return true;
  });
  return parts && runtime;
}

async function runVitest(): Promise<boolean> {
  const report = ['--reporter=default', '--reporter=json', `--outputFile.json=${join(RESULTS, 'vitest.json')}`];
  return (await runLoud('vitest', ['run', '--config', 'build/configs/vitest.config.ts', ...report])) === 0;
}

async function runPlaywright(): Promise<boolean> {
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: join(RESULTS, 'playwright.json') };
  return (await runLoud('playwright', ['test', '--config', 'build/configs/playwright.config.ts'], { env })) === 0;
}

/** The installers themselves need tools from the internet; what goes into them can be packed and looked at anywhere. */
async function runPacking(): Promise<boolean> {
  const done = await runQuiet('node', ['build/scripts/dist.ts', '--dir']);
  console.log(done.code === 0 ? (done.output.trim().split('\n').at(-1) ?? '') : done.output.trim());
  return done.code === 0;
}

async function main(): Promise<number> {
  await rm(RESULTS, { recursive: true, force: true });
  await mkdir(RESULTS, { recursive: true });
  const prepared = await prepare();
  const checked = await step(CHECKS, async () => {
    return (await runLoud('node', ['build/scripts/check.ts'])) === 0;
  });
  const built = await step('build', async () => {
    await buildBundles();
    return true;
  });
  const plain = await step('tests without a browser', runVitest);
  const first = await vitestTotals(join(RESULTS, 'vitest.json'));
  const driven = built && (await step('tests in Chromium and Electron', runPlaywright));
  const second = built ? await playwrightTotals(join(RESULTS, 'playwright.json')) : NOTHING;
  if (!built) console.log('the app could not be built: no tests in Chromium and Electron');
  const packed = built && (await step('packing the desktop program', runPacking));
  if (!prepared) console.log('not passed: what the tests need');
  if (!checked) console.log(`not passed: ${CHECKS}`);
  if (!packed) console.log('not passed: packing');
  const failed = first.failed + second.failed;
  console.log(`\n${first.passed + second.passed} passed, ${failed} failed`);
  return failed === 0 && prepared && checked && built && plain && driven && packed ? 0 : 1;
}

await runMain(main);
