import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { _electron } from '@playwright/test';
import { ensureElectronRuntime } from '../../../build/scripts/electron-runtime.ts';
import { ROOT } from './running-shop.ts';

export interface DesktopOptions {
  readonly dataDir: string;
  readonly display: string;
  /** Where windows are remembered; a fresh folder when absent. */
  readonly profileDir?: string;
  /** Folder of the program; the repository when absent. */
  readonly appDir?: string;
}

/** The real desktop program with its window. */
export interface Desktop {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly profileDir: string;
  /** Closes the program as its menu would; leaves a given profile folder, removes a fresh one. */
  readonly close: () => Promise<void>;
}

/** Starts the built desktop program in the test runtime and waits for its window. */
export async function openDesktop({ dataDir, display, profileDir, appDir = ROOT }: DesktopOptions): Promise<Desktop> {
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = await ensureElectronRuntime();
  const profile = profileDir ?? (await mkdtemp(join(tmpdir(), 'shop-profile-')));
  const tidy = async (): Promise<void> => {
    if (profileDir === undefined) await rm(profile, { recursive: true, force: true });
  };
  const app = await _electron.launch({
    args: [appDir, '--data', dataDir, `--user-data-dir=${profile}`],
    cwd: appDir,
    env: { ...process.env, DISPLAY: display, LC_ALL: 'C.UTF-8' },
    timeout: 60_000,
  });
  const close = async (): Promise<void> => {
    await app.close();
    await tidy();
  };
  try {
    return { app, page: await app.firstWindow({ timeout: 60_000 }), profileDir: profile, close };
  } catch (error) {
    await close();
    throw error;
  }
}
