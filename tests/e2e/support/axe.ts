import type { Page } from '@playwright/test';
import axe, { type AxeResults } from 'axe-core';

/** What is seriously wrong for people who do not see or do not use a mouse, one line for each element; WCAG 2.2 AA. */
export async function seriousViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const results = await page.evaluate(async () => {
    const here = window as unknown as { axe: { run: (options: unknown) => Promise<AxeResults> } };
    return here.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
  });
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}
