import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { must } from '../../shared/kernel/assert.ts';

/** The built renderer: beside the bundled host, or in dist of the source tree. */
export function pagesFolder(): string {
  const candidates = ['../renderer', '../../dist/renderer'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  return must(
    candidates.find((folder) => existsSync(join(folder, 'index.html'))) ?? candidates[1],
    'there is a folder of pages',
  );
}
