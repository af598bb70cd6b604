import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { playwrightTotals, vitestTotals } from '../../../build/scripts/lib/test-results.ts';

const folder = mkdtempSync(join(tmpdir(), 'results-'));
afterAll(() => rmSync(folder, { recursive: true }));

function report(value: unknown): string {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(value));
  return file;
}

describe('totals of a test run', () => {
  test('count a file that could not be loaded as a failure', async () => {
    const testResults = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{}] },
    ];
    expect(await vitestTotals(report({ numPassedTests: 7, numFailedTests: 1, testResults }))).toEqual({
      passed: 7,
      failed: 2,
    });
  });

  test('count what passed only on a second try, and errors outside tests, as failures', async () => {
    const stats = { expected: 5, unexpected: 1, flaky: 2 };
    expect(await playwrightTotals(report({ stats, errors: [{}] }))).toEqual({ passed: 5, failed: 4 });
  });

  test('count a run without a report as a failure', async () => {
    const missing = join(folder, 'missing.json');
    expect([await vitestTotals(missing), await playwrightTotals(missing)]).toEqual([
      { passed: 0, failed: 1 },
      { passed: 0, failed: 1 },
    ]);
  });
});
