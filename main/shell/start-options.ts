import { resolve } from 'node:path';

/** What the command line asks of the desktop program. */
export interface StartOptions {
  /** An absolute folder, or null for the usual one. */
  readonly dataDir: string | null;
  readonly demo: boolean;
  /** Where windows and caches are remembered; null for the usual place. */
  readonly profileDir: string | null;
}

/** The value of `--name value` or `--name=value`; null when absent or without a value. */
function valueOf(args: readonly string[], name: string): string | null {
  const at = args.findIndex((arg) => arg === name || arg.startsWith(`${name}=`));
  const found = args[at];
  if (found === undefined) return null;
  const value = found === name ? args[at + 1] : found.slice(name.length + 1);
  return value === undefined || value === '' || value.startsWith('--') ? null : value;
}

/** Reads the command line; unknown switches are Chromium's business. */
export function parseStartOptions(args: readonly string[]): StartOptions {
  const dataDir = valueOf(args, '--data');
  const profileDir = valueOf(args, '--user-data-dir');
  return {
    dataDir: dataDir === null ? null : resolve(dataDir),
    demo: args.includes('--demo'),
    profileDir: profileDir === null ? null : resolve(profileDir),
  };
}
