import { diskTroubleOf } from '../files/disk-trouble.ts';

/** Something about the data folder that a person can mend, when the books do not open. */
export type OpeningTrouble = { readonly code: string; readonly message: string };

/** What to tell people about an error on opening; null for a fault of the program. */
export function openingTrouble(error: unknown): OpeningTrouble | null {
  if (!(error instanceof Error)) return null;
  const code = 'code' in error ? String(error.code) : '';
  if (error.name === 'DatabaseFromTheFuture') {
    const message = '数据是由更新版本的爱心超市写的，旧版本不能打开，以免损坏。请安装新版本后再打开。';
    return { code: 'database_from_the_future', message };
  }
  if (error.name === 'NoCopyBeforeMigration') {
    const message = '升级前要先备份，但现在的账目核对有出入，没有升级，数据没有动。请联系维护人员。';
    return { code: 'not_backed_up', message };
  }
  if (error.name === 'DataFolderBusy') {
    return { code: 'data_folder_busy', message: '另一个程序正在使用这个数据文件夹，请等它完成后再试。' };
  }
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    const message = '数据文件损坏，不能打开。请不要删除它，先把整个数据文件夹复制一份，再联系维护人员。';
    return { code: 'database_damaged', message };
  }
  const trouble = diskTroubleOf(error);
  if (trouble === 'disk_full') return { code: trouble, message: '磁盘已满，数据打不开。请先清理磁盘空间。' };
  if (trouble === 'disk_failing' && code !== 'SQLITE_CANTOPEN') {
    const message =
      '磁盘读写出错，数据打不开，什么也没有改。请重新启动电脑再试；如果还是这样，请用备份换一台电脑继续。';
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
