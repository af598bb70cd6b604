import type { Refusal } from '../../../shared/contract/base.ts';
import { diskTroubleOf } from '../../files/disk-trouble.ts';
import { fileTroubleOf } from '../../files/file-trouble.ts';

/** Why a file could not be written to `path`: what is wrong with the disk, else that the place is no good. */
export function notWritten(error: unknown, path: string): Refusal {
  const trouble = diskTroubleOf(error);
  if (trouble !== null && trouble !== 'disk_read_only') return { code: trouble };
  return { code: 'file_not_writable', path, reason: fileTroubleOf(error) };
}
