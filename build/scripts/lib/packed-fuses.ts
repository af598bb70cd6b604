import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getRawHeader } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

/** How every shipped program must have been fused; the builder's configuration is not asked, its result is. */
const WANTED: Readonly<Record<keyof typeof FuseV1Options, boolean | null>> = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  // A matter of speed, left as Electron delivers it.
  WasmTrapHandlers: null,
};

/** Reads the fuses of a packed program back and says which are not as they must be. */
export async function fuseProblems(binary: string): Promise<string[]> {
  const wire: Readonly<Record<string, unknown>> = { ...(await getCurrentFuseWire(binary)) };
  const problems: string[] = [];
  for (const [name, wanted] of Object.entries(WANTED)) {
    if (wanted === null) continue;
    const found = wire[String(FuseV1Options[name as keyof typeof FuseV1Options])];
    if (found === (wanted ? FuseState.ENABLE : FuseState.DISABLE)) continue;
    const state = typeof found === 'number' ? (FuseState[found] ?? String(found)) : 'missing';
    problems.push(`fuse ${name} should be ${wanted ? 'on' : 'off'}, is ${state}`);
  }
  return problems;
}

/**
 * Windows and macOS refuse an archive whose header has another hash than the one inside the program: it must be there.
 * Electron knows no such thing on Linux, which has no signature over a program to tie it to.
 */
export function integrityProblems(folder: string, platform: 'win32' | 'darwin' | 'linux', binary: string): string[] {
  if (platform === 'linux') return [];
  const archive = join(folder, 'resources', 'app.asar');
  const hash = createHash('sha256').update(getRawHeader(archive).headerString).digest('hex');
  const place = platform === 'darwin' ? join(folder, 'Info.plist') : binary;
  if (!existsSync(place)) return [`not packed: ${place}`];
  return readFileSync(place).includes(hash) ? [] : [`the archive's hash ${hash} does not stand in ${place}`];
}
