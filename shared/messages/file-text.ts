import type { FileTrouble } from '../domain/ledger/refusals.ts';

/** Why a file was not written, and what helps. */
export const FILE_TROUBLE_TEXT: Readonly<Record<FileTrouble, string>> = {
  no_access: '没有权限，或者文件正被别的程序打开，请关闭它或换一个文件夹',
  in_use: '文件正被别的程序打开，请关闭后再试',
  no_folder: '没有这个文件夹，U盘可能没有插上',
  name_taken: '这个名字已经被别的文件或文件夹占用，请换一个名字',
  path_too_long: '名字或路径太长，请换短一些的',
  name_invalid: '名字里有不能用的字符，请换一个名字',
  read_only: '这个盘是只读的，请换一个盘',
  unknown: '请换一个位置再试',
};

/** The same where the whole disk is at fault. */
export const DISK_TROUBLE_TEXT = {
  disk_full: '磁盘已满，请先清理磁盘空间，或换一个盘',
  disk_failing: '磁盘读写出错，请换一个盘',
} as const;
