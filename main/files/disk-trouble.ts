/** What is wrong with the disk, when that is why something failed. The same words are the codes of the refusals. */
export type DiskTrouble = 'disk_full' | 'disk_failing' | 'disk_read_only';

const TROUBLE_OF: Readonly<Record<string, DiskTrouble>> = {
  ENOSPC: 'disk_full',
  EDQUOT: 'disk_full',
  SQLITE_FULL: 'disk_full',
  // The index beside the log could not grow: SQLite tells no more, and a full disk is what makes it so.
  SQLITE_IOERR_SHMSIZE: 'disk_full',
  EIO: 'disk_failing',
  ENXIO: 'disk_failing',
  ENODEV: 'disk_failing',
  SQLITE_CANTOPEN: 'disk_failing',
  EROFS: 'disk_read_only',
};

/** Whether an error of the file system or of SQLite is the disk's, and which; null for every other error. */
export function diskTroubleOf(error: unknown): DiskTrouble | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = Object.hasOwn(TROUBLE_OF, code) ? TROUBLE_OF[code] : undefined;
  if (known !== undefined) return known;
  if (code.startsWith('SQLITE_IOERR')) return 'disk_failing';
  if (code.startsWith('SQLITE_READONLY')) return 'disk_read_only';
  return null;
}
