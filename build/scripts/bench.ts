/**
 * `npm run bench [-- NAME]`: runs the measurements in tests/bench one after another, so that none disturbs another.
 * Each is a plain script that prints its ratios.
 */
import { globSync } from 'node:fs';
import { runLoud, ROOT } from './lib/run.ts';

const wanted = process.argv.slice(2);
const files = globSync('tests/bench/*.bench.ts', { cwd: ROOT })
  .sort()
  .filter((file) => wanted.length === 0 || wanted.some((name) => file.includes(name)));

let failed = 0;
for (const file of files) {
  console.log(`\n== ${file}`);
  if ((await runLoud('node', ['--expose-gc', file])) !== 0) failed += 1;
}
console.log(`\n${files.length} measured, ${failed} failed`);
process.exitCode = files.length === 0 || failed > 0 ? 1 : 0;
