import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openCopy } from '../db/open-copy.ts';
import type { ReadableDatabase } from '../db/open-database.ts';
import { type CarriedPhoto, listCarriedPhotos } from '../db/repositories/photo-repository.ts';
import { getRow } from '../db/statements.ts';
import { diskTroubleOf } from '../files/disk-trouble.ts';
import { giveNameDurably } from '../files/durable-files.ts';
import { PHOTO_FOLDER, photoFileName } from '../files/photo-files.ts';
import { partPath, sweepParts } from './backup-names.ts';
import { copyInPieces } from './pieces.ts';

/** What came of bringing pictures to a place. */
export type BroughtPhotos = {
  readonly brought: number;
  /** Neither there nor, sound, anywhere it was looked for. */
  readonly lost: readonly CarriedPhoto[];
};

const PIECE_BYTES = 1_048_576;

/** Where a data folder, or a folder of backups, keeps its pictures. */
export function photosIn(place: string): string {
  return join(place, PHOTO_FOLDER);
}

/** The pictures that documents in a copy of the books carry; none in one from before there were any. */
export function photosOfCopy(path: string): CarriedPhoto[] {
  const db = openCopy(path);
  try {
    return photosOfBooks(db);
  } finally {
    db.close();
  }
}

export function photosOfBooks(db: ReadableDatabase): CarriedPhoto[] {
  const table = getRow(db, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'attachment'");
  return table === null ? [] : listCarriedPhotos(db);
}

/**
 * Brings to a folder every picture it lacks, from the first of `sources` that has it. A picture is the same wherever it
 * lies, so that each is copied once and never again. One that is there counts by its size; `thorough`, by what is in it:
 * one that was altered makes room and stays beside under another name. Read back before it gets its name. Throws what
 * the disk throws.
 */
export function bringPhotos(
  photos: readonly CarriedPhoto[],
  sources: readonly string[],
  target: string,
  thorough = false,
): BroughtPhotos {
  if (photos.length > 0 && existsSync(target)) sweepParts(target);
  const lost: CarriedPhoto[] = [];
  let brought = 0;
  for (const photo of photos) {
    const name = photoFileName(photo.sha256, photo.mediaType);
    if (isThere(join(target, name), photo, thorough)) continue;
    const found = sources.some((source) => bringOne(join(source, name), target, name, photo));
    if (found) brought += 1;
    else lost.push(photo);
  }
  return { brought, lost };
}

function bringOne(from: string, folder: string, name: string, photo: CarriedPhoto): boolean {
  if (!isThere(from, photo, false)) return false;
  const part = partPath(folder, name);
  const target = join(folder, name);
  try {
    copyInPieces(from, part);
    if (sha256OfFile(part) !== photo.sha256) return false;
    if (existsSync(target)) renameSync(target, `${target}.altered`);
    giveNameDurably(part, target);
    return true;
  } catch (error) {
    // One picture that cannot be read does not keep the others, or the books, from being copied.
    if (diskTroubleOf(error) !== 'disk_failing') throw error;
    return false;
  } finally {
    rmSync(part, { force: true });
  }
}

function isThere(path: string, { bytes, sha256 }: CarriedPhoto, thorough: boolean): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || !found.isFile() || found.size !== bytes) return false;
  if (!thorough) return true;
  try {
    return sha256OfFile(path) === sha256;
  } catch (error) {
    if (diskTroubleOf(error) !== 'disk_failing') throw error;
    return false;
  }
}

export type PhotoTrouble = { readonly photo: CarriedPhoto; readonly kind: 'missing' | 'altered' };

/** Reads every picture again and tells which are gone, and which are not what they were. */
export function checkPhotos(photos: readonly CarriedPhoto[], folder: string): PhotoTrouble[] {
  return photos.flatMap((photo): PhotoTrouble[] => {
    const path = join(folder, photoFileName(photo.sha256, photo.mediaType));
    if (!existsSync(path)) return [{ photo, kind: 'missing' }];
    return isThere(path, photo, true) ? [] : [{ photo, kind: 'altered' }];
  });
}

/**
 * The pictures of a backup that its place lacks or has otherwise, of those that the shop itself has: what a restore from
 * there would not bring back.
 */
export function photosLackingIn(place: string, photos: readonly CarriedPhoto[], own: string): number {
  const has = photos.filter((photo) =>
    isThere(join(photosIn(own), photoFileName(photo.sha256, photo.mediaType)), photo, false),
  );
  return checkPhotos(has, photosIn(place)).length;
}

function sha256OfFile(path: string): string {
  const hash = createHash('sha256');
  const file = openSync(path, 'r');
  try {
    const piece = Buffer.alloc(PIECE_BYTES);
    for (;;) {
      const bytes = readSync(file, piece, 0, PIECE_BYTES, null);
      if (bytes === 0) return hash.digest('hex');
      hash.update(piece.subarray(0, bytes));
    }
  } finally {
    closeSync(file);
  }
}
