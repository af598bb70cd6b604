import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import type { DoorOptions } from '../../tests/e2e/fixtures.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const reportFile = process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'];

/**
 * The same page specs through a browser and through the desktop window attached to a running host; the desktop project
 * is about the shell itself. A spec named `*.browser.spec.ts` makes sense in a browser only.
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
    { name: 'browser', testIgnore: /shell\.spec\.ts$/, use: { through: 'browser' } },
    { name: 'desktop', testMatch: /shell\.spec\.ts$/, use: { through: 'desktop' } },
    { name: 'desktop-attached', testIgnore: /(shell|\.browser)\.spec\.ts$/, use: { through: 'desktop-attached' } },
  ],
});
