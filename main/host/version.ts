import { readFileSync } from 'node:fs';

/** The version in package.json, which lies two folders up from the sources and from the bundle alike. */
export const PROGRAM_VERSION: string = (() => {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return String((JSON.parse(text) as { version?: unknown }).version);
})();
