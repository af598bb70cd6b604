import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runQuiet } from './run.ts';

/** Electron mends the security of its last three major versions. */
const SUPPORTED_MAJORS = 3;

/** The version that is pinned in package.json. Throws when it is a range: what is tested is what ships. */
export function pinnedElectron(manifest: string): string {
  const { devDependencies } = JSON.parse(manifest) as { readonly devDependencies: Readonly<Record<string, string>> };
  const version = devDependencies['electron'] ?? '';
  if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error(`electron is not pinned: ${version}`);
  return version;
}

/** Whether a version still gets security fixes when `latest` is the newest one. */
export function isSupported(version: string, latest: string): boolean {
  const [own, newest] = [version, latest].map((text) => Number.parseInt(text, 10));
  return own !== undefined && newest !== undefined && newest - own < SUPPORTED_MAJORS;
}

/** Asks the registry for the newest Electron. @returns what to say when ours gets no fixes any more, else null. */
export async function electronAge(): Promise<string | null> {
  const pinned = pinnedElectron(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const asked = await runQuiet('npm', ['view', 'electron', 'version']);
  const latest = asked.output.trim();
  if (asked.code !== 0 || !/^\d+\.\d+\.\d+$/.test(latest)) return `cannot ask for the newest Electron: ${latest}`;
  return isSupported(pinned, latest) ? null : `Electron ${pinned} is out of support, the newest is ${latest}`;
}
