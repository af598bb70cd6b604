import { extname, join } from 'node:path';
import type { BrowserWindow, FileFilter, Session } from 'electron';
import { app, dialog, shell } from 'electron';
import type { SaveOutcome } from '../../shared/contract/shell-api.ts';
import { writeFileDurably } from '../files/durable-files.ts';
import { safeFileName } from './file-names.ts';

const FILTERS: Readonly<Record<string, FileFilter>> = {
  '.xlsx': { name: 'Excel 工作簿', extensions: ['xlsx'] },
  '.csv': { name: 'CSV 文件', extensions: ['csv'] },
  '.pdf': { name: 'PDF 文件', extensions: ['pdf'] },
  '.png': { name: '图片', extensions: ['png'] },
};

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC') return '磁盘空间不足，文件没有保存。';
  if (code === 'EIO') return '磁盘读写出错，文件没有保存。请换一个盘。';
  if (code === 'EBUSY') return '文件正被别的程序打开，请关闭后再保存。';
  if (code === 'EACCES' || code === 'EPERM') return '没有权限写到这个位置，或者文件正被别的程序打开。请换一个文件夹。';
  return `文件没有保存（${code === '' ? String(error) : code}）。`;
}

/** Files this program saved since it was started; only these can be shown in the file manager. */
const saved = new Set<string>();

/** Asks where to save and writes the bytes beside the target first, so that an old file is never left half replaced. */
export async function saveFile(window: BrowserWindow, suggestedName: string, bytes: Uint8Array): Promise<SaveOutcome> {
  const name = safeFileName(suggestedName);
  const filter = FILTERS[extname(name).toLowerCase()];
  const answer = await dialog.showSaveDialog(window, {
    title: '保存文件',
    buttonLabel: '保存',
    defaultPath: join(app.getPath('documents'), name),
    filters: filter === undefined ? [] : [filter],
  });
  if (answer.canceled || answer.filePath === '') return { kind: 'cancelled' };
  try {
    await writeFileDurably(answer.filePath, bytes);
  } catch (error) {
    return { kind: 'failed', reason: reasonOf(error) };
  }
  saved.add(answer.filePath);
  return { kind: 'saved', path: answer.filePath };
}

/** Shows a saved file in the system's file manager. @returns false when it was not saved from here. */
export function revealFile(path: string): boolean {
  if (!saved.has(path)) return false;
  shell.showItemInFolder(path);
  return true;
}

/** Downloads that a page starts by itself ask for a place too, in our words and with a clean name. */
export function askWhereDownloadsGo(session: Session): void {
  session.on('will-download', (_event, item) => {
    const name = safeFileName(item.getFilename());
    const filter = FILTERS[extname(name).toLowerCase()];
    item.setSaveDialogOptions({
      title: '保存文件',
      buttonLabel: '保存',
      defaultPath: join(app.getPath('documents'), name),
      filters: filter === undefined ? [] : [filter],
    });
  });
}
