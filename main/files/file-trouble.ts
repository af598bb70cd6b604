/** Why a file cannot stand where it was to be written. The same words are in the refusals. */
export type FileTrouble =
  | 'no_access'
  | 'in_use'
  | 'no_folder'
  | 'name_taken'
  | 'path_too_long'
  | 'name_invalid'
  | 'read_only'
  | 'unknown';

const TROUBLE_OF: Readonly<Record<string, FileTrouble>> = {
  EACCES: 'no_access',
  EPERM: 'no_access',
  EBUSY: 'in_use',
  ETXTBSY: 'in_use',
  ENOENT: 'no_folder',
  ENOTDIR: 'no_folder',
  EISDIR: 'name_taken',
  ENOTEMPTY: 'name_taken',
  EEXIST: 'name_taken',
  ENAMETOOLONG: 'path_too_long',
  EINVAL: 'name_invalid',
  EROFS: 'read_only',
};

/** Why the file system would not take a file under its name, where the disk itself is well. */
export function fileTroubleOf(error: unknown): FileTrouble {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return Object.hasOwn(TROUBLE_OF, code) ? (TROUBLE_OF[code] ?? 'unknown') : 'unknown';
}
