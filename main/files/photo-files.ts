import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolderDurably, writeFileDurably } from './durable-files.ts';

/** Pictures of paper and goods, each under the hash of what is in it. */
export const PHOTO_FOLDER = 'photos';

const EXTENSION: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'application/pdf': '.pdf',
};
const PART = /\.part$/;
const PARTS_WAIT_MS = 24 * 3_600_000;

export function sha256OfBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The name of a picture in any folder that keeps some. Throws for a type that is not kept. */
export function photoFileName(sha256: string, mediaType: string): string {
  const extension = EXTENSION[mediaType];
  if (extension === undefined || !/^[0-9a-f]{64}$/.test(sha256)) throw new Error(`no picture: ${sha256} ${mediaType}`);
  return `${sha256}${extension}`;
}

/** Puts pictures on the disk of one data folder and reads them back. */
export class PhotoFiles {
  readonly folder: string;

  constructor(dataDir: string) {
    this.folder = join(dataDir, PHOTO_FOLDER);
  }

  /** Whole or not at all, for good; one that is there and sound is left alone. Rejects with what the disk throws. */
  async keep(sha256: string, mediaType: string, bytes: Uint8Array): Promise<void> {
    const path = join(this.folder, photoFileName(sha256, mediaType));
    makeFolderDurably(this.folder, 0o700);
    if (existsSync(path) && (await this.read(sha256, mediaType)).kind === 'sound') return;
    await writeFileDurably(path, bytes, { mode: 0o600 });
  }

  /** The picture, if it is there and still what it was. */
  async read(
    sha256: string,
    mediaType: string,
  ): Promise<
    { readonly kind: 'sound'; readonly bytes: Uint8Array } | { readonly kind: 'missing' } | { readonly kind: 'altered' }
  > {
    const bytes = await readFile(join(this.folder, photoFileName(sha256, mediaType))).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      },
    );
    if (bytes === null) return { kind: 'missing' };
    return sha256OfBytes(bytes) === sha256 ? { kind: 'sound', bytes } : { kind: 'altered' };
  }

  drop(sha256: string, mediaType: string): void {
    rmSync(join(this.folder, photoFileName(sha256, mediaType)), { force: true });
  }

  /** Removes what a program that was killed left half written, a day after. */
  sweepParts(nowMs: number): void {
    for (const name of existsSync(this.folder) ? readdirSync(this.folder) : []) {
      if (!PART.test(name)) continue;
      const path = join(this.folder, name);
      const written = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? nowMs;
      if (nowMs - written > PARTS_WAIT_MS) rmSync(path, { force: true });
    }
  }
}
