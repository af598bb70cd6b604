import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import type { DoorOptions } from '../../tests/e2e/fixtures.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const reportFile = process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'];

/**
 * The same page specs through a browser, through the desktop program with a host of its own, and through its window
 * attached to a host that runs already. A spec named `*.browser.spec.ts` or
 * `*.desktop.spec.ts` makes sense in one of them only.
 */
export default defineConfig<DoorOptions>({
  testDir: `${ROOT}tests/e2e`,
  outputDir: `${ROOT}.cache/e2e`,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 2,
  retries: 0,
  forbidOnly: true,
  reporter: reportFile === undefined ? [['list']] : [['list'], ['json', { outputFile: reportFile }]],
  projects: [
    { name: 'browser', testIgnore: /(shell|\.desktop)\.spec\.ts$/, use: { through: 'browser' } },
    // Requests lost on the way are made at the HTTP door; a port has no way on which to lose them.
    { name: 'desktop', testIgnore: /\.browser\.spec\.ts$/, grepInvert: /lost on the way/, use: { through: 'desktop' } },
    {
      name: 'desktop-attached',
      testIgnore: /(shell|\.browser|\.desktop)\.spec\.ts$/,
      use: { through: 'desktop-attached' },
    },
  ],
});
