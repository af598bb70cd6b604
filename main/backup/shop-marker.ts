import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import type { LocalDate } from '../../shared/kernel/brands.ts';
import { giveNameDurably } from '../files/durable-files.ts';

const MARKER_FILE = 'shop.json';

/** Which folder this is: a copy has another place, and another number in the file system. */
export type FolderIdentity = { readonly path: string; readonly inode: string; readonly computer: string };

/**
 * What lies beside the books and tells of them when they are gone: written when a shop is set up, brought up to date
 * now and then. Evidence, never a source.
 */
export type ShopMarker = {
  readonly shopId: string;
  readonly shopName: string;
  readonly since: LocalDate;
  readonly folder: FolderIdentity;
  /** The last entry known to be written; null while the books are being replaced. */
  readonly last: { readonly seq: number; readonly hash: string; readonly documentNo: string | null } | null;
  /** The run that had the books open last, as it is also written in the books; null once it closed them in order. */
  readonly session: string | null;
  /** The latest moment this program ran with a clock that was believed, in milliseconds since 1970. */
  readonly lastSeenMs: number;
  /** When the books were last counted again and found sound, in milliseconds since 1970; 0: never. */
  readonly checkedMs: number;
  /** Where the last count found them off; null when it did not. */
  readonly notSound: string | null;
  /** The second backup folder, which is otherwise known only to the books. */
  readonly secondFolder: string | null;
  /** The folder of the second record, likewise. */
  readonly recordFolder: string | null;
};

/** `unreadable`: there is a marker, so there was a shop, but it says nothing more. */
export type FoundMarker =
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'read'; readonly marker: ShopMarker };

export function markerPath(dataDir: string): string {
  return join(dataDir, MARKER_FILE);
}

export function readMarker(dataDir: string): FoundMarker {
  const path = markerPath(dataDir);
  if (!existsSync(path)) return { kind: 'none' };
  try {
    const value = JSON.parse(readFileSync(path, 'utf8')) as Partial<ShopMarker> | null;
    if (typeof value?.shopId !== 'string' || typeof value.folder?.path !== 'string') return { kind: 'unreadable' };
    return { kind: 'read', marker: { ...BLANK, ...value } as ShopMarker };
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'unreadable' };
    throw error;
  }
}

const BLANK = {
  shopName: '',
  last: null,
  session: null,
  lastSeenMs: 0,
  checkedMs: 0,
  notSound: null,
  secondFolder: null,
  recordFolder: null,
};

/** Written beside, synced and renamed: a power cut leaves the old marker or the new one. Throws what the disk throws. */
export function writeMarker(dataDir: string, marker: ShopMarker): void {
  const path = markerPath(dataDir);
  const fresh = `${path}.new`;
  writeFileSync(fresh, `${JSON.stringify(marker, null, 2)}\n`, { mode: 0o600 });
  giveNameDurably(fresh, path);
}

export function identityOf(dataDir: string): FolderIdentity {
  const path = resolve(dataDir);
  return { path, inode: String(statSync(path, { bigint: true }).ino), computer: hostname() };
}

/**
 * Whether the folder is a copy of the one that the marker was written in: on another computer, or while the first one
 * is still there. A folder that was moved or put back in its place is the same shop.
 */
export function isCopy(marker: ShopMarker, here: FolderIdentity): boolean {
  const { folder } = marker;
  if (folder.inode === here.inode && folder.path === here.path) return false;
  if (folder.computer !== here.computer) return true;
  if (folder.path === here.path) return false;
  const first = existsSync(folder.path) ? readQuietly(folder.path) : null;
  return first !== null && first.shopId === marker.shopId && identityOf(folder.path).inode !== here.inode;
}

function readQuietly(dataDir: string): ShopMarker | null {
  try {
    const found = readMarker(dataDir);
    return found.kind === 'read' ? found.marker : null;
  } catch {
    return null;
  }
}
