import type { Refusal } from '../../../shared/contract/base.ts';
import { diskTroubleOf } from '../../files/disk-trouble.ts';

/** Why a file could not be written to `path`: what is wrong with the disk, else that the place is no good. */
export function notWritten(error: unknown, path: string): Refusal {
  const trouble = diskTroubleOf(error);
  return trouble === null || trouble === 'disk_read_only' ? { code: 'file_not_writable', path } : { code: trouble };
}
