import { diskTroubleOf } from '../files/disk-trouble.ts';

/** Something about the data folder that a person can mend, when the books do not open. */
export type OpeningTrouble = { readonly code: string; readonly message: string };

/**
 * What to tell people about an error on opening; null for a fault of the program. Books that are damaged, missing or
 * newer are no such error: the host opens for rescue.
 */
export function openingTrouble(error: unknown): OpeningTrouble | null {
  if (!(error instanceof Error)) return null;
  const code = 'code' in error ? String(error.code) : '';
  if (error.name === 'DataFolderBusy') {
    return { code: 'data_folder_busy', message: '另一个程序正在使用这个数据文件夹，请等它完成后再试。' };
  }
  const trouble = diskTroubleOf(error);
  if (trouble === 'disk_full') return { code: trouble, message: '磁盘已满，数据打不开。请先清理磁盘空间。' };
  if (trouble === 'disk_failing' && code !== 'SQLITE_CANTOPEN') {
    const message =
      '磁盘读写出错，数据打不开，已记的账没有动。请重新启动电脑再试；如果还是这样，请用备份换一台电脑继续。';
    return { code: trouble, message };
  }
  if (['EACCES', 'EPERM', 'EROFS', 'SQLITE_CANTOPEN', 'SQLITE_READONLY'].includes(code)) {
    return { code: 'no_access', message: '没有权限读写数据文件夹。请检查文件夹权限，或换一个用户登录。' };
  }
  // Only of making the folder: the same codes from elsewhere are faults of the program.
  if ('syscall' in error && error.syscall === 'mkdir') {
    return {
      code: 'no_data_folder',
      message: '数据文件夹建不起来：路径里有文件占了位置，或路径无效。请换一个文件夹。',
    };
  }
  return null;
}
