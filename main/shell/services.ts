import type { IpcMainEvent, MessagePortMain } from 'electron';
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

/** Takes a request. The only way in: whoever asks is checked before what he asks for is looked at. */
function handle(
  channel: string,
  allowed: () => readonly string[],
  answer: (window: BrowserWindow, ...words: readonly unknown[]) => unknown,
): void {
  ipcMain.handle(channel, (event, ...words: readonly unknown[]) => {
    const window = BrowserWindow.fromWebContents(event.sender);
    if (window === null || !fromOurPage(event.senderFrame, allowed())) {
      throw new Error('refused: not a page of this program');
    }
    return answer(window, ...words);
  });
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
  handle(CHANNEL.saveFile, allowed, (window, name, bytes) => {
    if (typeof name !== 'string' || !(bytes instanceof Uint8Array) || bytes.byteLength > LARGEST_FILE) {
      throw new Error('refused: not a file');
    }
    return saveFile(window, name, bytes);
  });
  handle(CHANNEL.revealFile, allowed, (_window, path) => typeof path === 'string' && revealFile(path));
  handle(CHANNEL.printSize, allowed, (_window, percent) => {
    const size = asPrintSize(percent);
    if (size === null) throw new Error('refused: no such print size');
    setPrintSize(size);
  });
}
