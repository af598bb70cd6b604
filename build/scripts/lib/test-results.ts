import { readFile } from 'node:fs/promises';

/** Tests that passed and that did not. A file that could not even be loaded counts as one failure. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
}

/** What a run without a readable report counts as: it was to prove something and did not. */
const NO_REPORT: Totals = { passed: 0, failed: 1 };

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

interface PlaywrightReport {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number };
  readonly errors: readonly unknown[];
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch {
    return null;
  }
}

/** Totals of vitest's JSON report. */
export async function vitestTotals(file: string): Promise<Totals> {
  const report = (await readJson(file)) as VitestReport | null;
  if (report === null) return NO_REPORT;
  const broken = report.testResults.filter(
    (one) => one.status === 'failed' && one.assertionResults.length === 0,
  ).length;
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken };
}

/** Totals of Playwright's JSON report; a test that passed only on a second try has failed. */
export async function playwrightTotals(file: string): Promise<Totals> {
  const report = (await readJson(file)) as PlaywrightReport | null;
  if (report === null) return NO_REPORT;
  const { expected, unexpected, flaky } = report.stats;
  return { passed: expected, failed: unexpected + flaky + report.errors.length };
}
