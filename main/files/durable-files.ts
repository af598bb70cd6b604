import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Files that are still there, and whole, after the power failed: the bytes are synced under another name first, then the
 * name is given, then the folder that holds the name is synced. Without the last step a file that was "saved" may be gone.
 */
export type FileOptions = {
  /** Permissions of a new file, such as 0o600. */
  readonly mode?: number;
};

/** Writes `bytes` to `path`, as a whole or not at all, for good. Replaces what is there. Throws what the disk throws. */
export function writeFileDurablySync(
  path: string,
  bytes: string | Uint8Array,
  { mode = 0o666 }: FileOptions = {},
): void {
  const part = partOf(path);
  try {
    writeFileSync(part, bytes, { mode });
    giveNameDurably(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

/** The same without holding the thread up, for big files beside other work. */
export async function writeFileDurably(
  path: string,
  bytes: string | Uint8Array,
  { mode = 0o666 }: FileOptions = {},
): Promise<void> {
  const part = partOf(path);
  try {
    const file = await open(part, 'w', mode);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
    await syncFolderLater(dirname(path));
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** Gives a finished file its name: bytes to the disk, then the name, then the folder. Throws what the disk throws. */
export function giveNameDurably(part: string, path: string): void {
  syncFile(part);
  renameSync(part, path);
  syncFolder(dirname(path));
}

/** Makes a folder, and those above it where they are missing, so that a power cut does not take them away again. */
export function makeFolderDurably(folder: string, mode = 0o777): void {
  const first = mkdirSync(folder, { recursive: true, mode });
  if (first === undefined) return;
  for (let made = resolve(folder); made.length >= first.length; made = dirname(made)) syncFolder(dirname(made));
}

/** The same without holding the thread up. */
export async function makeFolderDurablyLater(folder: string, mode = 0o777): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode });
  if (first === undefined) return;
  for (let made = resolve(folder); made.length >= first.length; made = dirname(made))
    await syncFolderLater(dirname(made));
}

/** Brings a file's bytes to the disk. */
export function syncFile(path: string): void {
  // Windows syncs only what was opened for writing.
  sync(path, 'r+');
}

/** Brings the names in a folder to the disk; Windows knows no such thing and does not need it. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  try {
    sync(folder, 'r');
  } catch (error) {
    if (!cannotSyncFolders(error)) throw error;
  }
}

async function syncFolderLater(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    const opened = await open(folder, 'r');
    try {
      await opened.sync();
    } finally {
      await opened.close();
    }
  } catch (error) {
    if (!cannotSyncFolders(error)) throw error;
  }
}

function sync(path: string, flags: 'r' | 'r+'): void {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Some file systems of sticks and of other PCs refuse to sync a folder at all: then there is nothing more to do. */
function cannotSyncFolders(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return ['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EACCES', 'EPERM'].includes(code);
}

/** Beside the target, since a name moves only within one disk; of this process, since another may write the same file. */
function partOf(path: string): string {
  return `${path}.${process.pid}.part`;
}
