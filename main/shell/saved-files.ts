import { extname, join } from 'node:path';
import type { BrowserWindow, FileFilter, Session } from 'electron';
import { app, dialog, shell } from 'electron';
import type { SaveOutcome } from '../../shared/contract/shell-api.ts';
import { DISK_TROUBLE_TEXT, FILE_TROUBLE_TEXT } from '../../shared/messages/file-text.ts';
import { diskTroubleOf } from '../files/disk-trouble.ts';
import { writeFileDurably } from '../files/durable-files.ts';
import { fileTroubleOf } from '../files/file-trouble.ts';
import { safeFileName } from './file-names.ts';

const FILTERS: Readonly<Record<string, FileFilter>> = {
  '.xlsx': { name: 'Excel 工作簿', extensions: ['xlsx'] },
  '.csv': { name: 'CSV 文件', extensions: ['csv'] },
  '.pdf': { name: 'PDF 文件', extensions: ['pdf'] },
  '.png': { name: '图片', extensions: ['png'] },
};

function reasonOf(error: unknown): string {
  const trouble = diskTroubleOf(error);
  const disk = trouble === null || trouble === 'disk_read_only' ? null : DISK_TROUBLE_TEXT[trouble];
  return `文件没有保存：${disk ?? FILE_TROUBLE_TEXT[fileTroubleOf(error)]}。`;
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
