import { readFileSync } from 'node:fs';
import { localDate } from '../../shared/kernel/local-date.ts';

/** The version in package.json, which lies two folders up from the sources and from the bundle alike. */
export const PROGRAM_VERSION: string = (() => {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return String((JSON.parse(text) as { version?: unknown }).version);
})();

/** No program with this source ran before: a PC that shows an earlier day has lost its clock. */
export const PROGRAM_SINCE = localDate('2025-06-01');
