import type { IpcMainEvent, IpcMainInvokeEvent, MessagePortMain } from 'electron';
import { BrowserWindow, ipcMain, MessageChannelMain } from 'electron';
import type { PrintSize } from '../../shared/contract/shell-api.ts';
import { APP_ORIGIN, CHANNEL } from './channels.ts';
import { fromOurPage } from './guards.ts';
import { revealFile, saveFile } from './saved-files.ts';
import { asPrintSize } from './window-state.ts';

const LARGEST_FILE = 512 * 1024 * 1024;

interface ServiceNeeds {
  /** Origins of pages that may use native services. */
  readonly allowed: () => readonly string[];
  /** Takes the host's end of a fresh channel. */
  readonly openDoor: (port: MessagePortMain) => void;
  readonly setPrintSize: (size: PrintSize) => void;
}

function windowOf(event: IpcMainInvokeEvent, allowed: readonly string[]): BrowserWindow {
  const window = BrowserWindow.fromWebContents(event.sender);
  if (window === null || !fromOurPage(event.senderFrame, allowed))
    throw new Error('refused: not a page of this program');
  return window;
}

/** One channel for each request, so that a reloaded page gets a port of its own. Only our own pages get one. */
function answerDoor(event: IpcMainEvent, openDoor: (port: MessagePortMain) => void): void {
  if (!fromOurPage(event.senderFrame, [APP_ORIGIN])) return;
  const { port1, port2 } = new MessageChannelMain();
  openDoor(port1);
  event.senderFrame?.postMessage(CHANNEL.door, null, [port2]);
}

/** Answers the few things a page may ask of the shell, each after checking who asks and what is asked. */
export function offerServices({ allowed, openDoor, setPrintSize }: ServiceNeeds): void {
  ipcMain.on(CHANNEL.door, (event) => answerDoor(event, openDoor));
  ipcMain.handle(CHANNEL.saveFile, (event, name: unknown, bytes: unknown) => {
    const window = windowOf(event, allowed());
    if (typeof name !== 'string' || !(bytes instanceof Uint8Array) || bytes.byteLength > LARGEST_FILE) {
      throw new Error('refused: not a file');
    }
    return saveFile(window, name, bytes);
  });
  ipcMain.handle(CHANNEL.revealFile, (event, path: unknown) => {
    windowOf(event, allowed());
    return typeof path === 'string' && revealFile(path);
  });
  ipcMain.handle(CHANNEL.printSize, (event, percent: unknown) => {
    windowOf(event, allowed());
    const size = asPrintSize(percent);
    if (size === null) throw new Error('refused: no such print size');
    setPrintSize(size);
  });
}
